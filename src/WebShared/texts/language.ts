import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { LocalizedText } from "../api/types";

export type Language = "zh" | "en";

const storageKey = "language";

function initialLanguage(): Language {
  if (typeof document === "undefined") return "zh";
  const kept = localStorage.getItem(storageKey);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

export const language = signal<Language>(initialLanguage());

export function setLanguage(next: Language): void {
  language.value = next;
  localStorage.setItem(storageKey, next);
}

/** Two trees of the same shape become one tree in the language chosen; pages that read it are redrawn on a change. */
export function textsOf<T>(zh: T, en: NoInfer<T>): ReadonlySignal<T> {
  return computed(() => (language.value === "zh" ? zh : en));
}

/** A text that came from the server. */
export function say(text: LocalizedText | string | null | undefined): string {
  if (text === null || text === undefined) return "";
  return typeof text === "string" ? text : text[language.value];
}
