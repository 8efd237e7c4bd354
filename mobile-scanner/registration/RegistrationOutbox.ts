import type { CounterRegistration, LocalizedText } from "@logistics-screening/web-shared/api/types";
import type { DBSchema, IDBPDatabase } from "idb";
import { PhoneDatabase } from "../PhoneDatabase";
import { seal, unseal, type Sealed } from "./seal";

/** Why the server did not take it, in words and field names alone: never a value. */
export interface Refusal {
  kind: "fields" | "conflict" | "notAllowed" | "unreadable" | "other";
  fields: string[];
  text: LocalizedText | null;
}

export interface KeptRegistration {
  clientId: string;
  /** Another courier on the same phone neither sends nor opens it. */
  userName: string;
  madeAt: string;
  /** The parcel at hand, to tell one record from another on the screen. */
  waybill: string | null;
  /** The server asked not to be asked before. */
  retryAt: string | null;
  refusal: Refusal | null;
  sealed: Sealed;
}

interface Schema extends DBSchema {
  registrations: { key: string; value: KeptRegistration };
  keys: { key: string; value: CryptoKey };
}

const stores = ["registrations", "keys"] as const;

/** Registrations the server has not acknowledged, sealed and on disk before anything is shown as done. Record and key come and go together. */
export class RegistrationOutbox {
  readonly #database: PhoneDatabase<Schema>;

  constructor(name = "registrations") {
    this.#database = new PhoneDatabase(name, (database) => {
      database.createObjectStore("registrations", { keyPath: "clientId" });
      database.createObjectStore("keys");
    });
  }

  /** @param replaces the refused record that this one corrects; it goes as this one comes. */
  async add(body: CounterRegistration, about: Pick<KeptRegistration, "userName" | "madeAt" | "waybill">, replaces: string | null): Promise<void> {
    const { key, sealed } = await seal(body, about.userName);
    const kept: KeptRegistration = { clientId: body.clientId, ...about, retryAt: null, refusal: null, sealed };
    await this.#write(async (transaction) => {
      await Promise.all([
        transaction.objectStore("registrations").add(kept),
        transaction.objectStore("keys").add(key, kept.clientId),
        ...(replaces === null ? [] : [transaction.objectStore("registrations").delete(replaces), transaction.objectStore("keys").delete(replaces)]),
      ]);
    });
  }

  async mark(clientId: string, change: Partial<Pick<KeptRegistration, "refusal" | "retryAt">>): Promise<void> {
    await this.#write(async (transaction) => {
      const kept = await transaction.objectStore("registrations").get(clientId);
      if (kept !== undefined) await transaction.objectStore("registrations").put({ ...kept, ...change });
    });
  }

  async remove(clientId: string): Promise<void> {
    await this.#write(async (transaction) => {
      await Promise.all([transaction.objectStore("registrations").delete(clientId), transaction.objectStore("keys").delete(clientId)]);
    });
  }

  /** Oldest first, sealed. */
  async all(): Promise<KeptRegistration[]> {
    const all = await this.#database.with((database) => database.getAll("registrations"));
    return all.sort((a, b) => (a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : 0));
  }

  /** Null when it is gone or cannot be opened any more. */
  async open(kept: KeptRegistration): Promise<CounterRegistration | null> {
    const key = await this.#database.with((database) => database.get("keys", kept.clientId));
    return key === undefined ? null : unseal(kept.sealed, key, kept.clientId, kept.userName);
  }

  async #write(work: (transaction: ReturnType<typeof strict>) => Promise<unknown>): Promise<void> {
    await this.#database.with(async (database) => {
      const transaction = strict(database);
      await Promise.all([work(transaction), transaction.done]);
    });
  }
}

function strict(database: IDBPDatabase<Schema>) {
  return database.transaction(stores, "readwrite", { durability: "strict" });
}
