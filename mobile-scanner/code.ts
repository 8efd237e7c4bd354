/** Symbology prefixes that some scanners send before the data: `]C1` GS1-128, `]C0` Code 128, `]Q3` QR and so on. */
const symbologyPrefix = /^\][A-Za-z][0-9A-Za-z]/;

/** A scanned or typed number as the server knows it, or null when it cannot be one. */
export function waybillNumber(raw: string): string | null {
  const text = raw.normalize("NFKC").trim().replace(symbologyPrefix, "").replace(/[‐-―]/g, "-").replace(/[\s\u200b-\u200f\u001d]/g, "").toUpperCase();
  return /^[0-9A-Z][0-9A-Z-]{3,39}$/.test(text) ? text : null;
}

const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/**
 * For postal numbers (UPU S10: two letters, eight digits, check digit, country) whether the check digit fits; null for
 * every other number, because the other carriers publish no check digit.
 */
export function checkDigitFits(number: string): boolean | null {
  const match = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  if (match === null) return null;
  const sum = s10Weights.reduce((total, weight, index) => total + weight * Number(match[1]?.[index]), 0);
  const rest = 11 - (sum % 11);
  return Number(match[2]) === (rest === 10 ? 0 : rest === 11 ? 5 : rest);
}

/** Milliseconds per character below which no finger types; a hardware scanner needs 1 to 30. */
const fastestTyping = 35;
const shortestBurst = 6;
/** Milliseconds of silence after which a burst counts as complete, for scanners that send no Enter. */
export const burstSilence = 120;

/** Tells a hardware scanner from a finger by the pace of `input` events: Android keyboards often swallow the keys. */
export class Burst {
  #startedAt = 0;
  #lastAt = 0;
  #length = 0;

  /** After each change of the field. */
  changed(length: number, at: number): void {
    if (length < this.#length || this.#length === 0) this.#startedAt = at;
    this.#length = length;
    this.#lastAt = at;
  }

  get isScanner(): boolean {
    return this.#length >= shortestBurst && this.#lastAt - this.#startedAt <= fastestTyping * (this.#length - 1);
  }
}
