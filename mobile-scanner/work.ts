import type { Answer, CallOptions } from "@logistics-screening/web-shared/api/client";
import type { CounterAnswer, ScanAnswer } from "@logistics-screening/web-shared/api/types";
import { api, resumeSession, session } from "@logistics-screening/web-shared/session";
import { profile } from "./device";
import { Outbox } from "./outbox";
import { Photos } from "./registration/photos";
import { Registering } from "./registration/registering";
import { RegistrationOutbox } from "./registration/RegistrationOutbox";
import { Scanning } from "./scanning";
import { signalOutcome } from "./signals";

const resumeLimit = 5_000;

/** A page that was opened without a network has no anti-forgery token yet; a restarted server may want a new one. */
async function send<T>(path: string, options: CallOptions, limit: number): Promise<Answer<T>> {
  const post = () => api.call<T>(path, { method: "POST", ...options, limit });
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
  send: (scan, limit) => send<ScanAnswer>("/api/scans", { body: scan }, limit),
  signalOutcome,
  now,
  newId: () => crypto.randomUUID(),
});

export const registering = new Registering(new RegistrationOutbox(), {
  send: (body, limit) => send<CounterAnswer>("/api/registrations/counter", { body }, limit),
  lineIs: (up) => (scanning.online.value = up),
  now,
});

export const photos = new Photos((clientId, blob, limit) => send<void>(`/api/registrations/counter/${clientId}/photo`, { method: "PUT", blob }, limit));

/** Pictures go after the registrations they belong to. */
export const sendPhotos = (user: string) => photos.flush(user, (clientId) => registering.pending.peek().some((kept) => kept.clientId === clientId)).catch(() => undefined);

const flushEvery = 5_000;
/** Pictures are looked for more seldom: nothing waits for them. */
const photosEvery = 12;

/** Sends what is waiting: at the start, when the page is looked at again, and every few seconds while anything waits. */
export function keepFlushing(): () => void {
  const flush = () => {
    const user = profile.peek()?.userName;
    if (user === undefined || document.visibilityState !== "visible") return;
    // The sender first: his parcel is then screened as that of a registered one.
    void registering.flush(user).finally(() => scanning.flush(user)).finally(() => sendPhotos(user));
  };
  let ticks = 0;
  const timer = setInterval(() => {
    const user = profile.peek()?.userName ?? "";
    if (++ticks % photosEvery === 0 || scanning.pending.peek().some((kept) => kept.refusal === null) || registering.isDue(user)) flush();
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
