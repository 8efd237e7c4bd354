import type { Lane } from "@logistics-screening/web-shared/api/types";
import { signal } from "@preact/signals";

export const queues = ["todo", "held", "released", "all"] as const;
export type Queue = (typeof queues)[number];

export const orders = ["newest", "severity"] as const;
export type Order = (typeof orders)[number];

export interface Filters {
  queue: Queue;
  lane: Lane | "";
  depot: string;
  text: string;
  order: Order;
}

export const pages = ["alerts", "referrals", "suppressions", "couriers"] as const;
export type Page = (typeof pages)[number];

/** Everything a colleague needs to see the same page; it lives in the address bar and nowhere else. */
export interface Route {
  page: Page;
  alert: string | null;
  filters: Filters;
}

const lanes: readonly Lane[] = ["green", "yellow", "red", "hold"];

export function readRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T) =>
    allowed.find((value) => value === query.get(name)) ?? otherwise;
  return {
    page: oneOf("page", pages, "alerts"),
    alert: query.get("alert"),
    filters: {
      queue: oneOf("queue", queues, "todo"),
      lane: oneOf("lane", ["", ...lanes] as const, ""),
      depot: query.get("depot") ?? "",
      text: query.get("q") ?? "",
      order: oneOf("order", orders, "newest"),
    },
  };
}

export function writeRoute(route: Route): string {
  const query = new URLSearchParams();
  const { filters } = route;
  if (route.page !== "alerts") query.set("page", route.page);
  if (filters.queue !== "todo") query.set("queue", filters.queue);
  if (filters.lane) query.set("lane", filters.lane);
  if (filters.depot) query.set("depot", filters.depot);
  if (filters.text) query.set("q", filters.text);
  if (filters.order !== "newest") query.set("order", filters.order);
  if (route.alert) query.set("alert", route.alert);
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

export const route = signal<Route>(readRoute(typeof location === "undefined" ? "" : location.search));

if (typeof window !== "undefined") window.addEventListener("popstate", () => (route.value = readRoute(location.search)));

/** `replace` for what happens many times in a row (typing, stepping through a list): the back button skips it. */
export function navigate(change: Partial<Omit<Route, "filters">> & { filters?: Partial<Filters> }, how: "push" | "replace" = "push"): void {
  const before = route.peek();
  const next: Route = { ...before, ...change, filters: { ...before.filters, ...change.filters } };
  const address = writeRoute(next);
  if (address !== writeRoute(before)) history[how === "push" ? "pushState" : "replaceState"](null, "", address);
  route.value = next;
}
