import type { AlertPage, AlertSummary, Audience, StreamPosition } from "@logistics-screening/web-shared/api/types";
import { signal, type ReadonlySignal } from "@preact/signals";

/** Part of a stream that was not seen: everything after `after`. */
export interface Gap {
  depot: string;
  audience: Audience;
  after: number;
}

const keyOf = (stream: { depot: string; audience: Audience }) => `${stream.depot}\n${stream.audience}`;

/**
 * All alerts this page knows, and how far it has seen each stream without a hole. Alerts arrive over two ways (hub and
 * HTTP) in any order and more than once; the higher version of an alert wins. No clock, no network: AlertFeed feeds it.
 */
export class AlertStore {
  readonly #alerts = new Map<string, AlertSummary>();
  readonly #positions = new Map<string, StreamPosition>();
  readonly #all = signal<readonly AlertSummary[]>([]);
  readonly #changed = new Set<(alert: AlertSummary) => void>();

  /** A new array after each publish, in no particular order. */
  get all(): ReadonlySignal<readonly AlertSummary[]> {
    return this.#all;
  }

  find(id: string): AlertSummary | undefined {
    return this.#alerts.get(id);
  }

  onChange(listener: (alert: AlertSummary) => void): () => void {
    this.#changed.add(listener);
    return () => void this.#changed.delete(listener);
  }

  /** Takes alerts in without showing them yet; `publish` shows them. True when anything was new. */
  merge(alerts: readonly AlertSummary[]): boolean {
    let news = false;
    for (const alert of alerts) {
      const known = this.#alerts.get(alert.id);
      if (known !== undefined && known.version >= alert.version) continue;
      this.#alerts.set(alert.id, alert);
      news = true;
      for (const listener of this.#changed) listener(alert);
    }
    return news;
  }

  publish(): void {
    this.#all.value = [...this.#alerts.values()];
  }

  /** An alert pushed by the hub: the gap before it, when there is one. */
  raised(alert: AlertSummary): Gap | null {
    this.merge([alert]);
    const seen = this.position(alert);
    if (alert.sequence === seen + 1) this.#seen(alert);
    return alert.sequence > seen + 1 ? { depot: alert.depot, audience: alert.audience, after: seen } : null;
  }

  /** The first page: what came before it is history and not missed. */
  begin(page: AlertPage): void {
    this.merge(page.items);
    for (const stream of page.streams) this.#seen(stream);
  }

  /** Streams whose end, by the server's word, lies beyond what was seen here. */
  behind(streams: readonly StreamPosition[]): Gap[] {
    return streams.flatMap((stream) => {
      const after = this.position(stream);
      return stream.sequence > after ? [{ depot: stream.depot, audience: stream.audience, after }] : [];
    });
  }

  /** Answer to a gap: alerts of one stream in rising order. The next gap of that stream, or null when it is closed. */
  filled(gap: Gap, page: AlertPage): Gap | null {
    this.merge(page.items);
    const here = page.items.filter((alert) => keyOf(alert) === keyOf(gap));
    for (const alert of here) this.#seen(alert);
    const end = page.streams.find((stream) => keyOf(stream) === keyOf(gap));
    const after = this.position(gap);
    if (end === undefined || end.sequence <= after) return null;
    // Nothing more to be had although the stream is longer: its last alerts are not for this user's eyes any more.
    if (here.length === 0) {
      this.#seen(end);
      return null;
    }
    return { ...gap, after };
  }

  position(stream: { depot: string; audience: Audience }): number {
    return this.#positions.get(keyOf(stream))?.sequence ?? 0;
  }

  #seen({ depot, audience, sequence }: StreamPosition): void {
    if (sequence > this.position({ depot, audience })) this.#positions.set(keyOf({ depot, audience }), { depot, audience, sequence });
  }
}
