import type { AlertDetail, AlertPage, AlertSummary, LocalizedText } from "@logistics-screening/web-shared/api/types";
import type { Answer } from "@logistics-screening/web-shared/api/client";
import { api } from "@logistics-screening/web-shared/session";
import { computed, effect, signal } from "@preact/signals";
import { navigate, route } from "../route";
import { AlertFeed } from "./AlertFeed";
import { AlertStore } from "./AlertStore";
import { hubConnection } from "./connection";
import { countQueues, select } from "./selection";

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

export type DetailState =
  | { kind: "none" }
  | { kind: "loading"; id: string }
  | { kind: "ready"; alert: AlertDetail }
  | { kind: "gone"; id: string }
  | { kind: "failed"; id: string };

export type Action = "acknowledge" | "release" | "hold";

export type ActionOutcome = { kind: "done" } | { kind: "conflict" | "gone" | "forbidden" | "unreachable" | "failed"; text: LocalizedText | null };

/** Everything the alert page shows and does, for one signed-in user. */
export class Desk {
  readonly #store = new AlertStore();
  readonly #hub = hubConnection();
  readonly #feed = new AlertFeed(this.#store, this.#hub, (query) => api.call<AlertPage>("/api/alerts", { query: { ...query } }), pause);
  readonly #stops: (() => void)[] = [];
  #asked = 0;

  readonly rows = computed(() => select(this.#store.all.value, route.value.filters));
  readonly counts = computed(() => countQueues(this.#store.all.value));
  readonly depots = computed(() => [...new Set(this.#store.all.value.map((alert) => alert.depot))].sort());
  readonly state = this.#feed.state;
  readonly detail = signal<DetailState>({ kind: "none" });
  /** The row the keyboard is on; the opened alert when there is one. */
  readonly cursor = signal<string | null>(null);

  start(): void {
    void this.#feed.run();
    const opened = computed(() => (route.value.page === "alerts" ? route.value.alert : null));
    this.#stops.push(
      effect(() => {
        const id = opened.value;
        if (id !== null) this.cursor.value = id;
        void this.#read(id);
      }),
      this.#store.onChange((alert) => {
        const shown = this.detail.peek();
        if (shown.kind === "ready" && shown.alert.id === alert.id && shown.alert.version < alert.version) void this.#read(alert.id, true);
      }),
    );
  }

  stop(): void {
    this.#feed.stop();
    this.#hub.close();
    for (const stop of this.#stops) stop();
  }

  /** Moves the cursor by rows; an open alert moves with it. */
  step(by: 1 | -1): void {
    const rows = this.rows.peek();
    const now = rows.findIndex((alert) => alert.id === this.cursor.peek());
    const next = rows[now === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))];
    if (next === undefined) return;
    this.cursor.value = next.id;
    if (route.peek().alert !== null) navigate({ alert: next.id }, "replace");
  }

  open(id: string): void {
    navigate({ alert: id }, route.peek().alert === null ? "push" : "replace");
  }

  close(): void {
    navigate({ alert: null });
  }

  async act(action: Action, alert: AlertSummary, reason: string): Promise<ActionOutcome> {
    const body = action === "acknowledge" ? { version: alert.version } : { version: alert.version, reason };
    const answer = await api.call<AlertSummary>(`/api/alerts/${alert.id}/${action}`, { method: "POST", body });
    if (answer.kind === "ok") {
      this.#store.merge([answer.value]);
      this.#store.publish();
      await this.#read(alert.id, true);
      return { kind: "done" };
    }
    if (answer.kind === "unreachable") return { kind: "unreachable", text: null };
    const { status, text } = answer.problem;
    if (status === 409) await this.#read(alert.id, true);
    return { kind: status === 409 ? "conflict" : status === 404 ? "gone" : status === 403 ? "forbidden" : "failed", text };
  }

  /** Reads the open alert again after something that its version does not tell of. */
  refreshDetail(): void {
    void this.#read(route.peek().alert, true);
  }

  retryDetail(): void {
    void this.#read(route.peek().alert);
  }

  /** Reads one alert; only the answer to the latest question is shown. `quietly` keeps the old one in sight meanwhile. */
  async #read(id: string | null, quietly = false): Promise<void> {
    const question = ++this.#asked;
    if (id === null) {
      this.detail.value = { kind: "none" };
      return;
    }
    const shown = this.detail.peek();
    if (!quietly && !(shown.kind === "ready" && shown.alert.id === id)) this.detail.value = { kind: "loading", id };
    const answer: Answer<AlertDetail> = await api.call<AlertDetail>(`/api/alerts/${encodeURIComponent(id)}`);
    if (question !== this.#asked) return;
    if (answer.kind === "ok") {
      this.detail.value = { kind: "ready", alert: answer.value };
      if (this.#store.merge([answer.value])) this.#store.publish();
    } else if (!quietly) {
      const gone = answer.kind === "problem" && (answer.problem.status === 404 || answer.problem.status === 400);
      this.detail.value = { kind: gone ? "gone" : "failed", id };
    }
  }
}

