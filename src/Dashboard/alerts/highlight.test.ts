import type { AlertWaybill, Finding } from "@logistics-screening/web-shared/api/types";
import { describe, expect, test } from "vitest";
import { around, declaredText, segments, spansOf } from "./highlight";

describe("segments", () => {
  test("no spans is one plain piece", () => expect(segments("红木工艺品", [])).toEqual([{ text: "红木工艺品", findings: [] }]));

  test("a span in the middle", () =>
    expect(segments("红木象牙摆件", [{ start: 2, length: 2, finding: 0 }])).toEqual([
      { text: "红木", findings: [] }, { text: "象牙", findings: [0] }, { text: "摆件", findings: [] },
    ]));

  test("overlapping spans share a piece", () =>
    expect(segments("abcdef", [{ start: 0, length: 4, finding: 0 }, { start: 2, length: 4, finding: 1 }])).toEqual([
      { text: "ab", findings: [0] }, { text: "cd", findings: [0, 1] }, { text: "ef", findings: [1] },
    ]));

  test("offsets are UTF-16 code units, also behind an emoji", () =>
    expect(segments("🐘牙", [{ start: 2, length: 1, finding: 0 }])).toEqual([{ text: "🐘", findings: [] }, { text: "牙", findings: [0] }]));

  test("spans that do not fit the text are ignored", () =>
    expect(segments("abc", [{ start: 2, length: 5, finding: 0 }, { start: -1, length: 1, finding: 1 }])).toEqual([{ text: "abc", findings: [] }]));

  test("nothing is lost or doubled, whatever the spans", () => {
    const text = "紅木 XJ 摆件，送礼";
    for (let start = 0; start < text.length; start++)
      for (let length = 1; length <= text.length - start; length++)
        expect(segments(text, [{ start, length, finding: 0 }, { start: 3, length: 2, finding: 1 }]).map((piece) => piece.text).join("")).toBe(text);
  });
});

const waybill = { remarks: "勿折", items: [{ description: "象牙摆件", nature: "handicraft", unit: "件" }] } as AlertWaybill;

test("declaredText finds items and remarks, never a masked party", () => {
  expect(declaredText(waybill, "items[0].description")).toBe("象牙摆件");
  expect(declaredText(waybill, "remarks")).toBe("勿折");
  expect(declaredText(waybill, "items[1].description")).toBeNull();
  expect(declaredText(waybill, "sender.name")).toBeNull();
});

test("spansOf keeps the place of the finding in the list", () => {
  const finding = (field: string, start: number | null) => ({ field, start, length: start === null ? null : 2 }) as Finding;
  expect(spansOf([finding("remarks", 0), finding("items[0].description", null), finding("items[0].description", 1)], "items[0].description"))
    .toEqual([{ start: 1, length: 2, finding: 2 }]);
});

test("around keeps the word in sight", () => {
  expect(around("象牙摆件", 0, 2)).toEqual({ text: "象牙摆件", start: 0 });
  const { text, start } = around("甲".repeat(40) + "象牙" + "乙".repeat(40), 40, 2, 4);
  expect(text).toBe("…甲甲甲甲象牙乙乙乙乙…");
  expect(text.slice(start, start + 2)).toBe("象牙");
});
