import { describe, expect, test } from "vitest";
import { AlertStore } from "./AlertStore";
import { sampleAlert } from "./samples";

const stream = (sequence: number) => ({ depot: "KMG-01", audience: "depot" as const, sequence });

function begun(upTo: number): AlertStore {
  const store = new AlertStore();
  store.begin({ items: [sampleAlert(upTo)], streams: [stream(upTo)] });
  store.publish();
  return store;
}

describe("raised", () => {
  test("the next number is no gap", () => {
    const store = begun(7);
    expect(store.raised(sampleAlert(8))).toBeNull();
    expect(store.position(stream(0))).toBe(8);
  });

  test("a skipped number is a gap that starts at the last one seen, until it is filled", () => {
    const store = begun(7);
    expect(store.raised(sampleAlert(10))).toEqual({ depot: "KMG-01", audience: "depot", after: 7 });
    expect(store.position(stream(0))).toBe(7);
    expect(store.raised(sampleAlert(11))).toEqual({ depot: "KMG-01", audience: "depot", after: 7 });
  });

  test("an alert that comes again is no gap and does not move anything back", () => {
    const store = begun(7);
    expect(store.raised(sampleAlert(3))).toBeNull();
    expect(store.position(stream(0))).toBe(7);
  });

  test("another audience of the same depot counts for itself", () => {
    const store = begun(7);
    expect(store.raised(sampleAlert(1, { id: "r", audience: "region" }))).toBeNull();
    expect(store.position({ depot: "KMG-01", audience: "region" })).toBe(1);
  });
});

describe("filled", () => {
  test("asks on while pages end before the stream does", () => {
    const store = begun(1);
    const gap = store.raised(sampleAlert(5))!;
    const next = store.filled(gap, { items: [sampleAlert(2), sampleAlert(3)], streams: [stream(5)] });
    expect(next).toEqual({ depot: "KMG-01", audience: "depot", after: 3 });
    expect(store.filled(next!, { items: [sampleAlert(4), sampleAlert(5)], streams: [stream(5)] })).toBeNull();
    store.publish();
    expect(store.all.value.map((alert) => alert.sequence).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test("does not ask for ever when the rest may not be seen", () => {
    const store = begun(1);
    const gap = store.raised(sampleAlert(3))!;
    expect(store.filled(gap, { items: [], streams: [stream(3)] })).toBeNull();
    expect(store.position(gap)).toBe(3);
  });
});

test("behind names the streams that went on while the line was down", () => {
  const store = begun(4);
  expect(store.behind([stream(4)])).toEqual([]);
  expect(store.behind([stream(9), { depot: "JH-01", audience: "depot", sequence: 2 }])).toEqual([
    { depot: "KMG-01", audience: "depot", after: 4 },
    { depot: "JH-01", audience: "depot", after: 0 },
  ]);
});

test("the higher version wins, whichever comes first", () => {
  const store = begun(1);
  const taken = sampleAlert(1, { version: 2, state: "acknowledged" });
  expect(store.merge([taken])).toBe(true);
  expect(store.merge([sampleAlert(1)])).toBe(false);
  expect(store.find(taken.id)?.state).toBe("acknowledged");
});

test("nothing is shown before it is published", () => {
  const store = begun(1);
  store.merge([sampleAlert(2)]);
  expect(store.all.value).toHaveLength(1);
  store.publish();
  expect(store.all.value).toHaveLength(2);
});
