import { describe, expect, test } from "vitest";
import type { Filters } from "../route";
import { sampleAlert } from "./samples";
import { anchoredScroll, countQueues, select, visibleRows } from "./selection";

const all: Filters = { queue: "all", lane: "", depot: "", text: "", order: "newest" };
const alerts = [
  sampleAlert(1, { severity: "critical", lane: "hold", state: "held" }),
  sampleAlert(2, { state: "acknowledged", acknowledgedBy: "supervisor" }),
  sampleAlert(3, { depot: "JH-01", severity: "low", lane: "yellow" }),
  sampleAlert(4, { state: "released" }),
];
const numbers = (filters: Partial<Filters>) => select(alerts, { ...all, ...filters }).map((alert) => alert.sequence);

describe("select", () => {
  test("newest first", () => expect(numbers({})).toEqual([4, 3, 2, 1]));
  test("by severity, newest first within", () => expect(numbers({ order: "severity" })).toEqual([1, 4, 2, 3]));
  test("to do is open and taken", () => expect(numbers({ queue: "todo" })).toEqual([3, 2]));
  test("held", () => expect(numbers({ queue: "held" })).toEqual([1]));
  test("lane and depot together", () => expect(numbers({ lane: "yellow", depot: "JH-01" })).toEqual([3]));
  test("all words must occur, in any order and case", () => {
    expect(numbers({ text: "jh-01 sf" })).toEqual([3]);
    expect(numbers({ text: "强指示词 SUPERVISOR" })).toEqual([2]);
    expect(numbers({ text: "nowhere" })).toEqual([]);
  });
});

test("countQueues", () => expect(countQueues(alerts)).toEqual({ todo: 2, held: 1, released: 1, all: 4 }));

describe("visibleRows", () => {
  test("the top", () => expect(visibleRows(0, 240, 24, 1000)).toEqual({ first: 0, end: 18 }));
  test("the middle", () => expect(visibleRows(2400, 240, 24, 1000)).toEqual({ first: 92, end: 118 }));
  test("beyond the end", () => expect(visibleRows(99_999, 240, 24, 10)).toEqual({ first: 10, end: 10 }));
});

describe("anchoredScroll", () => {
  const before = select(alerts, all);
  test("a new row above moves the list down by one row", () =>
    expect(anchoredScroll(before, select([...alerts, sampleAlert(9)], all), 30, 24)).toBe(54));
  test("nothing moved", () => expect(anchoredScroll(before, before, 30, 24)).toBeNull());
  test("the top row is gone", () => expect(anchoredScroll(before, before.slice(1), 0, 24)).toBeNull());
});
