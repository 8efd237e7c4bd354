import type { Answer } from "@logistics-screening/web-shared/api/client";
import { say } from "@logistics-screening/web-shared/texts/language";
import { texts } from "../texts/dashboard";

/** Why nothing was saved, in words; empty when it was. */
export function problemOf(answer: Answer<unknown>): string {
  const words = texts.value.suppression;
  if (answer.kind === "ok") return "";
  if (answer.kind === "unreachable") return words.unreachable;
  const { status, errors, text } = answer.problem;
  if (status === 403) return words.forbidden;
  // The server says who was first, or that another change is under way.
  if (status === 409) return say(text) || words.conflict;
  if (status === 404) return words.conflict;
  if ("party" in errors) return words.noKey;
  if ("reason" in errors || "until" in errors) return words.invalid;
  return words.failed;
}
