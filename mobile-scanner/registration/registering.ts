import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { CounterAnswer, CounterRegistration, Problem } from "@logistics-screening/web-shared/api/types";
import { signal } from "@preact/signals";
import type { KeptRegistration, Refusal, RegistrationOutbox } from "./RegistrationOutbox";

/** Milliseconds the form waits for the server; after that the registration counts as kept, and goes in the background. */
export const registrationLimit = 4_000;
/** Milliseconds a background try may take: nobody waits for it. */
const flushLimit = 10_000;
/** Seconds until the next try when the server says "later" without saying when. */
const retryDefault = 60;

/** How the form may end. `waits`: the account registered as many as it may for now. */
export type Sending =
  | { kind: "registered" }
  | { kind: "kept" }
  | { kind: "waits"; until: string }
  | { kind: "refused"; refusal: Refusal; clientId: string | null }
  | { kind: "notKept" };

export interface Surroundings {
  send(body: CounterRegistration, limit: number): Promise<Answer<CounterAnswer>>;
  /** By the last call, whether there is a line. */
  lineIs(up: boolean): void;
  now(): Date;
}

/** What a refused call means: null when the same may be sent again, later or after signing in. */
export function refusalOf(problem: Problem): Refusal | null {
  const fields = Object.keys(problem.errors);
  switch (problem.status) {
    case 400: return fields.length > 0 ? { kind: "fields", fields, text: null } : null;
    case 403: return { kind: "notAllowed", fields: [], text: null };
    case 409: return { kind: "conflict", fields: [], text: problem.text };
    case 413:
    case 415:
    case 422: return { kind: "other", fields, text: problem.text };
    default: return null;
  }
}

export class Registering {
  readonly pending = signal<readonly KeptRegistration[]>([]);
  /** Parcels whose sender was registered since the page was opened. The card in view is as strict as its scan was; this says that what it asked for was done, and the next scan says so too (0004). */
  readonly settledFor = signal<ReadonlySet<string>>(new Set());
  readonly #outbox: RegistrationOutbox;
  readonly #around: Surroundings;
  #flushing: Promise<void> | null = null;
  /** Those the form itself is sending: the background must not send them a second time meanwhile. */
  readonly #inFlight = new Set<string>();

  constructor(outbox: RegistrationOutbox, around: Surroundings) {
    this.#outbox = outbox;
    this.#around = around;
  }

  /** @param replaces the refused record that this one corrects. */
  async submit(body: CounterRegistration, userName: string, waybill: string | null, replaces: string | null = null): Promise<Sending> {
    this.#inFlight.add(body.clientId);
    try {
      const about = { userName, madeAt: this.#around.now().toISOString(), waybill };
      const kept = await this.#outbox.add(body, about, replaces).then(() => true, () => false);
      const answer = await this.#around.send(body, registrationLimit);
      const sending = await this.#settle(body.clientId, answer);
      if (waybill !== null && (sending.kind === "registered" || (kept && sending.kind !== "refused"))) this.settledFor.value = new Set([...this.settledFor.peek(), waybill]);
      if (kept) return sending;
      // Nothing is on disk: what is not registered now is lost with the form.
      return sending.kind === "refused" ? { ...sending, clientId: null } : sending.kind === "registered" ? sending : { kind: "notKept" };
    } finally {
      this.#inFlight.delete(body.clientId);
      await this.refresh();
    }
  }

  /** Sends what is kept for this user and due, oldest first, until something fails. One run at a time. */
  flush(userName: string): Promise<void> {
    this.#flushing ??= this.#flush(userName).finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  /** Whether the background has something to send. The limit is the account's, so one record that has to wait holds the others of its user. */
  isDue(userName: string): boolean {
    const mine = this.pending.peek().filter((kept) => kept.userName === userName && kept.refusal === null);
    const now = this.#around.now().toISOString();
    return mine.length > 0 && mine.every((kept) => kept.retryAt === null || kept.retryAt <= now);
  }

  /** The contents of a refused record for the form, null when they are gone. */
  async open(clientId: string, userName: string): Promise<CounterRegistration | null> {
    const kept = this.pending.peek().find((other) => other.clientId === clientId && other.userName === userName);
    return kept === undefined ? null : this.#outbox.open(kept).catch(() => null);
  }

  async drop(clientId: string): Promise<void> {
    await this.#outbox.remove(clientId);
    await this.refresh();
  }

  async refresh(): Promise<void> {
    this.pending.value = await this.#outbox.all().catch(() => this.pending.peek());
  }

  async #flush(userName: string): Promise<void> {
    await this.refresh();
    if (!this.isDue(userName)) return;
    for (const kept of this.pending.peek()) {
      if (kept.userName !== userName || kept.refusal !== null || this.#inFlight.has(kept.clientId)) continue;
      const body = await this.#outbox.open(kept).catch(() => undefined);
      // The storage did not answer: that says nothing about the record.
      if (body === undefined) break;
      if (body === null) {
        await this.#outbox.mark(kept.clientId, { refusal: { kind: "unreadable", fields: [], text: null } }).catch(() => undefined);
        continue;
      }
      const answer = await this.#around.send(body, flushLimit);
      const sending = await this.#settle(kept.clientId, answer);
      if (sending.kind === "waits" || answer.kind === "unreachable" || (answer.kind === "problem" && answer.problem.status === 401)) break;
    }
    await this.refresh();
  }

  /** Acknowledged: gone at once, with its key. Refused: kept to be corrected or dropped. Anything else: kept to be sent. */
  async #settle(clientId: string, answer: Answer<CounterAnswer>): Promise<Sending> {
    this.#around.lineIs(answer.kind !== "unreachable");
    if (answer.kind === "ok") {
      await this.#outbox.remove(clientId).catch(() => undefined);
      return { kind: "registered" };
    }
    if (answer.kind === "unreachable") return { kind: "kept" };
    if (answer.problem.status === 429) {
      const until = new Date(this.#around.now().getTime() + (answer.problem.retryAfter ?? retryDefault) * 1000).toISOString();
      await this.#outbox.mark(clientId, { retryAt: until }).catch(() => undefined);
      return { kind: "waits", until };
    }
    const refusal = refusalOf(answer.problem);
    if (refusal === null) return { kind: "kept" };
    await this.#outbox.mark(clientId, { refusal }).catch(() => undefined);
    return { kind: "refused", refusal, clientId };
  }
}
