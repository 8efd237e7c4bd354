import { textsOf } from "@logistics-screening/web-shared/texts/language";
import { en } from "./en";
import { zh } from "./zh";

export const texts = textsOf(zh, en);

/** A word for a code of the server; a code this version does not know is shown as it is rather than hidden. */
export function wordFor(words: Record<string, string>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
