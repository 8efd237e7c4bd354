import "fake-indexeddb/auto";
import type { Answer } from "@logistics-screening/web-shared/api/client";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { SealedLine } from "./SealedLine";

const user = "courier";
const ok: Answer<void> = { kind: "ok", value: undefined };
const refused = (status: number): Answer<void> => ({ kind: "problem", problem: { status, title: "", detail: null, text: null, errors: {} } });
const picture = () => new TextEncoder().encode("an invented picture").buffer;

let databases = 0;
let answer: Answer<void>;
let sent: [string, string][];
let name: string;
let line: SealedLine<void>;
const restarted = (refuses?: (status: number) => boolean) => new SealedLine<void>(name, (id, bytes) => {
  sent.push([id, new TextDecoder().decode(bytes)]);
  return Promise.resolve(answer);
}, refuses);
beforeEach(() => {
  [answer, sent, name] = [ok, [], `line-${++databases}`];
  line = restarted();
});

test("it is on disk, sealed, goes as it was taken, and is gone", async () => {
  await line.add("c1", user, picture());
  const database = await openDB(name);
  const [kept] = (await database.getAll("kept")) as { sealed: { bytes: ArrayBuffer }; key: CryptoKey }[];
  expect(new TextDecoder().decode(kept!.sealed.bytes)).not.toContain("invented");
  expect(kept!.key.extractable).toBe(false);
  database.close();
  const again = restarted();
  await again.refresh();
  expect(again.pending.value).toEqual([user]);
  await again.flush(user);
  expect(sent).toEqual([["c1", "an invented picture"]]);
  expect(again.pending.value).toEqual([]);
});

test("it waits for what goes first, for the line, and for its own courier", async () => {
  await line.add("c1", user, picture());
  await line.flush(user, (clientId) => clientId === "c1");
  await line.flush("someone");
  expect(sent).toEqual([]);
  for (const later of [{ kind: "unreachable" } as const, refused(401), refused(429), refused(503)]) {
    answer = later;
    await line.flush(user);
    expect(line.pending.value).toEqual([user]);
  }
  answer = ok;
  await line.flush(user);
  expect(line.pending.value).toEqual([]);
});

test.each([403, 404, 409, 413])("what the server will not have (%i) does not stay", async (status) => {
  answer = refused(status);
  await line.add("c1", user, picture());
  await line.flush(user);
  expect(line.pending.value).toEqual([]);
});

test("what may be mended on the other side stays, where that is wanted", async () => {
  line = restarted((status) => status === 400);
  await line.add("c1", user, picture());
  answer = refused(404);
  await line.flush(user);
  expect(line.pending.value).toEqual([user]);
  answer = refused(400);
  await line.flush(user);
  expect(line.pending.value).toEqual([]);
});
