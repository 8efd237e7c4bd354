import { expect, test } from "vitest";
import { readRoute, writeRoute, type Route } from "./route";

test("an empty address is the list of what is to do", () => {
  expect(readRoute("")).toEqual({ page: "alerts", alert: null, filters: { queue: "todo", lane: "", depot: "", text: "", order: "newest" } });
  expect(writeRoute(readRoute(""))).toBe("/");
});

test("every part of a route survives the address bar", () => {
  const routes: Route[] = [
    { page: "alerts", alert: "0199-a", filters: { queue: "held", lane: "red", depot: "KMG-01", text: "SF 红木&x=1", order: "severity" } },
    { page: "suppressions", alert: null, filters: { queue: "todo", lane: "", depot: "", text: "", order: "newest" } },
    { page: "referrals", alert: null, filters: { queue: "all", lane: "", depot: "", text: "", order: "newest" } },
  ];
  for (const route of routes) expect(readRoute(writeRoute(route).slice(1))).toEqual(route);
});

test("what is not known falls back instead of breaking the page", () => {
  expect(readRoute("?page=x&queue=y&lane=pink&order=z").filters).toEqual({ queue: "todo", lane: "", depot: "", text: "", order: "newest" });
});
