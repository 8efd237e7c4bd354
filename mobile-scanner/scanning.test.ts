import "fake-indexeddb/auto";
import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { Scan, ScanAnswer, Shown } from "@logistics-screening/web-shared/api/types";
import { beforeEach, describe, expect, test } from "vitest";
import { Outbox } from "./outbox";
import { refusalOf, Scanning, type Outcome, type Workplace } from "./scanning";

const place: Workplace = { userName: "courier", carrier: "SF", depot: "KMG-01", kind: "acceptance", device: "d1" };

const verdict = (scan: Scan, shown: Shown = "green"): Answer<ScanAnswer> => ({
  kind: "ok",
  value: { scanId: scan.scanId, decisionId: "x", shown, instruction: { code: "inspectAsUsual", zh: "常规验视", en: "Inspect as usual" } },
});

let databases = 0;

class Line {
  up = true;
  readonly sent: Scan[] = [];
  readonly outbox = new Outbox(`scanner-${++databases}`);
  readonly signalled: Outcome[] = [];
  /** Runs inside each call, before it ends. */
  during: (scan: Scan) => Promise<void> = () => Promise.resolve();
  answer: (scan: Scan) => Answer<ScanAnswer> = (scan) => verdict(scan);
  #ids = 0;
  readonly scanning = new Scanning(this.outbox, {
    send: async (scan) => {
      await this.during(scan);
      if (!this.up) return { kind: "unreachable" };
      this.sent.push(scan);
      return this.answer(scan);
    },
    signalOutcome: (outcome) => void this.signalled.push(outcome),
    now: () => new Date(Date.UTC(2026, 10, 22, 8, 0, this.#ids)),
    newId: () => `scan-${++this.#ids}`,
  });

  async settled(): Promise<void> {
    await this.scanning.flush(place.userName);
  }
}

let line: Line;
beforeEach(() => void (line = new Line()));

const problem = (status: number, errors: Record<string, string[]> = {}): Answer<ScanAnswer> => ({ kind: "problem", problem: { status, title: "", detail: null, text: null, errors } });

test("a scan is on disk before it is sent and gone when it is answered", async () => {
  let onDisk = 0;
  line.during = async () => void (onDisk = (await line.outbox.all()).length);
  await line.scanning.scan("SF0001", place);
  await line.settled();
  expect(onDisk).toBe(1);
  expect(await line.outbox.all()).toEqual([]);
  expect(line.scanning.current.value).toMatchObject({ number: "SF0001", outcome: { kind: "verdict" } });
});

test("without a line it is kept, and sent once with the same id when the line is back", async () => {
  line.up = false;
  await line.scanning.scan("SF0001", place);
  await line.settled();
  expect(line.scanning.current.value?.outcome.kind).toBe("notScreened");
  expect(line.scanning.online.value).toBe(false);
  expect(line.scanning.pending.value).toHaveLength(1);
  line.up = true;
  await line.settled();
  await line.settled();
  expect(line.sent.map((scan) => scan.scanId)).toEqual(["scan-1"]);
  expect(line.scanning.pending.value).toEqual([]);
  expect(line.scanning.current.value?.outcome.kind).toBe("verdict");
});

test("the verdict shown belongs to the parcel in view, whatever order answers come in", async () => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  line.during = (scan) => (scan.waybillNumber === "SF000A" ? held : Promise.resolve());
  line.answer = (scan) => verdict(scan, scan.waybillNumber === "SF000A" ? "green" : "red");
  const first = line.scanning.scan("SF000A", place);
  await line.scanning.scan("SF000B", place);
  release();
  await first;
  expect(line.scanning.current.value).toMatchObject({ number: "SF000B", outcome: { answer: { shown: "red" } } });
  expect(line.scanning.recent.value.map((card) => [card.number, card.outcome.kind])).toEqual([["SF000B", "verdict"], ["SF000A", "verdict"]]);
  expect(line.signalled).toHaveLength(1);
});

test("another courier's scans are not sent under this name", async () => {
  line.up = false;
  await line.scanning.scan("SF0001", { ...place, userName: "someone" });
  await line.settled();
  line.up = true;
  await line.scanning.flush("courier");
  expect(line.sent).toEqual([]);
  await line.scanning.flush("someone");
  expect(line.sent).toHaveLength(1);
});

test("a refused scan is kept to be read, and not sent for ever", async () => {
  line.answer = () => problem(404);
  await line.scanning.scan("SF0001", place);
  await line.settled();
  await line.settled();
  expect(line.sent).toHaveLength(1);
  expect(line.scanning.pending.value[0]?.refusal).toBe("unknown");
  await line.scanning.dismiss("scan-1");
  expect(line.scanning.pending.value).toEqual([]);
});

test("a refused scan can be sent again once its waybill is known", async () => {
  line.answer = () => problem(404);
  await line.scanning.scan("SF0001", place);
  await line.settled();
  line.answer = (scan) => verdict(scan);
  await line.scanning.retry(line.scanning.pending.value[0]!);
  expect(line.sent.map((scan) => scan.scanId)).toEqual(["scan-1", "scan-1"]);
  expect(line.scanning.pending.value).toEqual([]);
});

test("an expired session keeps the scan", async () => {
  line.answer = () => problem(401);
  await line.scanning.scan("SF0001", place);
  await line.settled();
  expect(line.scanning.pending.value).toMatchObject([{ scanId: "scan-1", refusal: null }]);
});

test("two flushes at once send each scan once", async () => {
  line.up = false;
  for (let i = 0; i < 5; i++) await line.scanning.scan(`SF000${i}`, place);
  await line.settled();
  line.up = true;
  await Promise.all([line.scanning.flush("courier"), line.scanning.flush("courier")]);
  expect(line.sent.map((scan) => scan.waybillNumber)).toEqual(["SF0000", "SF0001", "SF0002", "SF0003", "SF0004"]);
});

describe("refusalOf", () => {
  const of = (status: number, errors: Record<string, string[]> = {}) => refusalOf({ status, title: "", detail: null, text: null, errors });
  test("final answers", () => expect([of(404), of(409), of(403), of(400, { depot: ["not yours"] }), of(400, { waybillNumber: ["bad"] })]).toEqual(["unknown", "ambiguous", "depot", "depot", "other"]));
  test("answers that may change", () => expect([of(401), of(400), of(429), of(500), of(503)]).toEqual([null, null, null, null, null]));
});
