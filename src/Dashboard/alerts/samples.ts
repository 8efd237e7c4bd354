import type { AlertSummary } from "@logistics-screening/web-shared/api/types";

/** An alert for tests; the number gives it an id, a sequence and a time that rise together. */
export function sampleAlert(number: number, change: Partial<AlertSummary> = {}): AlertSummary {
  return {
    id: `alert-${String(number).padStart(5, "0")}`,
    depot: "KMG-01",
    audience: "depot",
    sequence: number,
    type: "contents",
    typeText: { zh: "申报内容", en: "Declared contents" },
    severity: "high",
    lane: "red",
    state: "open",
    carrier: "SF",
    waybillNumber: `SF${String(1_390_000_000_000 + number)}`,
    raisedAt: new Date(Date.UTC(2026, 10, 22, 8, 0, 0) + number * 1000).toISOString(),
    acknowledgedBy: null,
    acknowledgedAt: null,
    version: 1,
    headline: { zh: "申报内容含强指示词", en: "A strong word in the declared contents" },
    ...change,
  };
}
