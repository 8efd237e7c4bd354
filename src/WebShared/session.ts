import { signal } from "@preact/signals";
import { ApiClient, type Answer } from "./api/client";
import type { Role, Session } from "./api/types";

/** `unknown` until the server has been asked; `unreachable` when it did not answer. */
export type SessionState =
  | { kind: "unknown" }
  | { kind: "unreachable" }
  | { kind: "signedOut" }
  | { kind: "signedIn"; session: Session };

export const session = signal<SessionState>({ kind: "unknown" });

export const api = new ApiClient(() => {
  if (session.peek().kind === "signedIn") session.value = { kind: "signedOut" };
});

export function signedInUser(): Session | null {
  const state = session.value;
  return state.kind === "signedIn" ? state.session : null;
}

export function hasRole(...roles: Role[]): boolean {
  const user = signedInUser();
  return user !== null && roles.some((role) => user.roles.includes(role));
}

/** The risk list is the company's: who works on it belongs to the company itself, not to a region, a depot or a franchisee. */
export function worksOnLists(): boolean {
  return hasRole("analyst", "compliance") && (signedInUser()?.units.some((unit) => unit.kind === "company") ?? false);
}

function remember(answer: Answer<Session>): Answer<Session> {
  if (answer.kind === "ok") {
    api.useCsrfToken(answer.value.csrfToken ?? "");
    session.value = { kind: "signedIn", session: answer.value };
  }
  return answer;
}

export async function resumeSession(limit?: number): Promise<void> {
  const answer = remember(await api.call<Session>("/api/auth/session", limit === undefined ? {} : { limit }));
  if (answer.kind === "unreachable") session.value = { kind: "unreachable" };
  else if (answer.kind === "problem") session.value = { kind: "signedOut" };
}

export async function signIn(userName: string, password: string): Promise<Answer<Session>> {
  return remember(await api.call<Session>("/api/auth/session", { method: "POST", body: { userName, password } }));
}

export async function signOut(): Promise<void> {
  await api.call<void>("/api/auth/session", { method: "DELETE" });
  session.value = { kind: "signedOut" };
}
