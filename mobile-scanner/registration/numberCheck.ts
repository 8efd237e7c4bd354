import type { DocumentType } from "@logistics-screening/web-shared/api/types";

/** Longest number the server takes, in UTF-16 code units. */
export const longestNumber = 40;

/**
 * What can be said of a number while it is typed. `unfinished` is no mistake yet; `doubtful` is a code that some real
 * organisations have all the same, so it is never refused. The area of a resident number is for the server to know.
 */
export type NumberState =
  | { kind: "empty" }
  | { kind: "unfinished"; missing: number | null }
  | { kind: "good"; born: string | null }
  | { kind: "doubtful" }
  | { kind: "wrong"; why: "shape" | "checkDigit" | "birthDate" };

/** Narrow, upper case, without spaces and hyphens, as the server compares numbers. */
export function normalised(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[ \u3000-]/g, "").replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

const cardLength = 18;
const cardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const cardCheckCharacters = "10X98765432";
const organisationAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const organisationWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export function numberState(document: DocumentType, typed: string): NumberState {
  const number = normalised(typed);
  if (number === "") return { kind: "empty" };
  const fits = matches(document.pattern, number);
  switch (document.rule) {
    case "residentId18":
    case "residencePermit18":
      return cardState(number, fits);
    case "permanentResident18":
      // The earlier card has three letters and nothing to check; the one of 2023 is read like a resident's.
      return number.startsWith("9") ? cardState(number, fits) : patternState(fits);
    case "organisation18":
      if (![...number].every((letter) => organisationAlphabet.includes(letter)) || number.length > cardLength) return { kind: "wrong", why: "shape" };
      if (number.length < cardLength) return { kind: "unfinished", missing: cardLength - number.length };
      if (!fits) return { kind: "wrong", why: "shape" };
      return organisationCheckFits(number) ? { kind: "good", born: null } : { kind: "doubtful" };
    default:
      return patternState(fits);
  }
}

/** Where the pattern alone decides, no beginning of a number can be told from a wrong one. */
function patternState(fits: boolean): NumberState {
  return fits ? { kind: "good", born: null } : { kind: "unfinished", missing: null };
}

function cardState(number: string, fits: boolean): NumberState {
  if (!/^[1-9]\d{0,16}$/.test(number) && !/^[1-9]\d{16}[\dX]$/.test(number)) return { kind: "wrong", why: "shape" };
  if (number.length < cardLength) return { kind: "unfinished", missing: cardLength - number.length };
  if (!fits) return { kind: "wrong", why: "shape" };
  const sum = cardWeights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  if (number[17] !== cardCheckCharacters[sum % 11]) return { kind: "wrong", why: "checkDigit" };
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isDay(born) && born >= "1900" ? { kind: "good", born } : { kind: "wrong", why: "birthDate" };
}

function organisationCheckFits(number: string): boolean {
  const sum = organisationWeights.reduce((total, weight, index) => total + weight * organisationAlphabet.indexOf(number[index] ?? ""), 0);
  return organisationAlphabet[(31 - (sum % 31)) % 31] === number[17];
}

/** yyyy-mm-dd that stands in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The table is the operator's: a pattern this browser cannot read takes every number, and the server decides. */
function matches(pattern: string, number: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(number);
  } catch {
    return true;
  }
}
