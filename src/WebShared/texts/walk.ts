/** One difference or fault per line; used by the tests of every pair of text files. */
export function faultsOf(zh: object, en: object, allowHanInEnglish: readonly string[] = []): string[] {
  return [...walk(zh, en, "", allowHanInEnglish)];
}

const han = /\p{Script=Han}/u;

function* walk(zh: object, en: object, path: string, allowed: readonly string[]): Generator<string> {
  const left = new Map<string, unknown>(Object.entries(zh)), right = new Map<string, unknown>(Object.entries(en));
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const here = path === "" ? key : `${path}.${key}`;
    const a = left.get(key), b = right.get(key);
    if (typeof a !== typeof b) yield `${here}: ${typeof a} in zh, ${typeof b} in en`;
    else if (typeof a === "object" && a !== null && typeof b === "object" && b !== null) yield* walk(a, b, here, allowed);
    else {
      const zhText = spoken(a), enText = spoken(b);
      if (zhText.trim() === "") yield `${here}: empty in zh`;
      if (enText.trim() === "") yield `${here}: empty in en`;
      if (!allowed.includes(here) && han.test(enText)) yield `${here}: Chinese in en: ${enText}`;
      // Full-width punctuation belongs to Chinese text, ASCII to English (style: web.md, "Look").
      if (han.test(zhText) && /[\p{Script=Han}][,;:!?](\s|$)/u.test(zhText)) yield `${here}: half-width punctuation in zh: ${zhText}`;
      if (/[，。；：！？]/.test(enText)) yield `${here}: full-width punctuation in en: ${enText}`;
    }
  }
}

/** Texts with a gap are functions; a sample value fills the gap. */
function spoken(text: unknown): string {
  if (typeof text === "string") return text;
  if (typeof text === "function") return String((text as (...gaps: unknown[]) => unknown)(...Array.from({ length: text.length }, () => "7")));
  return "";
}
