import type { Scan } from "@logistics-screening/web-shared/api/types";
import type { DBSchema, IDBPDatabase } from "idb";
import { PhoneDatabase } from "./PhoneDatabase";

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
  readonly #database: PhoneDatabase<Schema>;

  constructor(name = "scanner") {
    this.#database = new PhoneDatabase(name, (database) => void database.createObjectStore("scans", { keyPath: "scanId" }));
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
    const all = await this.#database.with((database) => database.getAll("scans"));
    return all.sort((a, b) => (a.scan.scannedAt < b.scan.scannedAt ? -1 : a.scan.scannedAt > b.scan.scannedAt ? 1 : 0));
  }

  async #write(work: (store: ReturnType<typeof strictStore>) => Promise<unknown>): Promise<void> {
    await this.#database.with(async (database) => {
      const store = strictStore(database);
      await Promise.all([work(store), store.transaction.done]);
    });
  }
}

function strictStore(database: IDBPDatabase<Schema>) {
  return database.transaction("scans", "readwrite", { durability: "strict" }).objectStore("scans");
}
