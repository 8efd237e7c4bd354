import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { Problem, Scan, ScanAnswer, ScanKind, Shown } from "@logistics-screening/web-shared/api/types";
import { signal } from "@preact/signals";
import type { Kept, Outbox, Refusal } from "./outbox";

/** Milliseconds a courier waits; after that the parcel counts as not screened and is sent again in the background. */
export const scanLimit = 700;
/** Milliseconds a background try may take: nobody waits for it. */
const flushLimit = 10_000;
const recentLength = 20;

export type Outcome =
  | { kind: "checking" }
  | { kind: "verdict"; answer: ScanAnswer }
  | { kind: "notScreened" }
  | { kind: "notKept" }
  | { kind: "refused"; refusal: Refusal; shown: Shown | null; instruction: ScanAnswer["instruction"] | null };

/** One scanned parcel. `request` counts up: an answer is shown large only while its parcel is the latest one. */
export interface Card {
  request: number;
  number: string;
  kind: ScanKind;
  scannedAt: string;
  scanId: string;
  outcome: Outcome;
}

export interface Workplace {
  userName: string;
  carrier: string;
  depot: string;
  kind: ScanKind;
  device: string;
}

export interface Surroundings {
  send(scan: Scan, limit: number): Promise<Answer<ScanAnswer>>;
  /** Called when the parcel in view got its outcome: vibration and sound. */
  signalOutcome(outcome: Outcome): void;
  now(): Date;
  newId(): string;
}

/** What a refused call means for the scan: null when it may be sent again, later or after signing in. */
export function refusalOf(problem: Problem): Refusal | null {
  switch (problem.status) {
    case 404: return "unknown";
    case 409: return "ambiguous";
    case 403: return "depot";
    case 400:
      if ("depot" in problem.errors) return "depot";
      // Without named fields it is the session that was not right, not the scan.
      return Object.keys(problem.errors).length > 0 ? "other" : null;
    default: return null;
  }
}

export class Scanning {
  /** The parcel in view; null before the first scan. */
  readonly current = signal<Card | null>(null);
  /** Latest first, the one in view included. */
  readonly recent = signal<readonly Card[]>([]);
  readonly pending = signal<readonly Kept[]>([]);
  /** By the last call, because what the browser says about the network is often wrong. */
  readonly online = signal(true);
  readonly #outbox: Outbox;
  readonly #around: Surroundings;
  #requests = 0;
  #flushing: Promise<void> | null = null;
  /** Scans whose first answer is still awaited: the background must not send them a second time meanwhile. */
  readonly #inFlight = new Set<string>();

  constructor(outbox: Outbox, around: Surroundings) {
    this.#outbox = outbox;
    this.#around = around;
  }

  async scan(number: string, place: Workplace): Promise<void> {
    const scan: Scan = {
      scanId: this.#around.newId(),
      carrier: place.carrier,
      waybillNumber: number,
      depot: place.depot,
      device: place.device,
      scannedAt: this.#around.now().toISOString(),
      kind: place.kind,
    };
    const card: Card = { request: ++this.#requests, number, kind: place.kind, scannedAt: scan.scannedAt, scanId: scan.scanId, outcome: { kind: "checking" } };
    this.#inFlight.add(scan.scanId);
    try {
      const kept = await this.#outbox.add({ scanId: scan.scanId, userName: place.userName, scan, refusal: null }).then(() => true, () => false);
      this.#show(card, true);
      const answer = await this.#around.send(scan, scanLimit);
      const outcome = await this.#settle(scan.scanId, answer);
      this.#outcome(scan.scanId, outcome ?? { kind: kept ? "notScreened" : "notKept" });
    } finally {
      this.#inFlight.delete(scan.scanId);
    }
    void this.flush(place.userName);
  }

  /** A scan that went another way than through the outbox: shown like any. Null: kept on this phone, and not screened yet. */
  answered(scan: Scan, answer: ScanAnswer | null): void {
    const outcome: Outcome = answer === null ? { kind: "notScreened" } : { kind: "verdict", answer };
    this.#show({ request: ++this.#requests, number: scan.waybillNumber, kind: scan.kind, scannedAt: scan.scannedAt, scanId: scan.scanId, outcome }, true);
    this.#around.signalOutcome(outcome);
  }

  /** Sends what is kept for this user, oldest first, until something fails. One run at a time. */
  flush(userName: string): Promise<void> {
    this.#flushing ??= this.#flush(userName).finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  /** Sends a refused scan again, for instance after the order system has brought its waybill. */
  async retry(kept: Kept): Promise<void> {
    await this.#outbox.refuse(kept.scanId, null);
    await this.flush(kept.userName);
  }

  async dismiss(scanId: string): Promise<void> {
    await this.#outbox.remove(scanId);
    await this.refresh();
  }

  /** No parcel is in view any more; an answer still under way is read in the list. */
  putAside(): void {
    this.#requests++;
    this.current.value = null;
  }

  async refresh(): Promise<void> {
    this.pending.value = await this.#outbox.all().catch(() => this.pending.peek());
  }

  async #flush(userName: string): Promise<void> {
    await this.refresh();
    for (const kept of this.pending.peek()) {
      if (kept.userName !== userName || kept.refusal !== null || this.#inFlight.has(kept.scanId)) continue;
      const answer = await this.#around.send(kept.scan, flushLimit);
      const outcome = await this.#settle(kept.scanId, answer);
      if (outcome !== null) this.#outcome(kept.scanId, outcome);
      else if (answer.kind === "unreachable" || (answer.kind === "problem" && answer.problem.status === 401)) break;
    }
    await this.refresh();
  }

  /** Takes the scan out of the outbox when the server took it, marks it when the server refused it; null: try again later. */
  async #settle(scanId: string, answer: Answer<ScanAnswer>): Promise<Outcome | null> {
    this.online.value = answer.kind !== "unreachable";
    if (answer.kind === "ok") {
      await this.#outbox.remove(scanId).catch(() => undefined);
      return { kind: "verdict", answer: answer.value };
    }
    const refusal = answer.kind === "problem" ? refusalOf(answer.problem) : null;
    if (refusal === null || answer.kind !== "problem") return null;
    await this.#outbox.refuse(scanId, refusal).catch(() => undefined);
    return { kind: "refused", refusal, shown: answer.problem.shown ?? null, instruction: answer.problem.instruction ?? null };
  }

  #show(card: Card, add: boolean): void {
    if (card.request === this.#requests) this.current.value = card;
    const others = this.recent.peek().filter((other) => other.scanId !== card.scanId);
    this.recent.value = add ? [card, ...others].slice(0, recentLength) : this.recent.peek().map((other) => (other.scanId === card.scanId ? card : other));
  }

  #outcome(scanId: string, outcome: Outcome): void {
    const card = this.recent.peek().find((other) => other.scanId === scanId);
    if (card === undefined) return;
    this.#show({ ...card, outcome }, false);
    if (card.request === this.#requests) this.#around.signalOutcome(outcome);
  }
}
