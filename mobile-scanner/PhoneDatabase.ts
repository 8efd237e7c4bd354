import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** One database of this phone. A phone that slept may have closed it under the page: it is opened again, once. */
export class PhoneDatabase<Schema extends DBSchema> {
  #opened: Promise<IDBPDatabase<Schema>> | null = null;
  readonly #name: string;
  readonly #upgrade: (database: IDBPDatabase<Schema>) => void;

  constructor(name: string, upgrade: (database: IDBPDatabase<Schema>) => void) {
    this.#name = name;
    this.#upgrade = upgrade;
  }

  async with<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open());
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
      this.#opened = null;
      return work(await this.#open());
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= openDB<Schema>(this.#name, 1, { upgrade: (database) => this.#upgrade(database), terminated: () => (this.#opened = null) }).catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }
}
