import type { Answer, CallOptions } from "@logistics-screening/web-shared/api/client";
import type { CounterAnswer, ScanAnswer } from "@logistics-screening/web-shared/api/types";
import { api, resumeSession, session } from "@logistics-screening/web-shared/session";
import { computed } from "@preact/signals";
import { profile } from "./device";
import { Outbox } from "./outbox";
import { Registering } from "./registration/registering";
import { RegistrationOutbox } from "./registration/RegistrationOutbox";
import { SealedLine } from "./registration/SealedLine";
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

/** Pictures of documents; one that the operator does not want, or whose registration was erased, does not stay here. */
export const photos = new SealedLine<void>("registration-photos", (clientId, bytes, limit) =>
  send(`/api/registrations/counter/${clientId}/photo`, { method: "PUT", blob: new Blob([bytes], { type: "image/jpeg" }) }, limit));

/** Delivery scans that say who took the parcel. A number that the server does not know yet may come. */
export const collections = new SealedLine<ScanAnswer>("collections", (_, bytes, limit) => send("/api/scans", { body: JSON.parse(new TextDecoder().decode(bytes)) }, limit), (status) => status === 400);

/** What came of opening parcels, under the scan's id; what the server will not have is of a scan that it does not know. */
export const inspections = new SealedLine<unknown>("inspections", (_, bytes, limit) => send("/api/inspections", { body: JSON.parse(new TextDecoder().decode(bytes)) }, limit));

const lines = [photos, collections, inspections];

/** Whose sealed records wait on this phone: deliveries, inspections, pictures. */
export const sealedPending = computed(() => lines.flatMap((line) => line.pending.value));

export const refreshSealed = () => Promise.all(lines.map((line) => line.refresh().catch(() => undefined)));

/** Pictures go after the registrations they belong to. */
export const sendPhotos = (user: string) => photos.flush(user, (clientId) => registering.pending.peek().some((kept) => kept.clientId === clientId)).catch(() => undefined);

/** After the scans they belong to. */
export const sendInspections = (user: string) => inspections.flush(user, (scanId) => scanning.pending.peek().some((kept) => kept.scanId === scanId)).catch(() => undefined);

export const sendCollections = (user: string) => collections.flush(user).catch(() => undefined);

const flushEvery = 5_000;
/** What is sealed is looked for more seldom: nobody waits for it. */
const sealedEvery = 12;

/** Sends what is waiting: at the start, when the page is looked at again, and every few seconds while anything waits. */
export function keepFlushing(): () => void {
  const flush = () => {
    const user = profile.peek()?.userName;
    if (user === undefined || document.visibilityState !== "visible") return;
    // The sender first: his parcel is then screened as that of a registered one.
    void registering.flush(user).finally(() => scanning.flush(user)).finally(() => sendCollections(user)).finally(() => sendInspections(user)).finally(() => sendPhotos(user));
  };
  let ticks = 0;
  const timer = setInterval(() => {
    const user = profile.peek()?.userName ?? "";
    if (++ticks % sealedEvery === 0 || scanning.pending.peek().some((kept) => kept.refusal === null) || registering.isDue(user)) flush();
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
