import type { AlertDetail, Referral } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { api } from "@logistics-screening/web-shared/session";
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { texts } from "../texts/dashboard";

type Step = { kind: "idle"; problem: string } | { kind: "working" } | { kind: "created"; referral: Referral };

export const documentAddress = (referral: Referral) => `/api/referrals/${referral.id}/document.pdf`;

export function CreateReferral({ alert }: { alert: AlertDetail }) {
  const step = useSignal<Step>({ kind: "idle", problem: "" });
  const words = texts.value.referral;
  const state = step.value;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note")).trim();
    step.value = { kind: "working" };
    const answer = await api.call<Referral>("/api/referrals", { method: "POST", body: note === "" ? { alertId: alert.id } : { alertId: alert.id, note } });
    if (answer.kind === "ok") step.value = { kind: "created", referral: answer.value };
    else if (answer.kind === "unreachable") step.value = { kind: "idle", problem: words.unreachable };
    else step.value = { kind: "idle", problem: answer.problem.status === 403 ? words.forbidden : words.failed };
  };

  return (
    <section class="create-referral">
      <h2>{words.title}</h2>
      {state.kind === "created" ? (
        <p class="done" role="status">
          {words.created(state.referral.reference)} <a href={documentAddress(state.referral)} download><Icon name="download" /> {words.download}</a>
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
