import { beforeEach, describe, expect, test } from "vitest";
import { ago, exactTime, money, shortHash, shortTime, weight } from "./format";
import { language } from "./texts/language";

const now = new Date("2026-11-22T08:00:00Z");
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

beforeEach(() => void (language.value = "zh"));

describe("ago", () => {
  test.each([
    [0, "刚刚"], [9, "刚刚"], [10, "10 秒前"], [59, "59 秒前"], [60, "1 分钟前"], [3599, "59 分钟前"],
    [3600, "1 小时前"], [86_399, "23 小时前"], [86_400, "1 天前"], [-30, "刚刚"],
  ])("%i seconds", (seconds, expected) => expect(ago(before(seconds), now)).toBe(expected));

  test("speaks English when asked", () => {
    language.value = "en";
    expect(ago(before(86_400), now)).toBe("1 day ago");
    expect(ago(before(2 * 86_400), now)).toBe("2 days ago");
  });

  test("leaves what is no time alone", () => expect(ago("soon", now)).toBe("soon"));
});

describe("weight", () => {
  test.each([[0, "0 克"], [999, "999 克"], [1000, "1 千克"], [1254, "1.25 千克"], [12_000, "12 千克"]])("%i g", (grams, expected) =>
    expect(weight(grams)).toBe(expected));
  test("absent", () => expect(weight(null)).toBe(""));
});

describe("money", () => {
  test("keeps the declared digits", () => expect(money("300.10", "CNY")).toBe("¥300.10"));
  test("names other currencies", () => expect(money("5", "USD")).toBe("USD 5"));
  test("absent", () => expect(money(null, "CNY")).toBe(""));
});

test("shortTime adds the day when it is not today", () => {
  expect(shortTime(before(60), now)).toMatch(/^\d\d:\d\d$/);
  expect(shortTime(before(3 * 86_400), now)).toMatch(/^\d\d\/\d\d \d\d:\d\d$/);
});

test("exactTime carries the second and the offset", () => {
  expect(exactTime("2026-11-22T08:09:10Z")).toMatch(/^2026-11-2[123] \d\d:\d9:10 [+-]\d\d:\d\d$/);
  expect(new Date(exactTime("2026-11-22T08:09:10Z")).toISOString()).toBe("2026-11-22T08:09:10.000Z");
});

test("shortHash keeps both ends", () => {
  expect(shortHash("a".repeat(60) + "beef")).toBe("aaaaaaaaaaaa…beef");
  expect(shortHash("short")).toBe("short");
});
