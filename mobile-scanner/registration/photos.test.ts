import "fake-indexeddb/auto";
import type { Answer } from "@logistics-screening/web-shared/api/client";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { Photos } from "./photos";

const user = "courier";
const ok: Answer<void> = { kind: "ok", value: undefined };
const refused = (status: number): Answer<void> => ({ kind: "problem", problem: { status, title: "", detail: null, text: null, errors: {} } });
const picture = () => new Blob(["an invented picture"], { type: "image/jpeg" });

let databases = 0;
let answer: Answer<void>;
let sent: [string, string, string][];
let name: string;
let photos: Photos;
const restarted = () => new Photos(async (clientId, photo) => {
  sent.push([clientId, photo.type, await photo.text()]);
  return answer;
}, name);
beforeEach(() => {
  [answer, sent, name] = [ok, [], `photos-${++databases}`];
  photos = restarted();
});

test("a picture is on disk, sealed, goes as it was taken, and is gone", async () => {
  await photos.add("c1", user, picture());
  const database = await openDB(name);
  const [kept] = (await database.getAll("photos")) as { sealed: { bytes: ArrayBuffer }; key: CryptoKey }[];
  expect(new TextDecoder().decode(kept!.sealed.bytes)).not.toContain("invented");
  expect(kept!.key.extractable).toBe(false);
  database.close();
  await restarted().flush(user, () => false);
  expect(sent).toEqual([["c1", "image/jpeg", "an invented picture"]]);
  expect(await photos.count(user)).toBe(0);
});

test("it waits for its registration, for the line, and for its own courier", async () => {
  await photos.add("c1", user, picture());
  await photos.flush(user, (clientId) => clientId === "c1");
  await photos.flush("someone", () => false);
  expect(sent).toEqual([]);
  for (const later of [{ kind: "unreachable" } as const, refused(401), refused(429), refused(503)]) {
    answer = later;
    await photos.flush(user, () => false);
    expect(await photos.count(user)).toBe(1);
  }
  answer = ok;
  await photos.flush(user, () => false);
  expect(await photos.count(user)).toBe(0);
});

test.each([403, 404, 409, 413])("what the server will not have (%i) does not stay", async (status) => {
  answer = refused(status);
  await photos.add("c1", user, picture());
  await photos.flush(user, () => false);
  expect(await photos.count(user)).toBe(0);
});
