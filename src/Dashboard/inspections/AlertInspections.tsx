import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { AlertDetail, Find, Inspection, InspectionList } from "@logistics-screening/web-shared/api/types";
import { exactTime, money, shortTime, weight } from "@logistics-screening/web-shared/format";
import { api, worksOnLists, hasRole } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now } from "../alerts/clock";
import { texts, wordFor } from "../texts/dashboard";
import { AssessForm } from "./AssessForm";

/** Every inspection of the alert's parcel, with what was found and what compliance says it is worth. Nothing is shown where there was none. */
export function AlertInspections({ alert }: { alert: AlertDetail }) {
  const answer = useSignal<Answer<InspectionList> | null>(null);
  const waybillId = alert.waybill?.waybillId ?? null;
  const read = async () => {
    if (waybillId !== null) answer.value = await api.call<InspectionList>("/api/inspections", { query: { waybillId } });
  };
  useEffect(() => void read(), [waybillId, alert.version]);

  const words = texts.value.inspections;
  const got = answer.value;
  if (got === null || (got.kind === "ok" && got.value.items.length === 0)) return null;
  return (
    <section class="inspections">
      <h2>{words.title}</h2>
      {got.kind !== "ok" && <p class="problem" role="alert">{words.failed} <button type="button" class="plain" onClick={() => void read()}>{shared.value.retry}</button></p>}
      {got.kind === "ok" && got.value.items.map((inspection) => <OneInspection key={inspection.id} inspection={inspection} changed={() => void read()} />)}
    </section>
  );
}

function OneInspection({ inspection, changed }: { inspection: Inspection; changed: () => void }) {
  const words = texts.value.inspections;
  const seconds = Math.max(0, Math.round((Date.parse(inspection.endedAt) - Date.parse(inspection.startedAt)) / 1000));
  return (
    <div class="inspection">
      <p>
        <strong>{words.results[inspection.result]}</strong>{" "}
        <span class="quiet">
          <time dateTime={inspection.startedAt} title={exactTime(inspection.startedAt)}>{shortTime(inspection.startedAt, now.value)}</time> · {inspection.by} · {inspection.depot} · {words.took(seconds)} · {words.photos(inspection.photos)}
          {inspection.mark !== null && <> · {words.mark} <span class="mono">{inspection.mark}</span></>}
        </span>
      </p>
      {inspection.found.map((find) => <OneFind key={find.id} find={find} changed={changed} />)}
    </div>
  );
}

function OneFind({ find, changed }: { find: Find; changed: () => void }) {
  const assessing = useSignal(false);
  const words = texts.value.inspections;
  // The company's compliance, as for the list: a region's or a franchisee's word is not enough.
  const mayAssess = find.kind === "wildlife" && find.description !== null && hasRole("compliance") && worksOnLists();
  return (
    <div class="find">
      <p>
        <span class="tag">{words.kinds[find.kind]}</span> {find.description ?? words.erased} <span class="quiet">{find.quantity}{find.unit === null ? "" : ` ${find.unit}`} {weight(find.weight)}</span>
      </p>
      {find.basis !== null && (
        <p class="quiet">
          {wordFor(words.bases, find.basis)}{find.basis !== "notWildlife" && <> <span class="mono">{money(find.value, "CNY")}</span></>} · {find.source} · {find.assessedBy}
          {find.assessedAt !== null && <> · <time dateTime={find.assessedAt} title={exactTime(find.assessedAt)}>{shortTime(find.assessedAt, now.value)}</time></>}
        </p>
      )}
      {mayAssess && !assessing.value && <button type="button" onClick={() => (assessing.value = true)}>{find.basis === null ? words.assess : words.assessAgain}</button>}
      {assessing.value && (
        <AssessForm
          find={find}
          cancel={() => (assessing.value = false)}
          done={() => {
            assessing.value = false;
            changed();
          }}
        />
      )}
    </div>
  );
}
