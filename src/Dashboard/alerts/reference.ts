import type { LegalBasis, ReferenceEntry } from "@logistics-screening/web-shared/api/types";
import { api } from "@logistics-screening/web-shared/session";
import { signal, type ReadonlySignal } from "@preact/signals";

/** Read once per page: reference data changes with a server start only. */
const legalBases = signal<ReadonlyMap<string, LegalBasis>>(new Map());
let asked = false;

export function legalBasis(id: string): LegalBasis | undefined {
  if (!asked) {
    asked = true;
    void api.call<{ items: LegalBasis[] }>("/api/reference/legal-bases").then((answer) => {
      if (answer.kind === "ok") legalBases.value = new Map(answer.value.items.map((basis) => [basis.id, basis]));
      else asked = false;
    });
  }
  return legalBases.value.get(id);
}

const entries = new Map<string, ReadonlySignal<ReferenceEntry | null>>();

/** Null until it is read, and for good where the id is none of a word list. */
export function referenceEntry(id: string): ReferenceEntry | null {
  const known = entries.get(id);
  if (known !== undefined) return known.value;
  const entry = signal<ReferenceEntry | null>(null);
  entries.set(id, entry);
  void api.call<ReferenceEntry>(`/api/reference/entries/${encodeURIComponent(id)}`).then((answer) => {
    if (answer.kind === "ok") entry.value = answer.value;
    else if (answer.kind === "unreachable") entries.delete(id);
  });
  return entry.value;
}
