import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { AlertPage, AlertSummary } from "@logistics-screening/web-shared/api/types";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AlertFeed, type AlertQuery, type LiveConnection } from "./AlertFeed";
import { AlertStore } from "./AlertStore";
import { sampleAlert } from "./samples";

/** A server with one stream, and a line that can be cut. */
class Server implements LiveConnection {
  readonly alerts: AlertSummary[] = [];
  readonly asked: AlertQuery[] = [];
  up = true;
  forbidden = false;
  #onAlert: ((alert: AlertSummary, news: "raised" | "changed") => void) | undefined;
  #onLost: (() => void) | undefined;

  connect(): Promise<void> {
    return this.up ? Promise.resolve() : Promise.reject(new Error("refused"));
  }
  onAlert(listener: (alert: AlertSummary, news: "raised" | "changed") => void): void {
    this.#onAlert = listener;
  }
  onLost(listener: () => void): void {
    this.#onLost = listener;
  }

  readonly ask = (query: AlertQuery): Promise<Answer<AlertPage>> => {
    this.asked.push(query);
    if (!this.up) return Promise.resolve({ kind: "unreachable" });
    if (this.forbidden) return Promise.resolve({ kind: "problem", problem: { status: 403, title: "", detail: null, text: null, errors: {} } });
    const { afterSequence, before } = query;
    const items =
      afterSequence === undefined
        ? this.alerts.filter((alert) => before === undefined || alert.id < before).reverse().slice(0, query.limit)
        : this.alerts.filter((alert) => alert.sequence > afterSequence).slice(0, query.limit);
    return Promise.resolve({ kind: "ok", value: { items, streams: [{ depot: "KMG-01", audience: "depot", sequence: this.alerts.length }] } });
  };

  raise(count: number, pushed: (alert: AlertSummary) => boolean = () => true): void {
    for (let i = 0; i < count; i++) {
      const alert = sampleAlert(this.alerts.length + 1);
      this.alerts.push(alert);
      if (this.up && pushed(alert)) this.#onAlert?.(alert, "raised");
    }
  }

  change(alert: AlertSummary): void {
    this.#onAlert?.(alert, "changed");
  }

  cut(): void {
    this.up = false;
    this.#onLost?.();
  }
}

// By a clock that only moves when told, so that a slow machine sees what a fast one sees.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const soon = () => new Promise<void>((done) => setTimeout(done, 1));
const settled = () => vi.advanceTimersByTimeAsync(30);

async function running(server: Server): Promise<{ feed: AlertFeed; store: AlertStore }> {
  const store = new AlertStore();
  const feed = new AlertFeed(store, server, server.ask, soon);
  const run = feed.run();
  await settled();
  await run;
  return { feed, store };
}

const sequences = (store: AlertStore) => store.all.value.map((alert) => alert.sequence).sort((a, b) => a - b);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test("a pushed alert appears", async () => {
  const server = new Server();
  server.raise(2);
  const { feed, store } = await running(server);
  expect(feed.state.value).toBe("live");
  server.raise(1);
  await settled();
  expect(sequences(store)).toEqual(upTo(3));
});

test("a burst of 1,000 is drawn in few steps and loses nothing", async () => {
  const server = new Server();
  const { store } = await running(server);
  let drawn = 0;
  const stop = store.all.subscribe(() => drawn++);
  server.raise(1000);
  await settled();
  stop();
  expect(sequences(store)).toEqual(upTo(1000));
  expect(drawn).toBeLessThan(5);
});

test("more alerts than one page holds are read page by page", async () => {
  const server = new Server();
  server.raise(1203);
  const { store } = await running(server);
  await settled();
  expect(sequences(store)).toEqual(upTo(1203));
  expect(server.asked).toHaveLength(3);
});

test("what others did to old alerts while the line was down is seen afterwards", async () => {
  const server = new Server();
  server.raise(600);
  const { store } = await running(server);
  await settled();
  server.cut();
  server.alerts[0] = sampleAlert(1, { version: 2, state: "released" });
  await settled();
  server.up = true;
  await settled();
  await settled();
  expect(store.find(sampleAlert(1).id)?.state).toBe("released");
});

test("a push that went missing is asked for over HTTP", async () => {
  const server = new Server();
  server.raise(3);
  const { store } = await running(server);
  server.raise(4, (alert) => alert.sequence !== 5);
  await settled();
  expect(server.asked.at(-1)).toMatchObject({ depot: "KMG-01", audience: "depot", afterSequence: 4 });
  expect(sequences(store)).toEqual(upTo(7));
});

test("after a lost line everything raised meanwhile is there", async () => {
  const server = new Server();
  server.raise(3);
  const { feed, store } = await running(server);
  server.cut();
  await settled();
  expect(feed.state.value).toBe("lost");
  server.raise(2500);
  server.up = true;
  await settled();
  await settled();
  expect(feed.state.value).toBe("live");
  expect(sequences(store)).toEqual(upTo(2503));
});

test("a change made by someone else is shown", async () => {
  const server = new Server();
  server.raise(1);
  const { store } = await running(server);
  server.change(sampleAlert(1, { version: 2, state: "held" }));
  await settled();
  expect(store.all.value[0]?.state).toBe("held");
});

test("who may not see alerts is told so and not asked again", async () => {
  const server = new Server();
  server.forbidden = true;
  const { feed } = await running(server);
  expect(feed.state.value).toBe("forbidden");
  expect(server.asked).toHaveLength(1);
});
