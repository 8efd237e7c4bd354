import { describe, expect, test } from "vitest";
import { Burst, checkDigitFits, waybillNumber } from "./code";

describe("waybillNumber", () => {
  test.each([
    ["SF1390000000017", "SF1390000000017"],
    [" sf1390000000017\r\n", "SF1390000000017"],
    ["ＳＦ１３９００００００００１７", "SF1390000000017"],
    ["SF139 0000 0000 17", "SF1390000000017"],
    ["JDVA00012345678‐1‐1", "JDVA00012345678-1-1"],
    ["]C1SF1390000000017\u001d", "SF1390000000017"],
    ["SF1390000\u200b000017", "SF1390000000017"],
  ])("%j", (raw, expected) => expect(waybillNumber(raw)).toBe(expected));

  test.each(["", "123", "SF13900'; DROP", "红木工艺品象牙", "A".repeat(41), "<script>alert(1)"])("%j is none", (raw) => expect(waybillNumber(raw)).toBeNull());
});

describe("checkDigitFits", () => {
  test.each([["EE473124829CN", true], ["EE473124820CN", false], ["SF1390000000017", null], ["RR000000005CN", true]])("%s: %s", (number, expected) =>
    expect(checkDigitFits(number)).toBe(expected));
});

describe("Burst", () => {
  const typed = (paces: number[]) => {
    const burst = new Burst();
    let at = 1000;
    paces.forEach((pace, index) => burst.changed(index + 1, (at += pace)));
    return burst.isScanner;
  };
  test("characters every 10 ms are a scanner", () => expect(typed(Array.from({ length: 15 }, () => 10))).toBe(true));
  test("characters every 90 ms are a finger", () => expect(typed(Array.from({ length: 15 }, () => 90))).toBe(false));
  test("a few fast keys are a finger", () => expect(typed([5, 5, 5])).toBe(false));
  test("a whole number in one event is a scanner", () => {
    const burst = new Burst();
    burst.changed(15, 1000);
    expect(burst.isScanner).toBe(true);
  });
  test("an emptied field starts anew", () => {
    const burst = new Burst();
    burst.changed(3, 0);
    burst.changed(0, 5000);
    for (let i = 1; i <= 12; i++) burst.changed(i, 9000 + i * 8);
    expect(burst.isScanner).toBe(true);
  });
});
