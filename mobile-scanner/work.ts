import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { CounterAnswer, ScanAnswer } from "@logistics-screening/web-shared/api/types";
import { api, resumeSession, session } from "@logistics-screening/web-shared/session";
import { profile } from "./device";
import { Outbox } from "./outbox";
import { Registering } from "./registration/registering";
import { RegistrationOutbox } from "./registration/RegistrationOutbox";
import { Scanning } from "./scanning";
import { signalOutcome } from "./signals";

const resumeLimit = 5_000;

/** A page that was opened without a network has no anti-forgery token yet; a restarted server may want a new one. */
async function send<T>(path: string, body: object, limit: number): Promise<Answer<T>> {
  const post = () => api.call<T>(path, { method: "POST", body, limit });
  const background = limit > resumeLimit;
  if (session.peek().kind !== "signedIn") {
    if (!background) return { kind: "unreachable" };
    await resumeSession(resumeLimit);
  }
  const answer = await post();
  const stale = answer.kind === "problem" && (answer.problem.status === 400 || answer.problem.status === 403) && Object.keys(answer.problem.errors).length === 0;
  if (!stale) return answer;
  await resumeSession(Math.min(limit, resumeLimit));
  return post();
}

const now = () => new Date();

export const scanning = new Scanning(new Outbox(), {
  send: (scan, limit) => send<ScanAnswer>("/api/scans", scan, limit),
  signalOutcome,
  now,
  newId: () => crypto.randomUUID(),
});

export const registering = new Registering(new RegistrationOutbox(), {
  send: (body, limit) => send<CounterAnswer>("/api/registrations/counter", body, limit),
  lineIs: (up) => (scanning.online.value = up),
  now,
});

const flushEvery = 5_000;

/** Sends what is waiting: at the start, when the page is looked at again, and every few seconds while anything waits. */
export function keepFlushing(): () => void {
  const flush = () => {
    const user = profile.peek()?.userName;
    if (user === undefined || document.visibilityState !== "visible") return;
    // The sender first: his parcel is then screened as that of a registered one.
    void registering.flush(user).finally(() => scanning.flush(user));
  };
  const timer = setInterval(() => {
    const user = profile.peek()?.userName ?? "";
    if (scanning.pending.peek().some((kept) => kept.refusal === null) || registering.isDue(user)) flush();
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
