import type { AlertSummary, Severity } from "@logistics-screening/web-shared/api/types";
import type { Filters, Queue } from "../route";

const severityRank: Record<Severity, number> = { info: 0, low: 1, medium: 2, high: 3, critical: 4 };

export function inQueue(alert: AlertSummary, queue: Queue): boolean {
  switch (queue) {
    case "todo": return alert.state === "open" || alert.state === "acknowledged";
    case "held": return alert.state === "held";
    case "released": return alert.state === "released";
    case "all": return true;
  }
}

/** Every word of the search must occur in the number, the depot, the headline or the name of who took the alert. */
function matchesText(alert: AlertSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${alert.waybillNumber} ${alert.carrier} ${alert.depot} ${alert.headline.zh} ${alert.headline.en} ${alert.typeText.zh} ${alert.typeText.en} ${alert.acknowledgedBy ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function compare(a: AlertSummary, b: AlertSummary, filters: Filters): number {
  if (filters.order === "severity" && a.severity !== b.severity) return severityRank[b.severity] - severityRank[a.severity];
  if (a.raisedAt !== b.raisedAt) return a.raisedAt < b.raisedAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

export function select(alerts: readonly AlertSummary[], filters: Filters): AlertSummary[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return alerts
    .filter((alert) =>
      inQueue(alert, filters.queue) &&
      (filters.lane === "" || alert.lane === filters.lane) &&
      (filters.depot === "" || alert.depot === filters.depot) &&
      matchesText(alert, words))
    .sort((a, b) => compare(a, b, filters));
}

export function countQueues(alerts: readonly AlertSummary[]): Record<Queue, number> {
  const counts: Record<Queue, number> = { todo: 0, held: 0, released: 0, all: alerts.length };
  for (const alert of alerts) counts[alert.state === "held" ? "held" : alert.state === "released" ? "released" : "todo"]++;
  return counts;
}

/** Rows to draw, from `first` up to but without `end`, for what is visible plus a margin on both sides. */
export function visibleRows(scrollTop: number, height: number, rowHeight: number, count: number, margin = 8): { first: number; end: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  return { first: Math.min(first, count), end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin) };
}

/**
 * Where to scroll so that the row that was on top stays on top after rows came or went. Null: leave the scroll alone,
 * because the row is gone or nothing moved.
 */
export function anchoredScroll(before: readonly AlertSummary[], after: readonly AlertSummary[], scrollTop: number, rowHeight: number): number | null {
  const top = Math.floor(scrollTop / rowHeight);
  const anchor = before[top];
  if (anchor === undefined) return null;
  const now = after[top]?.id === anchor.id ? top : after.findIndex((alert) => alert.id === anchor.id);
  return now === -1 || now === top ? null : scrollTop + (now - top) * rowHeight;
}
