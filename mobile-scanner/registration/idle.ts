/** Milliseconds without input after which typed personal data goes: a phone put down on the counter is read by whoever stands there. */
export const idleLimit = 120_000;

const inputs = ["input", "keydown", "pointerdown"] as const;

/** Calls `wipe` once after each silence of `limit`; a phone that slept meanwhile is asked as soon as it is looked at. Returns how to stop. */
export function watchIdle(wipe: () => void, limit = idleLimit): () => void {
  let last = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    clearTimeout(timer);
    if (!Number.isFinite(last)) return;
    const left = last + limit - Date.now();
    if (left > 0) {
      timer = setTimeout(check, left);
      return;
    }
    last = Number.POSITIVE_INFINITY;
    wipe();
  };
  const touched = () => {
    const asleep = !Number.isFinite(last);
    last = Date.now();
    if (asleep) check();
  };
  for (const input of inputs) document.addEventListener(input, touched, true);
  document.addEventListener("visibilitychange", check);
  check();
  return () => {
    clearTimeout(timer);
    for (const input of inputs) document.removeEventListener(input, touched, true);
    document.removeEventListener("visibilitychange", check);
  };
}
