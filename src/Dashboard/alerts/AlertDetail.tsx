import type { AlertDetail as Detail } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { LaneShape } from "@logistics-screening/web-shared/components/LaneShape";
import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { ago, exactTime, shortHash, shortTime } from "@logistics-screening/web-shared/format";
import { hasRole } from "@logistics-screening/web-shared/session";
import { say } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { AlertInspections } from "../inspections/AlertInspections";
import { AlertReferral } from "../referrals/AlertReferral";
import { texts, wordFor } from "../texts/dashboard";
import { Actions } from "./Actions";
import { now } from "./clock";
import { Declared } from "./Declared";
import type { Desk } from "./desk";
import { Fact, Findings } from "./Findings";
import { Parties } from "./Parties";

export function AlertPanel({ desk }: { desk: Desk }) {
  const words = texts.value.detail;
  const state = desk.detail.value;
  if (state.kind === "none") return null;
  return (
    <aside class="alert-panel" aria-label={words.label}>
      <div class="panel-bar">
        <button type="button" class="plain" onClick={() => desk.step(-1)}>{words.previous} <kbd aria-hidden="true">k</kbd></button>
        <button type="button" class="plain" onClick={() => desk.step(1)}>{words.following} <kbd aria-hidden="true">j</kbd></button>
        <button type="button" class="plain close" aria-label={words.close} onClick={() => desk.close()}><Icon name="close" /></button>
      </div>
      <div class="panel-body" tabIndex={0} role="region" aria-label={words.label}>
        {state.kind === "loading" && <Notice icon="waiting" title={shared.value.loading} />}
        {state.kind === "gone" && <Notice icon="lock" title={words.failed}><p>{words.gone}</p></Notice>}
        {state.kind === "failed" && (
          <Notice icon="broken" title={words.failed}><button type="button" onClick={() => desk.retryDetail()}>{shared.value.retry}</button></Notice>
        )}
        {state.kind === "ready" && <Body key={state.alert.id} desk={desk} alert={state.alert} />}
      </div>
    </aside>
  );
}

function Body({ desk, alert }: { desk: Desk; alert: Detail }) {
  const words = texts.value.detail;
  return (
    <>
      <header class={`panel-head lane-${alert.lane}`}>
        <LaneShape lane={alert.lane} />
        <div>
          <h1>{say(alert.headline)}</h1>
          <p>
            <span class="lane">{shared.value.lanes[alert.lane]}</span>
            <span class={`severity ${alert.severity}`}>{shared.value.severities[alert.severity]}</span>
            <span class="mono">{alert.carrier} {alert.waybillNumber}</span>
            <span class="quiet">{alert.depot}</span>
            <span class="quiet" title={exactTime(alert.raisedAt)}>{ago(alert.raisedAt, now.value)}</span>
          </p>
          <p class="state">
            {shared.value.states[alert.state]}
            {alert.acknowledgedBy !== null && <span class="quiet"> · {texts.value.actions.takenBy(alert.acknowledgedBy)}</span>}
          </p>
        </div>
      </header>
      {alert.next !== null && <p class="next"><strong>{words.next}</strong>{say(alert.next)}</p>}
      <Actions desk={desk} alert={alert} />
      <Findings alert={alert} />
      <Declared alert={alert} />
      {alert.waybill !== null && <Parties waybill={alert.waybill} />}
      <AlertInspections alert={alert} />
      {hasRole("compliance") && <AlertReferral desk={desk} alert={alert} />}
      <History alert={alert} />
      <Record alert={alert} />
    </>
  );
}

function History({ alert }: { alert: Detail }) {
  return (
    <section>
      <h2>{texts.value.detail.history}</h2>
      <ol class="history">
        <li>
          <time dateTime={alert.raisedAt} title={exactTime(alert.raisedAt)} class="quiet">{shortTime(alert.raisedAt, now.value)}</time>
          <span>{texts.value.history.raised} <span class="quiet">{say(alert.typeText)}</span></span>
        </li>
        {alert.history.map((entry, index) => (
          <li key={index}>
            <time dateTime={entry.at} title={exactTime(entry.at)} class="quiet">{shortTime(entry.at, now.value)}</time>
            <span>{wordFor(texts.value.history, entry.action)} <span class="quiet">{entry.by}</span>{entry.note && <q>{entry.note}</q>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Record({ alert }: { alert: Detail }) {
  const words = texts.value.detail;
  const decision = alert.decision;
  if (decision === null) return null;
  return (
    <section>
      <h2>{words.record}</h2>
      <dl class="facts small">
        <Fact name={words.instruction}>{wordFor(texts.value.instructions, decision.instruction)}</Fact>
        <Fact name={words.decidedAt}>{exactTime(decision.decidedAt)}</Fact>
        <Fact name={words.decisionHash}><span class="mono" title={decision.decisionHash}>{shortHash(decision.decisionHash)}</span></Fact>
        <Fact name={words.policyVersion}><span class="mono" title={decision.policyVersion}>{shortHash(decision.policyVersion)}</span></Fact>
        <Fact name={words.listVersion}><span class="mono" title={decision.listVersion}>{shortHash(decision.listVersion)}</span></Fact>
        <Fact name={words.engineVersion}><span class="mono">{decision.engineVersion}</span></Fact>
      </dl>
    </section>
  );
}
