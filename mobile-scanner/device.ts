import type { LocalizedText, ScanKind, Session } from "@logistics-screening/web-shared/api/types";
import { signal } from "@preact/signals";

/** What was chosen once on this phone. Nothing here is secret: no password, no token. */
export interface Choices {
  carrier: string;
  depot: string;
  kind: ScanKind;
  sound: boolean;
  screenKeyboard: boolean;
}

export interface Profile {
  userName: string;
  displayName: string;
  depots: { code: string; name: LocalizedText }[];
  courier: boolean;
}

function read<T extends object>(key: string, otherwise: T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof value === "object" && value !== null ? { ...otherwise, ...value } : otherwise;
  } catch {
    return otherwise;
  }
}

export const choices = signal<Choices>(read("choices", { carrier: "", depot: "", kind: "acceptance", sound: true, screenKeyboard: true }));

export function choose(change: Partial<Choices>): void {
  choices.value = { ...choices.peek(), ...change };
  localStorage.setItem("choices", JSON.stringify(choices.peek()));
}

/** The last courier on this phone, so that it can go on scanning while there is no network. */
export const profile = signal<Profile | null>(localStorage.getItem("profile") === null ? null : read<Profile>("profile", { userName: "", displayName: "", depots: [], courier: true }));

export function rememberProfile(session: Session): void {
  const depots = session.depots.map(({ code, name }) => ({ code, name }));
  profile.value = { userName: session.userName, displayName: session.displayName, depots, courier: session.roles.includes("courier") };
  localStorage.setItem("profile", JSON.stringify(profile.peek()));
  const only = depots.length === 1 ? depots[0] : undefined;
  if (only !== undefined) choose({ depot: only.code });
  else if (depots.length > 1 && !depots.some((depot) => depot.code === choices.peek().depot)) choose({ depot: "" });
}

export function forgetProfile(): void {
  profile.value = null;
  localStorage.removeItem("profile");
}

/** Names this phone to the server; made up once, says nothing about the phone. */
export function deviceId(): string {
  const kept = localStorage.getItem("device");
  if (kept !== null) return kept;
  const made = crypto.randomUUID();
  localStorage.setItem("device", made);
  return made;
}
