import type { Answer } from "@logistics-screening/web-shared/api/client";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { sealBytes, unsealBytes, type Sealed } from "./seal";

interface KeptPhoto {
  clientId: string;
  userName: string;
  key: CryptoKey;
  sealed: Sealed;
}

interface Schema extends DBSchema {
  photos: { key: string; value: KeptPhoto };
}

const flushLimit = 30_000;

/** What a final answer is: all but a line that is down, a session that ended, or a server that is busy. */
const isFinal = (answer: Answer<void>) => answer.kind === "ok" || (answer.kind === "problem" && ![401, 408, 429].includes(answer.problem.status) && answer.problem.status < 500);

/**
 * Pictures of documents that the server has not got yet, sealed and on disk like the registrations they belong to, and sent after them. A picture that the server will not have (the operator
 * turned pictures off, the registration was erased) is dropped at once: nobody may keep it here.
 */
export class Photos {
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  #flushing: Promise<void> | null = null;
  readonly #name: string;
  readonly #send: (clientId: string, photo: Blob, limit: number) => Promise<Answer<void>>;

  constructor(send: (clientId: string, photo: Blob, limit: number) => Promise<Answer<void>>, name = "registration-photos") {
    this.#send = send;
    this.#name = name;
  }

  async add(clientId: string, userName: string, photo: Blob): Promise<void> {
    const { key, sealed } = await sealBytes(await photo.arrayBuffer(), clientId, userName);
    const database = await this.#open();
    const transaction = database.transaction("photos", "readwrite", { durability: "strict" });
    await Promise.all([transaction.store.put({ clientId, userName, key, sealed }), transaction.done]);
  }

  /** @param waits whether the registration itself is still on this phone; its picture waits with it. */
  flush(userName: string, waits: (clientId: string) => boolean): Promise<void> {
    this.#flushing ??= this.#flush(userName, waits).finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async count(userName: string): Promise<number> {
    return (await (await this.#open()).getAll("photos")).filter((kept) => kept.userName === userName).length;
  }

  async remove(clientId: string): Promise<void> {
    await (await this.#open()).delete("photos", clientId);
  }

  async #flush(userName: string, waits: (clientId: string) => boolean): Promise<void> {
    for (const kept of await (await this.#open()).getAll("photos")) {
      if (kept.userName !== userName || waits(kept.clientId)) continue;
      const bytes = await unsealBytes(kept.sealed, kept.key, kept.clientId, kept.userName);
      if (bytes !== null) {
        const answer = await this.#send(kept.clientId, new Blob([bytes], { type: "image/jpeg" }), flushLimit);
        if (!isFinal(answer)) return;
      }
      await this.remove(kept.clientId);
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(this.#name, 1, {
      upgrade: (database) => void database.createObjectStore("photos", { keyPath: "clientId" }),
      terminated: () => (this.#database = null),
    }).catch((error: unknown) => {
      this.#database = null;
      throw error;
    });
    return this.#database;
  }
}
