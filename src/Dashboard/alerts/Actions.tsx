import type { AlertDetail } from "@logistics-screening/web-shared/api/types";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { say } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { signal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { texts } from "../texts/dashboard";
import type { Action, ActionOutcome, Desk } from "./desk";

/** The form that is open, and what came of the last action; both belong to one alert. */
export const actionForm = signal<{ alert: string; action: "release" | "hold" } | null>(null);
const working = signal(false);
const outcome = signal<{ alert: string; action: Action; outcome: ActionOutcome } | null>(null);

export function mayDo(action: Action, alert: AlertDetail): boolean {
  switch (action) {
    case "acknowledge": return alert.state === "open";
    case "release": return alert.state !== "released";
    case "hold": return alert.state !== "held";
  }
}

export async function perform(desk: Desk, action: Action, alert: AlertDetail, reason = ""): Promise<void> {
  if (working.peek() || !mayDo(action, alert)) return;
  working.value = true;
  const result = await desk.act(action, alert, reason);
  working.value = false;
  outcome.value = { alert: alert.id, action, outcome: result };
  if (result.kind === "done" || result.kind === "conflict") actionForm.value = null;
}

export function openForm(action: "release" | "hold", alert: AlertDetail): void {
  if (!mayDo(action, alert)) return;
  outcome.value = null;
  actionForm.value = { alert: alert.id, action };
}

export function Actions({ desk, alert }: { desk: Desk; alert: AlertDetail }) {
  const words = texts.value.actions;
  const form = actionForm.value?.alert === alert.id ? actionForm.value : null;
  return (
    <div class="actions">
      {form === null && (
        <p class="buttons">
          {mayDo("acknowledge", alert) && (
            <button type="button" class="primary" disabled={working.value} onClick={() => void perform(desk, "acknowledge", alert)}>
              {words.acknowledge} <kbd aria-hidden="true">a</kbd>
            </button>
          )}
          {mayDo("release", alert) && <button type="button" onClick={() => openForm("release", alert)}>{words.release} <kbd aria-hidden="true">r</kbd></button>}
          {mayDo("hold", alert) && <button type="button" onClick={() => openForm("hold", alert)}>{words.hold} <kbd aria-hidden="true">h</kbd></button>}
        </p>
      )}
      {form !== null && <ReasonForm key={form.action} desk={desk} alert={alert} action={form.action} />}
      <OutcomeNotice alert={alert} />
    </div>
  );
}

function ReasonForm({ desk, alert, action }: { desk: Desk; alert: AlertDetail; action: "release" | "hold" }) {
  const words = texts.value.actions;
  const release = action === "release";
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void perform(desk, action, alert, String(new FormData(event.currentTarget).get("reason")).trim());
  };
  const fill = (form: HTMLFormElement | null, reason: string) => {
    const field = form?.elements.namedItem("reason");
    if (field instanceof HTMLTextAreaElement) {
      field.value = reason;
      field.focus();
    }
  };
  return (
    <form class="inline-form" onSubmit={submit} aria-label={release ? words.releaseTitle : words.holdTitle}>
      <h2>{release ? words.releaseTitle : words.holdTitle}</h2>
      <div class="quick-reasons">
        {(release ? words.releaseReasons : words.holdReasons).map((reason) => (
          <button key={reason} type="button" onClick={(event) => fill(event.currentTarget.form, reason)}>{reason}</button>
        ))}
      </div>
      <label>
        {words.reason}
        <textarea name="reason" rows={2} required minLength={2} maxLength={1000} ref={focusFirst} placeholder={words.reasonHint} />
      </label>
      <p class="buttons">
        <button type="submit" class="primary" disabled={working.value}>{working.value ? words.working : release ? words.confirmRelease : words.confirmHold}</button>
        <button type="button" onClick={() => (actionForm.value = null)}>{shared.value.cancel}</button>
      </p>
    </form>
  );
}

function OutcomeNotice({ alert }: { alert: AlertDetail }) {
  const last = outcome.value;
  if (last === null || last.alert !== alert.id) return <p role="status" />;
  const words = texts.value.actions;
  const result = last.outcome;
  if (result.kind === "done") return <p class="done" role="status">{words.done[last.action]}</p>;
  // The server says who it was.
  if (result.kind === "conflict") return <p class="conflict" role="alert">{say(result.text) || words.conflict}</p>;
  return <p class="problem" role="alert">{words[result.kind]} {say(result.text)}</p>;
}
