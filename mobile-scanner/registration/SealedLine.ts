import type { Answer } from "@logistics-screening/web-shared/api/client";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
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
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  #flushing: Promise<void> | null = null;
  readonly #name: string;
  readonly #send: (id: string, bytes: ArrayBuffer, limit: number) => Promise<Answer<T>>;
  readonly #refuses: (status: number) => boolean;

  constructor(name: string, send: (id: string, bytes: ArrayBuffer, limit: number) => Promise<Answer<T>>, refuses: (status: number) => boolean = () => true) {
    this.#name = name;
    this.#send = send;
    this.#refuses = refuses;
  }

  async add(id: string, userName: string, bytes: ArrayBuffer): Promise<void> {
    const { key, sealed } = await sealBytes(bytes, id, userName);
    const transaction = (await this.#open()).transaction("kept", "readwrite", { durability: "strict" });
    await Promise.all([transaction.store.put({ id, userName, key, sealed }), transaction.done]);
  }

  /** Sends one and takes it off when that was the last word. */
  async send(id: string, limit: number): Promise<Answer<T> | null> {
    const kept = await (await this.#open()).get("kept", id);
    const bytes = kept === undefined ? null : await unsealBytes(kept.sealed, kept.key, kept.id, kept.userName);
    const answer = bytes === null ? null : await this.#send(id, bytes, limit);
    if (answer === null || answer.kind === "ok" || (answer.kind === "problem" && !comesAgain(answer) && this.#refuses(answer.problem.status))) await (await this.#open()).delete("kept", id);
    return answer;
  }

  /** @param waits for something else that must go first. */
  flush(userName: string, waits: (id: string) => boolean = () => false): Promise<void> {
    this.#flushing ??= this.#flush(userName, waits).finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async count(userName: string): Promise<number> {
    return (await (await this.#open()).getAll("kept")).filter((kept) => kept.userName === userName).length;
  }

  async #flush(userName: string, waits: (id: string) => boolean): Promise<void> {
    for (const kept of await (await this.#open()).getAll("kept")) {
      if (kept.userName !== userName || waits(kept.id)) continue;
      const answer = await this.send(kept.id, flushLimit);
      if (answer !== null && comesAgain(answer)) return;
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(this.#name, 1, {
      upgrade: (database) => void database.createObjectStore("kept", { keyPath: "id" }),
      terminated: () => (this.#database = null),
    }).catch((error: unknown) => {
      this.#database = null;
      throw error;
    });
    return this.#database;
  }
}
