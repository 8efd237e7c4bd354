import type { AlertWaybill, Finding } from "@logistics-screening/web-shared/api/types";

export interface Segment {
  text: string;
  /** Indexes of the findings that point at this piece; empty for plain text. */
  findings: number[];
}

/** Cuts a declared text at the edges of all spans; overlapping spans share a piece. Spans that do not fit are left out. */
export function segments(text: string, spans: readonly { start: number; length: number; finding: number }[]): Segment[] {
  const fitting = spans.filter((span) => span.start >= 0 && span.length > 0 && span.start + span.length <= text.length);
  const edges = [...new Set([0, text.length, ...fitting.flatMap((span) => [span.start, span.start + span.length])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length;
    const covering = fitting.filter((span) => span.start <= from && to <= span.start + span.length);
    return { text: text.slice(from, to), findings: covering.map((span) => span.finding) };
  });
}

/** All spans that point at one field, e.g. `items[0].description`. */
export function spansOf(findings: readonly Finding[], field: string): { start: number; length: number; finding: number }[] {
  return findings.flatMap((finding, index) =>
    finding.field === field && finding.start !== null && finding.length !== null ? [{ start: finding.start, length: finding.length, finding: index }] : []);
}

/** The declared text a finding points into. Party data is masked, so spans into it would mark the wrong characters. */
export function declaredText(waybill: AlertWaybill | null, field: string | null): string | null {
  if (waybill === null || field === null) return null;
  if (field === "remarks") return waybill.remarks;
  const item = /^items\[(\d+)\]\.(description|nature|unit)$/.exec(field);
  if (item === null) return null;
  const line = waybill.items[Number(item[1])];
  return line?.[item[2] as "description" | "nature" | "unit"] ?? null;
}

/** A long text is cut to the neighbourhood of the span, so that the marked word is in sight. */
export function around(text: string, start: number, length: number, reach = 16): { text: string; start: number } {
  const from = Math.max(0, start - reach), to = Math.min(text.length, start + length + reach);
  const lead = from > 0 ? "…" : "", tail = to < text.length ? "…" : "";
  return { text: lead + text.slice(from, to) + tail, start: start - from + lead.length };
}
