import { language } from "./texts/language";
import { shared } from "./texts/shared";

const locales = { zh: "zh-CN", en: "en-GB" } as const;

function parsed(instant: string): Date | null {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Date and time to the second with the offset, for a tooltip. */
export function exactTime(instant: string): string {
  const date = parsed(instant);
  if (date === null) return instant;
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = -date.getTimezoneOffset(), minutes = Math.abs(offset);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Hours and minutes for today, month and day as well for any other day. */
export function shortTime(instant: string, now: Date): string {
  const date = parsed(instant);
  if (date === null) return instant;
  const clock = date.toLocaleTimeString(locales[language.value], { hour: "2-digit", minute: "2-digit", hour12: false });
  if (date.toDateString() === now.toDateString()) return clock;
  return `${date.toLocaleDateString(locales[language.value], { month: "2-digit", day: "2-digit" })} ${clock}`;
}

const minute = 60, hour = 60 * minute, day = 24 * hour;

export function ago(instant: string, now: Date): string {
  const date = parsed(instant);
  if (date === null) return instant;
  const seconds = Math.floor((now.getTime() - date.getTime()) / 1000);
  const words = shared.value.ago;
  if (seconds < 10) return words.now;
  if (seconds < minute) return words.seconds(seconds);
  if (seconds < hour) return words.minutes(Math.floor(seconds / minute));
  if (seconds < day) return words.hours(Math.floor(seconds / hour));
  return words.days(Math.floor(seconds / day));
}

/** Whole grams as people say them: 850 克, 1.25 千克. */
export function weight(grams: number | null): string {
  if (grams === null) return "";
  const units = shared.value.units;
  return grams < 1000 ? units.grams(String(grams)) : units.kilograms(String(Math.round(grams / 10) / 100));
}

/** A decimal string is shown as it was declared; only the currency sign is added. */
export function money(amount: string | null, currency: string | null): string {
  if (amount === null || amount === "") return "";
  if (currency === null || currency === "CNY") return `¥${amount}`;
  return `${currency} ${amount}`;
}

/** Long hashes by their two ends; the whole value belongs into a tooltip. */
export function shortHash(hash: string): string {
  return hash.length <= 20 ? hash : `${hash.slice(0, 12)}…${hash.slice(-4)}`;
}
