import type { Scan } from "@logistics-screening/web-shared/api/types";
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** Why the server did not take a scan; only `retry` stays in line to be sent again. */
export type Refusal = "unknown" | "ambiguous" | "depot" | "other";

export interface Kept {
  scanId: string;
  /** Who scanned: another courier on the same phone must not send it under his own name. */
  userName: string;
  scan: Scan;
  refusal: Refusal | null;
}

interface Schema extends DBSchema {
  scans: { key: string; value: Kept };
}

/**
 * Scans the server has not acknowledged yet, on disk before anything is shown. An entry leaves only when the server has
 * answered it; sending again is safe because the scanId is the idempotency key.
 */
export class Outbox {
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  readonly #name: string;

  constructor(name = "scanner") {
    this.#name = name;
  }

  async add(kept: Kept): Promise<void> {
    await this.#write((store) => store.add(kept));
  }

  async refuse(scanId: string, refusal: Refusal | null): Promise<void> {
    await this.#write(async (store) => {
      const kept = await store.get(scanId);
      if (kept !== undefined) await store.put({ ...kept, refusal });
    });
  }

  async remove(scanId: string): Promise<void> {
    await this.#write((store) => store.delete(scanId));
  }

  /** Oldest first. */
  async all(): Promise<Kept[]> {
    const all = await this.#with((database) => database.getAll("scans"));
    return all.sort((a, b) => (a.scan.scannedAt < b.scan.scannedAt ? -1 : a.scan.scannedAt > b.scan.scannedAt ? 1 : 0));
  }

  async #write(work: (store: ReturnType<typeof strictStore>) => Promise<unknown>): Promise<void> {
    await this.#with(async (database) => {
      const store = strictStore(database);
      await Promise.all([work(store), store.transaction.done]);
    });
  }

  /** A phone that slept may have closed the database under the page: open it again, once. */
  async #with<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open());
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
      this.#database = null;
      return work(await this.#open());
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(this.#name, 1, {
      upgrade: (database) => void database.createObjectStore("scans", { keyPath: "scanId" }),
      terminated: () => (this.#database = null),
    }).catch((error: unknown) => {
      this.#database = null;
      throw error;
    });
    return this.#database;
  }
}

function strictStore(database: IDBPDatabase<Schema>) {
  return database.transaction("scans", "readwrite", { durability: "strict" }).objectStore("scans");
}
