import type { Answer } from "@logistics-screening/web-shared/api/client";
import { signal } from "@preact/signals";
import type { DBSchema } from "idb";
import { PhoneDatabase } from "../PhoneDatabase";
import { sealBytes, unsealBytes, type Sealed } from "./seal";

interface Kept {
  id: string;
  userName: string;
  key: CryptoKey;
  sealed: Sealed;
}

interface Schema extends DBSchema {
  kept: { key: string; value: Kept };
}

const flushLimit = 30_000;

/** Not the last word: a line that is down, a session that ended, a server that is busy. */
const comesAgain = (answer: Answer<unknown>) => answer.kind === "unreachable" || (answer.kind === "problem" && ([401, 408, 429].includes(answer.problem.status) || answer.problem.status >= 500));

/**
 * Bytes about people that the server has not got yet, sealed and on disk before anything is shown as done. What the server will not have (`refuses`; all that does not come again, unless said
 * otherwise) is dropped at once: nobody may keep it here.
 */
export class SealedLine<T> {
  /** Whose records wait on this phone, one entry for each. */
  readonly pending = signal<readonly string[]>([]);
  #flushing: Promise<void> | null = null;
  readonly #database: PhoneDatabase<Schema>;
  readonly #send: (id: string, bytes: ArrayBuffer, limit: number) => Promise<Answer<T>>;
  readonly #refuses: (status: number) => boolean;

  constructor(name: string, send: (id: string, bytes: ArrayBuffer, limit: number) => Promise<Answer<T>>, refuses: (status: number) => boolean = () => true) {
    this.#database = new PhoneDatabase(name, (database) => void database.createObjectStore("kept", { keyPath: "id" }));
    this.#send = send;
    this.#refuses = refuses;
  }

  async add(id: string, userName: string, bytes: ArrayBuffer): Promise<void> {
    const { key, sealed } = await sealBytes(bytes, id, userName);
    await this.#database.with(async (database) => {
      const transaction = database.transaction("kept", "readwrite", { durability: "strict" });
      await Promise.all([transaction.store.put({ id, userName, key, sealed }), transaction.done]);
    });
    await this.refresh();
  }

  async refresh(): Promise<void> {
    this.pending.value = (await this.#all()).map((kept) => kept.userName);
  }

  /** Sends one and takes it off when that was the last word. */
  async send(id: string, limit: number): Promise<Answer<T> | null> {
    const kept = await this.#database.with((database) => database.get("kept", id));
    const bytes = kept === undefined ? null : await unsealBytes(kept.sealed, kept.key, kept.id, kept.userName);
    const answer = bytes === null ? null : await this.#send(id, bytes, limit);
    if (answer === null || answer.kind === "ok" || (answer.kind === "problem" && !comesAgain(answer) && this.#refuses(answer.problem.status))) {
      await this.#database.with((database) => database.delete("kept", id));
      await this.refresh();
    }
    return answer;
  }

  /** @param waits for something else that must go first. */
  flush(userName: string, waits: (id: string) => boolean = () => false): Promise<void> {
    this.#flushing ??= this.#flush(userName, waits).finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async #flush(userName: string, waits: (id: string) => boolean): Promise<void> {
    for (const kept of await this.#all()) {
      if (kept.userName !== userName || waits(kept.id)) continue;
      const answer = await this.send(kept.id, flushLimit);
      if (answer !== null && comesAgain(answer)) return;
    }
  }

  #all(): Promise<Kept[]> {
    return this.#database.with((database) => database.getAll("kept"));
  }
}
