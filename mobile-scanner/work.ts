import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { Scan, ScanAnswer } from "@logistics-screening/web-shared/api/types";
import { api, resumeSession, session } from "@logistics-screening/web-shared/session";
import { profile } from "./device";
import { Outbox } from "./outbox";
import { Scanning } from "./scanning";
import { signalOutcome } from "./signals";

const resumeLimit = 5_000;

const post = (scan: Scan, limit: number) => api.call<ScanAnswer>("/api/scans", { method: "POST", body: scan, limit });

/** A page that was opened without a network has no anti-forgery token yet; a restarted server may want a new one. */
async function send(scan: Scan, limit: number): Promise<Answer<ScanAnswer>> {
  const background = limit > resumeLimit;
  if (session.peek().kind !== "signedIn") {
    if (!background) return { kind: "unreachable" };
    await resumeSession(resumeLimit);
  }
  const answer = await post(scan, limit);
  const stale = answer.kind === "problem" && (answer.problem.status === 400 || answer.problem.status === 403) && Object.keys(answer.problem.errors).length === 0;
  if (!stale) return answer;
  await resumeSession(Math.min(limit, resumeLimit));
  return post(scan, limit);
}

export const scanning = new Scanning(new Outbox(), { send, signalOutcome, now: () => new Date(), newId: () => crypto.randomUUID() });

const flushEvery = 5_000;

/** Sends what is waiting: at the start, when the page is looked at again, and every few seconds while anything waits. */
export function keepFlushing(): () => void {
  const flush = () => {
    const user = profile.peek()?.userName;
    if (user !== undefined && document.visibilityState === "visible") void scanning.flush(user);
  };
  const timer = setInterval(() => {
    if (scanning.pending.peek().some((kept) => kept.refusal === null)) flush();
  }, flushEvery);
  document.addEventListener("visibilitychange", flush);
  window.addEventListener("online", flush);
  flush();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", flush);
    window.removeEventListener("online", flush);
  };
}
