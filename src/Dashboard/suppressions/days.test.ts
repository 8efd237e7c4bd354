import { expect, test } from "vitest";
import { daysFrom } from "./days";

test("a day begins at midnight in China", () => {
  expect(daysFrom(new Date("2026-11-22T15:59:59Z")).today).toBe("2026-11-22");
  expect(daysFrom(new Date("2026-11-22T16:00:00Z")).today).toBe("2026-11-23");
});

test("the last day is two years ahead, the proposed one between", () => {
  expect(daysFrom(new Date("2026-11-22T08:00:00Z"))).toEqual({ today: "2026-11-22", proposed: "2027-05-21", last: "2028-11-22" });
  expect(daysFrom(new Date("2028-02-29T08:00:00Z")).last).toBe("2030-02-28");
});
