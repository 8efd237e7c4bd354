import type { AlertDecision, Finding, SetAsideFinding, Suppression } from "@logistics-screening/web-shared/api/types";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { api, worksOnLists } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { type Signal, useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { useEffect } from "preact/hooks";
import { texts } from "../texts/dashboard";
import { daysFrom } from "./days";
import { EndForm } from "./EndForm";
import { problemOf } from "./outcome";

/** What of one decision is set aside today; read again after each change, also a colleague's that stood in the way. */
interface Known {
  decisionId: string;
  items: SetAsideFinding[];
  read: () => Promise<void>;
}

type Step = { kind: "idle"; done: string } | { kind: "asking" } | { kind: "ending" };

/** Null for those who do not work on the list, and until the server has answered: nobody is offered what he cannot do. */
export function useSetAside(decision: AlertDecision | null): Known | null {
  const known = useSignal<Known | null>(null);
  const id = worksOnLists() ? (decision?.id ?? null) : null;
  useEffect(() => {
    known.value = null;
    let current = true;
    const read = async () => {
      const answer = await api.call<{ items: SetAsideFinding[] }>(`/api/lists/decisions/${id}/suppressions`);
      if (current && answer.kind === "ok" && id !== null) known.value = { decisionId: id, items: answer.value.items, read };
    };
    if (id !== null) void read();
    return () => void (current = false);
  }, [id]);
  return known.value;
}

/** At a hit on the list: who set it aside, or the way to do so. */
export function SetAside({ finding, known }: { finding: Finding; known: Known }) {
  const step = useSignal<Step>({ kind: "idle", done: "" });
  if (finding.check !== "riskList" || finding.entry === null || finding.party === null) return null;
  const words = texts.value.suppression;
  const before = known.items.find((item) => item.entryId === finding.entry && item.party === finding.party && item.field === finding.field)?.suppression;
  const changed = (done: string) => {
    step.value = { kind: "idle", done };
    void known.read();
  };
  // Somebody was faster: what he wrote takes the place of the form.
  const kind = step.value.kind === "asking" && before !== undefined ? "idle" : step.value.kind;
  return (
    <div class="set-aside">
      {before !== undefined && <SetAsideNote suppression={before} />}
      {kind === "idle" && before === undefined && <button type="button" onClick={() => (step.value = { kind: "asking" })}>{words.button}</button>}
      {kind === "idle" && before !== undefined && <button type="button" class="plain" onClick={() => (step.value = { kind: "ending" })}>{words.end}</button>}
      {kind === "asking" && <Form finding={finding} known={known} step={step} changed={() => changed(words.done)} />}
      {kind === "ending" && before !== undefined && <EndForm suppression={before} ended={() => changed(words.ended)} cancel={() => (step.value = { kind: "idle", done: "" })} />}
      <p class="done" role="status">{step.value.kind === "idle" ? step.value.done : ""}</p>
    </div>
  );
}

function SetAsideNote({ suppression }: { suppression: Suppression }) {
  return (
    <p class="note">
      <strong>{texts.value.suppression.note(suppression.author, suppression.until)}</strong>
      <span>{suppression.reason}</span>
    </p>
  );
}

function Form({ finding, known, step, changed }: { finding: Finding; known: Known; step: Signal<Step>; changed: () => void }) {
  const working = useSignal(false), problem = useSignal(""), reason = useSignal("");
  const words = texts.value.suppression;
  const days = daysFrom(new Date());
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const until = String(new FormData(event.currentTarget).get("until"));
    working.value = true;
    const answer = await api.call<Suppression>("/api/lists/suppressions", {
      method: "POST",
      body: { decisionId: known.decisionId, entryId: finding.entry, party: finding.party, reason: reason.value.trim(), until },
    });
    working.value = false;
    problem.value = problemOf(answer);
    if (answer.kind === "ok") changed();
    else if (answer.kind === "problem" && answer.problem.status === 409) void known.read();
  };
  return (
    <form class="inline-form" onSubmit={submit} aria-label={words.title}>
      <h3>{words.title}</h3>
      <div class="quick-reasons">
        {words.quickReasons.map((quick) => <button key={quick} type="button" onClick={() => (reason.value = quick)}>{quick}</button>)}
      </div>
      <label>
        {words.reason}
        <textarea name="reason" rows={2} required minLength={4} maxLength={500} ref={focusFirst} value={reason.value} onInput={(event) => (reason.value = event.currentTarget.value)} />
      </label>
      <p class="quiet">{words.hint}</p>
      <label>{words.until}<input name="until" type="date" required min={days.today} max={days.last} defaultValue={days.proposed} /></label>
      <p class="quiet">{words.untilHint}</p>
      <p class="problem" role="alert">{problem.value}</p>
      <p class="buttons">
        <button type="submit" class="primary" disabled={working.value}>{working.value ? words.working : words.confirm}</button>
        <button type="button" onClick={() => (step.value = { kind: "idle", done: "" })}>{shared.value.cancel}</button>
      </p>
    </form>
  );
}
