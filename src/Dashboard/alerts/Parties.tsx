import type { AlertWaybill, Party, RevealedCollector, RevealedParties } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { api, hasRole } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { texts, wordFor } from "../texts/dashboard";

type Reveal = { kind: "masked" } | { kind: "asking"; problem: string } | { kind: "shown"; parties: RevealedParties };

/** Masked until someone with the right to it gives a reason; what was revealed lives in this component only and goes with it. */
export function Parties({ waybill }: { waybill: AlertWaybill }) {
  const reveal = useSignal<Reveal>({ kind: "masked" });
  const words = texts.value.detail, revealWords = texts.value.reveal;
  const shown = reveal.value;
  const sender = shown.kind === "shown" ? shown.parties.sender : waybill.sender;
  const recipient = shown.kind === "shown" ? shown.parties.recipient : waybill.recipient;
  const mayReveal = waybill.waybillId !== null && hasRole("supervisor", "areaManager", "compliance");

  const ask = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    const answer = await api.call<RevealedParties>(`/api/waybills/${waybill.waybillId}/reveal`, { method: "POST", body: { reason } });
    if (answer.kind === "ok") reveal.value = { kind: "shown", parties: answer.value };
    else reveal.value = { kind: "asking", problem: answer.kind === "problem" && answer.problem.status === 403 ? revealWords.forbidden : revealWords.failed };
  };

  return (
    <section>
      <h2>
        {words.parties}
        {mayReveal && shown.kind === "masked" && <button type="button" class="plain" onClick={() => (reveal.value = { kind: "asking", problem: "" })}><Icon name="eye" /> {revealWords.button}</button>}
        {shown.kind === "shown" && <button type="button" class="plain" onClick={() => (reveal.value = { kind: "masked" })}>{revealWords.hide}</button>}
      </h2>
      {shown.kind === "asking" && (
        <form class="inline-form" onSubmit={ask}>
          <label>{revealWords.reason}<input name="reason" required minLength={4} maxLength={500} ref={focusFirst} placeholder={revealWords.hint} /></label>
          <p class="problem" role="alert">{shown.problem}</p>
          <p class="buttons">
            <button type="submit" class="primary">{revealWords.confirm}</button>
            <button type="button" onClick={() => (reveal.value = { kind: "masked" })}>{shared.value.cancel}</button>
          </p>
        </form>
      )}
      {shown.kind === "shown" && <p class="quiet" role="status">{revealWords.shown}</p>}
      <table class="parties">
        <thead>
          <tr><th /><th scope="col">{words.name}</th><th scope="col">{words.phone}</th><th scope="col">{words.address}</th></tr>
        </thead>
        <tbody>
          <PartyRow name={words.sender} party={sender} />
          {shown.kind === "shown" && shown.parties.agent !== null && <PartyRow name={words.agent} party={shown.parties.agent} />}
          <PartyRow name={words.recipient} party={recipient} />
          {shown.kind === "shown" ? <CollectorRow collector={shown.parties.collector} /> : waybill.collector && <PartyRow name={words.collector} party={waybill.collector} />}
        </tbody>
      </table>
    </section>
  );
}

/** The document stands where others have their address: a collector has none. */
function CollectorRow({ collector }: { collector: RevealedCollector | null }) {
  if (collector === null) return null;
  const words = texts.value.detail;
  const document = collector.idNumber === null ? null : `${wordFor(texts.value.documents, collector.idType ?? "")} ${collector.idNumber}`;
  return <PartyRow name={`${words.collector}（${words.relations[collector.relation]}）`} party={{ name: collector.name, phone: collector.phone ?? "—", address: document ?? "—" }} />;
}

function PartyRow({ name, party }: { name: string; party: Party | null }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{party?.name ?? "—"}</td>
      <td class="mono">{party?.phone ?? "—"}</td>
      <td>{party?.address ?? "—"}</td>
    </tr>
  );
}
