import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { CourierInsights, CourierRow } from "@logistics-screening/web-shared/api/types";
import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { api } from "@logistics-screening/web-shared/session";
import { say } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { useEffect } from "preact/hooks";
import { texts } from "../texts/dashboard";

/** What the records say of couriers and depots between two days; who stands out comes first. */
export function Couriers() {
  const answer = useSignal<Answer<CourierInsights> | null>(null);
  const read = async (query: Record<string, string> = {}) => {
    answer.value = null;
    answer.value = await api.call<CourierInsights>("/api/insights/couriers", { query });
  };
  useEffect(() => void read(), []);
  const choose = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void read({ from: String(form.get("from")), to: String(form.get("to")), fastSeconds: String(form.get("fastSeconds")) });
  };

  const words = texts.value.couriers;
  const got = answer.value;
  if (got?.kind === "problem" && got.problem.status === 403) return <Notice icon="lock" title={words.forbidden} />;
  return (
    <section class="couriers">
      <h1>{words.title}</h1>
      <p class="quiet">{words.hint}</p>
      {got === null && <Notice icon="waiting" title={shared.value.loading} />}
      {got !== null && got.kind !== "ok" && (
        <Notice icon="broken" title={got.kind === "problem" && got.problem.status === 400 ? words.badDays : words.failed}>
          <button type="button" onClick={() => void read()}>{shared.value.retry}</button>
        </Notice>
      )}
      {got?.kind === "ok" && (
        <>
          <form class="days" onSubmit={choose}>
            <label>{words.from}<input type="date" name="from" required defaultValue={got.value.from} /></label>
            <label>{words.to}<input type="date" name="to" required defaultValue={got.value.to} /></label>
            <label>{words.fastSeconds}<input type="number" name="fastSeconds" required min={1} max={600} defaultValue={String(got.value.fastSeconds)} /></label>
            <button type="submit">{words.show}</button>
          </form>
          {got.value.couriers.length === 0 ? <Notice icon="inbox" title={words.empty} /> : <CourierTable insights={got.value} />}
          {got.value.depots.length > 0 && <DepotTable insights={got.value} />}
        </>
      )}
    </section>
  );
}

function CourierTable({ insights }: { insights: CourierInsights }) {
  const words = texts.value.couriers;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            {numbers.map(({ name }) => <th key={name} scope="col" class="number">{name === "tooFast" ? words.tooFast(insights.fastSeconds) : words.numbers[name]}</th>)}
            <th scope="col">{words.signals}</th>
          </tr>
        </thead>
        <tbody>
          {insights.couriers.map((row) => (
            <tr key={row.conduct.userId}>
              <th scope="row">{row.conduct.userName ?? "—"}</th>
              {numbers.map(({ name, of }) => <td key={name} class="number">{of(row.conduct)}</td>)}
              <td class="signals">{row.signals.map((signal) => <span key={signal.code}>{say(signal.text)}</span>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Conduct = CourierRow["conduct"];

/** A part of a whole as "2/9"; nothing of nothing is no number. */
const part = (some: number, whole: number) => (whole === 0 ? "—" : `${some}/${whole}`);

const numbers = [
  { name: "accepted", of: (c: Conduct) => String(c.accepted) },
  { name: "controlNotInspected", of: (c: Conduct) => part(c.controlNotInspected, c.control) },
  { name: "redNotInspected", of: (c: Conduct) => part(c.redNotInspected, c.red) },
  { name: "tooFast", of: (c: Conduct) => part(c.tooFast, c.nothingFound) },
  { name: "withoutPhotos", of: (c: Conduct) => part(c.withoutPhotos, c.redInspections) },
  { name: "refused", of: (c: Conduct) => part(c.refused, c.inspections) },
  { name: "sameDocument", of: (c: Conduct) => (c.registered === 0 ? "—" : `${c.sameDocument}/${c.registered}`) },
] as const;

function DepotTable({ insights }: { insights: CourierInsights }) {
  const words = texts.value.couriers;
  return (
    <>
      <h2>{words.depots}</h2>
      <p class="quiet">{words.depotsHint}</p>
      <table class="depots">
        <thead><tr><th scope="col">{words.depot}</th><th scope="col" class="number">{words.parcels}</th><th scope="col" class="number">{words.notScanned}</th></tr></thead>
        <tbody>
          {insights.depots.map((row) => (
            <tr key={row.depot}><th scope="row" class="mono">{row.depot}</th><td class="number">{row.parcels}</td><td class="number">{row.notScannedAtAcceptance}</td></tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
