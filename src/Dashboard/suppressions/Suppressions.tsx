import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { Suppression, SuppressionPage } from "@logistics-screening/web-shared/api/types";
import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { exactTime } from "@logistics-screening/web-shared/format";
import { api } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { texts } from "../texts/dashboard";
import { EndForm } from "./EndForm";

const states = ["inForce", "ended", "all"] as const;
type State = (typeof states)[number];

/** Who is set aside from which entry, newest first. */
export function Suppressions() {
  const state = useSignal<State>("inForce");
  const answer = useSignal<Answer<SuppressionPage> | null>(null);
  const ending = useSignal<string | null>(null);
  const read = async (before?: string) => {
    const wanted = state.peek(), shown = answer.peek();
    if (before === undefined) answer.value = null;
    const got = await api.call<SuppressionPage>("/api/lists/suppressions", { query: { state: wanted === "all" ? undefined : wanted, before } });
    if (wanted !== state.peek()) return;
    const earlier = before !== undefined && shown?.kind === "ok" ? shown.value.items : [];
    answer.value = got.kind === "ok" ? { kind: "ok", value: { ...got.value, items: [...earlier, ...got.value.items] } } : got;
  };
  useEffect(() => void read(), [state.value]);

  const words = texts.value.suppression;
  const got = answer.value;
  if (got?.kind === "problem" && got.problem.status === 403) return <Notice icon="lock" title={words.forbiddenList} />;
  return (
    <section class="suppressions">
      <h1>{words.listTitle}</h1>
      <p class="quiet">{words.listHint}</p>
      <p class="buttons queues" role="group" aria-label={words.state}>
        {states.map((value) => (
          <button key={value} type="button" aria-pressed={state.value === value} onClick={() => (state.value = value)}>{value === "all" ? words.all : words.states[value]}</button>
        ))}
      </p>
      {got === null && <Notice icon="waiting" title={shared.value.loading} />}
      {got !== null && got.kind !== "ok" && <Notice icon="broken" title={words.failedList}><button type="button" onClick={() => void read()}>{shared.value.retry}</button></Notice>}
      {got?.kind === "ok" && got.value.items.length === 0 && <Notice icon="inbox" title={words.empty}><p>{words.emptyHint}</p></Notice>}
      {got?.kind === "ok" && got.value.items.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.entry}</th><th scope="col">{words.person}</th><th scope="col">{words.reason}</th><th scope="col">{words.author}</th>
              <th scope="col">{words.until}</th><th scope="col">{words.state}</th><th scope="col">{words.action}</th>
            </tr>
          </thead>
          <tbody>
            {got.value.items.map((item) => (
              <Row
                key={item.id}
                item={item}
                ending={ending.value === item.id}
                begin={() => (ending.value = item.id)}
                cancel={() => (ending.value = null)}
                ended={() => {
                  ending.value = null;
                  void read();
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      {got?.kind === "ok" && got.value.next !== null && <button type="button" onClick={() => void read(got.value.next ?? undefined)}>{words.more}</button>}
    </section>
  );
}

function Row({ item, ending, begin, cancel, ended }: { item: Suppression; ending: boolean; begin: () => void; cancel: () => void; ended: () => void }) {
  const words = texts.value.suppression, { sender, recipient, agent, collector } = texts.value.detail;
  const parties = { sender, recipient, agent, collector };
  return (
    <>
      <tr>
        <th scope="row" class="mono">{item.entryId}</th>
        <td>
          {parties[item.person.party]} {item.person.name} <span class="mono">{item.person.phone}</span> <span class="quiet">{words.knownBy[item.knownBy]}</span>
        </td>
        <td class="reason">{item.reason}</td>
        <td title={exactTime(item.createdAt)}>{item.author}</td>
        <td class="day">{item.until}</td>
        <td class="reason">
          {words.states[item.state]}
          {item.state === "ended" && <span class="quiet" title={item.endedAt === null ? undefined : exactTime(item.endedAt)}> {item.endedBy === null ? words.expired : words.endedBy(item.endedBy)}</span>}
          {item.endReason !== null && <span class="end-reason">{item.endReason}</span>}
        </td>
        <td>{item.state === "inForce" && <button type="button" class="plain" aria-label={words.endOf(item.entryId)} disabled={ending} onClick={begin}>{words.end}</button>}</td>
      </tr>
      {ending && <tr><td colSpan={7}><EndForm suppression={item} ended={ended} cancel={cancel} /></td></tr>}
    </>
  );
}
