import type { AssessmentBasis, Find } from "@logistics-screening/web-shared/api/types";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { api } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { texts } from "../texts/dashboard";

const bases: readonly AssessmentBasis[] = ["estimated", "confirmed", "notWildlife"];

/** What a find is worth and on whose word. From then on it counts against those on the parcel, so the form says so. */
export function AssessForm({ find, cancel, done }: { find: Find; cancel: () => void; done: () => void }) {
  const basis = useSignal<AssessmentBasis>("estimated");
  const working = useSignal(false);
  const problem = useSignal("");
  const words = texts.value.inspections;

  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = basis.value === "notWildlife" ? "0" : String(form.get("value")).trim();
    working.value = true;
    const answer = await api.call<unknown>(`/api/inspections/items/${find.id}/assessments`, { method: "POST", body: { basis: basis.value, value, source: String(form.get("source")).trim() } });
    working.value = false;
    if (answer.kind === "ok") done();
    else if (answer.kind === "unreachable") problem.value = words.unreachable;
    else problem.value = answer.problem.status === 400 ? words.invalid : answer.problem.status === 409 ? words.erasedNow : words.failedSave;
  };

  return (
    <form class="inline-form assess" onSubmit={send}>
      <h3>{words.assessTitle}</h3>
      <p class="quiet">{words.assessHint}</p>
      <p class="buttons queues" role="group" aria-label={words.basis}>
        {bases.map((value) => <button key={value} type="button" aria-pressed={basis.value === value} onClick={() => (basis.value = value)}>{words.bases[value]}</button>)}
      </p>
      {basis.value !== "notWildlife" && <label>{words.value}<input name="value" required inputMode="decimal" pattern="[0-9]{1,10}(\.[0-9]{1,2})?" ref={focusFirst} /></label>}
      <label>{words.source}<input name="source" required minLength={4} maxLength={500} placeholder={words.sourceHint} /></label>
      <p class="problem" role="alert">{problem.value}</p>
      <p class="buttons">
        <button type="submit" class="primary" disabled={working.value}>{words.confirm}</button>
        <button type="button" onClick={cancel}>{shared.value.cancel}</button>
      </p>
    </form>
  );
}
