import type { CounterRules, DocumentType } from "@logistics-screening/web-shared/api/types";
import { api } from "@logistics-screening/web-shared/session";
import { signal } from "@preact/signals";

const storageKey = "documentTypes";
const photoKey = "photoOfDocument";
const limit = 5_000;

/** Whether the operator wants a picture of the document; as it was last seen. */
export const wantsPhoto = signal(typeof localStorage !== "undefined" && localStorage.getItem(photoKey) === "yes");

function kept(): readonly DocumentType[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(value) ? (value as DocumentType[]) : [];
  } catch {
    return [];
  }
}

/** The operator's table as it was last seen, so that the form opens without a network; about documents, never about people. */
export const documentTypes = signal<readonly DocumentType[]>(typeof localStorage === "undefined" ? [] : kept());

export async function loadDocumentTypes(): Promise<void> {
  const [answer, rules] = await Promise.all([
    api.call<{ items: DocumentType[] }>("/api/reference/document-types", { limit }),
    api.call<CounterRules>("/api/registrations/counter/rules", { limit }),
  ]);
  if (rules.kind === "ok") {
    wantsPhoto.value = rules.value.photo;
    localStorage.setItem(photoKey, rules.value.photo ? "yes" : "no");
  }
  if (answer.kind !== "ok" || answer.value.items.length === 0) return;
  documentTypes.value = answer.value.items;
  localStorage.setItem(storageKey, JSON.stringify(answer.value.items));
}
