import { signal } from "@preact/signals";

/** The time relative times are counted from. It moves twice a minute, which is as exact as they are. */
export const now = signal(new Date());

if (typeof window !== "undefined") setInterval(() => (now.value = new Date()), 30_000);
