import "fake-indexeddb/auto";
import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { CounterAnswer, CounterRegistration, Problem } from "@logistics-screening/web-shared/api/types";
import { openDB } from "idb";
import { beforeEach, describe, expect, test } from "vitest";
import { bodyOf } from "./draft";
import { refusalOf, Registering } from "./registering";
import { RegistrationOutbox } from "./RegistrationOutbox";
import { documents, person } from "./samples";

const user = "courier";
const body = (clientId: string): CounterRegistration => bodyOf(person, documents, { clientId, depot: "KMG-01", device: "d" });
const problem = (status: number, more: Partial<Problem> = {}): Answer<CounterAnswer> => ({ kind: "problem", problem: { status, title: "", detail: null, text: null, errors: {}, ...more } });

let databases = 0;

class Line {
  up = true;
  at = Date.UTC(2026, 10, 27, 8);
  readonly name = `registrations-${++databases}`;
  readonly outbox = new RegistrationOutbox(this.name);
  readonly sent: CounterRegistration[] = [];
  readonly lines: boolean[] = [];
  during: () => Promise<void> = () => Promise.resolve();
  answer: (body: CounterRegistration) => Answer<CounterAnswer> = (one) => ({ kind: "ok", value: { clientId: one.clientId } });
  readonly registering = new Registering(this.outbox, {
    send: async (one) => {
      await this.during();
      if (!this.up) return { kind: "unreachable" };
      this.sent.push(one);
      return this.answer(one);
    },
    lineIs: (up) => void this.lines.push(up),
    now: () => new Date((this.at += 1000)),
  });

  /** Everything the phone's disk holds. */
  async disk(): Promise<{ registrations: object[]; keys: CryptoKey[] }> {
    const database = await openDB(this.name);
    const found = { registrations: (await database.getAll("registrations")) as object[], keys: (await database.getAll("keys")) as CryptoKey[] };
    database.close();
    return found;
  }
}

/** Every text and byte inside, as text. */
function spelled(value: unknown): string {
  if (value instanceof ArrayBuffer) return new TextDecoder().decode(value) + new TextDecoder("utf-16le").decode(value);
  if (ArrayBuffer.isView(value)) return spelled(value.buffer);
  return typeof value === "object" && value !== null ? Object.values(value).map(spelled).join("\n") : String(value);
}

let line: Line;
beforeEach(() => void (line = new Line()));

test("a registration is on disk, sealed, before it is sent, and gone with its key when it is acknowledged", async () => {
  let onDisk = "", keys: CryptoKey[] = [];
  line.during = async () => {
    const disk = await line.disk();
    onDisk = spelled(disk.registrations);
    keys = disk.keys;
  };
  expect(await line.registering.submit(body("c1"), user, "SF0001")).toEqual({ kind: "registered" });
  expect(onDisk).toContain("SF0001");
  for (const secret of [person.idNumber, person.name, person.phone, "2036-05-20"]) expect(onDisk).not.toContain(secret);
  expect(keys.map((key) => key.extractable)).toEqual([false]);
  await expect(crypto.subtle.exportKey("raw", keys[0]!)).rejects.toThrow();
  expect(await line.disk()).toEqual({ registrations: [], keys: [] });
});

test("without a line it is kept, and sent once with the same id and contents when the line is back", async () => {
  line.up = false;
  expect(await line.registering.submit(body("c1"), user, null)).toEqual({ kind: "kept" });
  expect(line.lines.at(-1)).toBe(false);
  expect(line.registering.pending.value).toHaveLength(1);
  line.up = true;
  await Promise.all([line.registering.flush(user), line.registering.flush(user)]);
  await line.registering.flush(user);
  expect(line.sent).toEqual([body("c1")]);
  expect(line.registering.pending.value).toEqual([]);
});

test("it waits through a restart of the page", async () => {
  line.up = false;
  await line.registering.submit(body("c1"), user, null);
  const sent: CounterRegistration[] = [];
  const again = new Registering(new RegistrationOutbox(line.name), {
    send: (one) => {
      sent.push(one);
      return Promise.resolve({ kind: "ok", value: { clientId: one.clientId } });
    },
    lineIs: () => {},
    now: () => new Date(),
  });
  await again.flush(user);
  expect(sent).toEqual([body("c1")]);
});

test("another courier on the same phone neither sends nor opens it", async () => {
  line.up = false;
  await line.registering.submit(body("c1"), "someone", null);
  line.up = true;
  await line.registering.flush(user);
  expect(line.sent).toEqual([]);
  expect(line.registering.isDue(user)).toBe(false);
  // One of his own goes, and the other's stays.
  line.up = false;
  await line.registering.submit(body("c2"), user, null);
  line.up = true;
  await line.registering.flush(user);
  expect(line.sent.map((one) => one.clientId)).toEqual(["c2"]);
  expect(await line.registering.open("c1", user)).toBeNull();
  expect(await line.registering.open("c1", "someone")).toEqual(body("c1"));
  // Not by changing the name on the record either.
  const [kept] = await line.outbox.all();
  expect(await line.outbox.open({ ...kept!, userName: user })).toBeNull();
});

