import type { AlertDetail, Referral } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { api } from "@logistics-screening/web-shared/session";
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import type { Desk } from "../alerts/desk";
import { texts } from "../texts/dashboard";

type Made = Pick<Referral, "id" | "reference">;
type Step = { kind: "idle"; problem: string } | { kind: "working" } | { kind: "made"; referral: Made; before: boolean };

export const documentAddress = (referral: Pick<Referral, "id">) => `/api/referrals/${referral.id}/document.pdf`;

const isMade = (answer: object): answer is Made => "id" in answer && typeof answer.id === "string" && "reference" in answer && typeof answer.reference === "string";

/** The alert's referral, or the form that makes it. */
export function AlertReferral({ desk, alert }: { desk: Desk; alert: AlertDetail }) {
  const step = useSignal<Step>({ kind: "idle", problem: "" });
  const words = texts.value.referral;
  const state = step.value;
  const made = state.kind === "made" ? state.referral : alert.referral;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note")).trim();
    step.value = { kind: "working" };
    const answer = await api.call<Referral>("/api/referrals", { method: "POST", body: note === "" ? { alertId: alert.id } : { alertId: alert.id, note } });
    if (answer.kind === "ok") step.value = { kind: "made", referral: answer.value, before: false };
    // One referral for an alert: the answer names the one that is there.
    else if (answer.kind === "problem" && isMade(answer.problem)) step.value = { kind: "made", referral: answer.problem, before: true };
    else if (answer.kind === "unreachable") step.value = { kind: "idle", problem: words.unreachable };
    else step.value = { kind: "idle", problem: answer.problem.status === 403 ? words.forbidden : words.failed };
    if (step.value.kind === "made") desk.refreshDetail();
  };

  return (
    <section class="create-referral">
      <h2>{words.title}</h2>
      {made !== null ? (
        <p class="done" role="status">
          {state.kind === "made" && !state.before ? words.created(made.reference) : words.madeBefore(made.reference)} <a href={documentAddress(made)} download><Icon name="download" /> {words.download}</a>
        </p>
      ) : (
        <form class="inline-form" onSubmit={submit}>
          <label>{words.note}<textarea name="note" rows={2} maxLength={2000} /></label>
          <p class="buttons"><button type="submit" class="primary" disabled={state.kind === "working"}>{state.kind === "working" ? words.working : words.create}</button></p>
          {state.kind === "idle" && <p class="problem" role="alert">{state.problem}</p>}
        </form>
      )}
    </section>
  );
}
