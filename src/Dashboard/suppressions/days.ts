/** The server counts days at China's fixed offset, wherever the desk stands. */
const chinaOffset = 8 * 60 * 60 * 1000;

/** As the server: whoever is set aside for longer is looked at again. */
const mostYears = 2;

/** Proposed, not demanded: long enough for a settled mistake, short enough that a number's next owner is noticed. */
const proposedDays = 180;

const text = (day: Date) => day.toISOString().slice(0, 10);

export interface Days {
  today: string;
  proposed: string;
  last: string;
}

export function daysFrom(now: Date): Days {
  const today = new Date(now.getTime() + chinaOffset);
  const proposed = new Date(today), last = new Date(today);
  proposed.setUTCDate(today.getUTCDate() + proposedDays);
  last.setUTCFullYear(today.getUTCFullYear() + mostYears);
  // 29 February has no counterpart: the server takes the 28th.
  if (last.getUTCMonth() !== today.getUTCMonth()) last.setUTCDate(0);
  return { today: text(today), proposed: text(proposed), last: text(last) };
}
