import type { LegalBasis } from "@logistics-screening/web-shared/api/types";
import { api } from "@logistics-screening/web-shared/session";
import { signal } from "@preact/signals";

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
