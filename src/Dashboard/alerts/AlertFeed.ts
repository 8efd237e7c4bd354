import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { AlertPage, AlertSummary } from "@logistics-screening/web-shared/api/types";
import { signal } from "@preact/signals";
import type { AlertStore, Gap } from "./AlertStore";

/** The hub, as far as this page cares. `connect` ends when connected and fails when that was not possible. */
export interface LiveConnection {
  connect(): Promise<void>;
  onAlert(listener: (alert: AlertSummary, news: "raised" | "changed") => void): void;
  onLost(listener: () => void): void;
}

export interface AlertQuery {
  depot?: string;
  audience?: string;
  afterSequence?: number;
  /** Id of an alert: older ones only, the newest of them first. */
  before?: string;
  limit: number;
}

export type AskForAlerts = (query: AlertQuery) => Promise<Answer<AlertPage>>;

export type FeedState = "loading" | "live" | "lost" | "forbidden";

/** Rows of the first page and of each catch-up page; the server's own upper limit. */
const pageSize = 500;
/** Alerts kept on a page; older ones are found by other means than a live list. */
const mostAlerts = 10_000;
/** Milliseconds between tries to get the line back; the last one repeats. */
const retryDelays = [0, 500, 1000, 2000, 4000] as const;
/** Milliseconds between drawings: the first alert is drawn at once, a burst behind it costs one more drawing, not a thousand. */
const drawEvery = 16;

/**
 * Keeps an AlertStore equal to what the server has. The hub replays nothing, so after every (re)connect the newest page
 * is read again over HTTP and every stream that went on meanwhile is asked for what is missing.
 */
export class AlertFeed {
  readonly state = signal<FeedState>("loading");
  readonly #store: AlertStore;
  readonly #connection: LiveConnection;
  readonly #ask: AskForAlerts;
  readonly #wait: (milliseconds: number) => Promise<void>;
  #begun = false;
  #runs = 0;
  #oldestRead: string | undefined;
  #stopped = false;
  #drawing = false;
  #drawAgain = false;
  #filling = new Set<string>();

  constructor(store: AlertStore, connection: LiveConnection, ask: AskForAlerts, wait: (milliseconds: number) => Promise<void>) {
    this.#store = store;
    this.#connection = connection;
    this.#ask = ask;
    this.#wait = wait;
    connection.onAlert((alert, news) => this.#arrived(alert, news));
    connection.onLost(() => void this.run());
  }

  /** Connects and catches up, again and again until it works; then returns. A lost line starts it anew. */
  async run(): Promise<void> {
    for (let attempt = 0; !this.#stopped; attempt++) {
      if (attempt > 0 || this.#begun) this.state.value = this.#begun ? "lost" : "loading";
      await this.#wait(retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 0);
      const outcome = await this.#connectAndCatchUp();
      if (outcome === "failed") {
        this.state.value = "lost";
        continue;
      }
      this.state.value = outcome;
      if (outcome === "live") void this.#readOlder(++this.#runs);
      return;
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #connectAndCatchUp(): Promise<"live" | "forbidden" | "failed"> {
    // Connected first, asked second: what is raised in between comes over the hub. The HTTP answer tells why a hub refuses.
    const connected = await this.#connection.connect().then(() => true, () => false);
    const answer = await this.#ask({ limit: pageSize });
    if (answer.kind === "problem" && answer.problem.status === 403) return "forbidden";
    if (answer.kind !== "ok") return "failed";
    const page = answer.value;
    if (this.#begun) {
      this.#store.merge(page.items);
      for (const gap of this.#store.behind(page.streams)) if (!(await this.#fill(gap))) return "failed";
    } else {
      this.#store.begin(page);
      this.#begun = true;
    }
    this.#store.publish();
    this.#oldestRead = page.items.length < pageSize ? undefined : page.items.at(-1)?.id;
    return connected ? "live" : "failed";
  }

  /** Page after page backwards; after a lost line too, because others may have acted on old alerts meanwhile. */
  async #readOlder(run: number): Promise<void> {
    for (let read = pageSize; this.#oldestRead !== undefined && read < mostAlerts && run === this.#runs && !this.#stopped; read += pageSize) {
      const answer = await this.#ask({ before: this.#oldestRead, limit: pageSize });
      if (answer.kind !== "ok" || run !== this.#runs) return;
      this.#store.merge(answer.value.items);
      this.#store.publish();
      this.#oldestRead = answer.value.items.length < pageSize ? undefined : answer.value.items.at(-1)?.id;
    }
  }

  #arrived(alert: AlertSummary, news: "raised" | "changed"): void {
    if (!this.#begun) {
      this.#store.merge([alert]);
      return;
    }
    const gap = news === "raised" ? this.#store.raised(alert) : void this.#store.merge([alert]);
    if (gap) void this.#fill(gap);
    this.#drawSoon();
  }

  async #fill(first: Gap): Promise<boolean> {
    const key = `${first.depot}/${first.audience}`;
    if (this.#filling.has(key)) return true;
    this.#filling.add(key);
    try {
      for (let gap: Gap | null = first; gap !== null; ) {
        const answer = await this.#ask({ depot: gap.depot, audience: gap.audience, afterSequence: gap.after, limit: pageSize });
        if (answer.kind !== "ok") return false;
        gap = this.#store.filled(gap, answer.value);
      }
      this.#drawSoon();
      return true;
    } finally {
      this.#filling.delete(key);
    }
  }

  #drawSoon(): void {
    if (this.#drawing) {
      this.#drawAgain = true;
      return;
    }
    this.#drawing = true;
    this.#drawAgain = false;
    this.#store.publish();
    void this.#wait(drawEvery).then(() => {
      this.#drawing = false;
      if (this.#drawAgain) this.#drawSoon();
    });
  }
}