test("one that the form is sending is not sent by the background too", async () => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  line.during = () => held;
  const first = line.registering.submit(body("c1"), user, null);
  await new Promise((done) => setTimeout(done, 50));
  await line.registering.flush(user);
  release();
  expect(await first).toEqual({ kind: "registered" });
  expect(line.sent).toHaveLength(1);
});

test("refused fields are kept to be corrected, and the correction takes their place", async () => {
  line.answer = () => problem(400, { errors: { idNumber: ["breaks the rule of its document: area"] } });
  const refused = await line.registering.submit(body("c1"), user, "SF0001");
  expect([...line.registering.settledFor.value]).toEqual([]);
  expect(refused).toEqual({ kind: "refused", clientId: "c1", refusal: { kind: "fields", fields: ["idNumber"], text: null } });
  await line.registering.flush(user);
  expect(line.sent).toHaveLength(1);
  expect(await line.registering.open("c1", user)).toEqual(body("c1"));
  line.up = false;
  await line.registering.submit({ ...body("c2"), name: "演更正" }, user, "SF0001", "c1");
  expect(line.registering.pending.value.map((kept) => [kept.clientId, kept.refusal])).toEqual([["c2", null]]);
  expect((await line.disk()).keys).toHaveLength(1);
  expect([...line.registering.settledFor.value]).toEqual(["SF0001"]);
});

test("a dropped one leaves nothing on disk", async () => {
  line.answer = () => problem(409, { text: { zh: "已登记", en: "registered" } });
  expect(await line.registering.submit(body("c1"), user, null)).toMatchObject({ kind: "refused", refusal: { kind: "conflict", text: { zh: "已登记" } } });
  await line.registering.drop("c1");
  expect(await line.disk()).toEqual({ registrations: [], keys: [] });
});

test("after 429 nothing of this account is sent before its time, then all of it", async () => {
  line.answer = () => problem(429, { retryAfter: 600 });
  const first = await line.registering.submit(body("c1"), user, null);
  expect(first).toMatchObject({ kind: "waits" });
  line.up = false;
  await line.registering.submit(body("c2"), user, null);
  line.up = true;
  line.answer = (one) => ({ kind: "ok", value: { clientId: one.clientId } });
  await line.registering.flush(user);
  expect(line.sent).toHaveLength(1);
  expect(line.registering.isDue(user)).toBe(false);
  line.at += 601_000;
  expect(line.registering.isDue(user)).toBe(true);
  await line.registering.flush(user);
  expect(line.sent.map((one) => one.clientId)).toEqual(["c1", "c1", "c2"]);
  expect(line.registering.pending.value).toEqual([]);
});

test("a server in trouble and an expired session keep it", async () => {
  for (const status of [401, 500, 503]) {
    line.answer = () => problem(status);
    expect(await line.registering.submit(body(`c${status}`), user, null)).toEqual({ kind: "kept" });
  }
  expect(line.registering.pending.value.map((kept) => kept.refusal)).toEqual([null, null, null]);
});

test("a record whose key is gone is said to be unreadable, and the others still go", async () => {
  line.up = false;
  await line.registering.submit(body("c1"), user, null);
  await line.registering.submit(body("c2"), user, null);
  const database = await openDB(line.name);
  await database.delete("keys", "c1");
  database.close();
  line.up = true;
  await line.registering.flush(user);
  expect(line.sent.map((one) => one.clientId)).toEqual(["c2"]);
  expect(line.registering.pending.value.map((kept) => [kept.clientId, kept.refusal?.kind])).toEqual([["c1", "unreadable"]]);
});

test("a phone that cannot keep it says so, unless the server has it", async () => {
  line.outbox.add = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  line.up = false;
  expect(await line.registering.submit(body("c1"), user, null)).toEqual({ kind: "notKept" });
  line.up = true;
  expect(await line.registering.submit(body("c1"), user, null)).toEqual({ kind: "registered" });
});

describe("refusalOf", () => {
  const of = (status: number, errors: Record<string, string[]> = {}) => refusalOf({ status, title: "", detail: null, text: null, errors })?.kind ?? null;
  test("final answers", () => expect([of(400, { name: ["x"] }), of(403), of(409), of(413), of(415)]).toEqual(["fields", "notAllowed", "conflict", "other", "other"]));
  test("answers that may change", () => expect([of(400), of(401), of(404), of(408), of(500), of(503)]).toEqual([null, null, null, null, null, null]));
});
