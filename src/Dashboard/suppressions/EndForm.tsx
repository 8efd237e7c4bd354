import type { Suppression } from "@logistics-screening/web-shared/api/types";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { api } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { texts } from "../texts/dashboard";
import { problemOf } from "./outcome";

/** Ends a suppression before its last day, for a reason that is kept. */
export function EndForm({ suppression, ended, cancel }: { suppression: Suppression; ended: () => void; cancel: () => void }) {
  const working = useSignal(false), problem = useSignal("");
  const words = texts.value.suppression;
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    working.value = true;
    const answer = await api.call<void>(`/api/lists/suppressions/${suppression.id}/end`, { method: "POST", body: { reason } });
    working.value = false;
    problem.value = problemOf(answer);
    if (answer.kind === "ok") ended();
  };
  return (
    <form class="inline-form" onSubmit={submit} aria-label={words.endTitle}>
      <h3>{words.endTitle}</h3>
      <label>{words.reason}<textarea name="reason" rows={2} required minLength={4} maxLength={500} ref={focusFirst} placeholder={words.endHint} /></label>
      <p class="problem" role="alert">{problem.value}</p>
      <p class="buttons">
        <button type="submit" class="primary" disabled={working.value}>{working.value ? words.working : words.confirmEnd}</button>
        <button type="button" onClick={cancel}>{shared.value.cancel}</button>
      </p>
    </form>
  );
}
