import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { ago, shortTime } from "@logistics-screening/web-shared/format";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { choices, deviceId, profile } from "./device";
import { RefusedRegistrations, refusedOf } from "./registration/Refused";
import type { Errand } from "./registration/RegistrationScreen";
import { ScanField } from "./ScanField";
import type { Card } from "./scanning";
import { texts } from "./texts/scanner";
import { offersRegistration, OutcomeShape, VerdictCard, wordOf, wordOfRefusal } from "./VerdictCard";
import { keepFlushing, registering, scanning, sealedPending } from "./work";

export function ScanScreen({ onSettings, onRegister, onCollect, onInspect }: { onSettings: () => void; onRegister: (errand: Errand) => void; onCollect: (waybill: string) => void; onInspect: (card: Card) => void }) {
  const typed = useSignal("");
  useEffect(keepFlushing, []);
  const words = texts.value;
  const { carrier, depot, kind } = choices.value;
  const userName = profile.value?.userName ?? "";
  const card = scanning.current.value;
  // The parcel whose card asks for it; any other sender is registered before his parcel is scanned.
  const asked = card !== null && typed.value === "" && offersRegistration(card) && !registering.settledFor.value.has(card.number) ? card.number : null;

  /** The parcel in view, once it was scanned for delivery. */
  const collected = card !== null && typed.value === "" && card.kind === "delivery" && (card.outcome.kind === "verdict" || card.outcome.kind === "notScreened") ? card.number : null;

  /** The parcel in view, which is on the counter or at the depot. */
  const opened = card !== null && typed.value === "" && card.kind !== "delivery" && (card.outcome.kind === "verdict" || card.outcome.kind === "notScreened") ? card : null;

  const onCode = (number: string) => void scanning.scan(number, { userName, carrier, depot, kind, device: deviceId() }).then(() => registering.flush(userName));

  return (
    <main class="scan-screen">
      <header>
        <button type="button" class="place" onClick={onSettings}>
          <strong>{depot}</strong> {(words.carriers as Record<string, string>)[carrier] ?? carrier} · {words.kinds[kind]}
          <span class="for-readers">{words.settings.open}</span>
          <Icon name="settings" />
        </button>
        <Waiting userName={userName} />
      </header>
      <VerdictCard card={card} inView={typed.value === ""} onRegister={(waybill) => onRegister({ waybill, corrects: null })} />
      <Recent current={card} userName={userName} onRegister={onRegister} />
      <div class="hands">
        <ScanField typed={typed} onCode={onCode} />
        {kind === "delivery" ? (
          <button type="button" class="register" disabled={collected === null} onClick={() => collected !== null && onCollect(collected)}><Icon name="card" />{words.collection.open}</button>
        ) : (
          <div class="pair">
            <button type="button" class="register" onClick={() => onRegister({ waybill: asked, corrects: null })}><Icon name="card" />{words.registration.open}</button>
            <button type="button" class="inspect" disabled={opened === null} onClick={() => opened !== null && onInspect(opened)}><Icon name="eye" />{words.inspection.open}</button>
          </div>
        )}
      </div>
    </main>
  );
}

/** The state of the line by the last call, and what waits on this phone. */
function Waiting({ userName }: { userName: string }) {
  const words = texts.value.outbox, registrationWords = texts.value.registration;
  const waiting = scanning.pending.value.filter((kept) => kept.refusal === null);
  const mine = waiting.filter((kept) => kept.userName === userName);
  const others = waiting.length - mine.length;
  const registrations = registering.pending.value.filter((kept) => kept.refusal === null);
  const myRegistrations = registrations.filter((kept) => kept.userName === userName);
  const otherRegistrations = registrations.length - myRegistrations.length;
  const records = sealedPending.value.filter((owner) => owner === userName);
  const oldest = [mine[0]?.scan.scannedAt, myRegistrations[0]?.madeAt].filter((at) => at !== undefined).sort()[0];
  return (
    <div class="waiting" role="status" data-pending={mine.length} data-registrations={myRegistrations.length}>
      <span class={scanning.online.value ? "line-up" : "line-down"}>{scanning.online.value ? words.online : words.offline}</span>
      {mine.length > 0 && <span>{words.pending(mine.length)}</span>}
      {myRegistrations.length > 0 && <span>{registrationWords.pending(myRegistrations.length)}</span>}
      {oldest !== undefined && <span class="quiet">{words.oldest(ago(oldest, new Date()))}</span>}
      {records.length > 0 && <span>{words.records(records.length)}</span>}
      {others > 0 && <span class="quiet">{words.others(others)}</span>}
      {otherRegistrations > 0 && <span class="quiet">{registrationWords.others(otherRegistrations)}</span>}
    </div>
  );
}

function Recent({ current, userName, onRegister }: { current: Card | null; userName: string; onRegister: (errand: Errand) => void }) {
  const words = texts.value.recent;
  const refused = scanning.pending.value.filter((kept) => kept.refusal !== null && kept.userName === userName);
  const cards = scanning.recent.value.filter((card) => card.scanId !== current?.scanId);
  const refusedRegistrations = refusedOf(userName);
  if (cards.length === 0 && refused.length === 0 && refusedRegistrations.length === 0) return <div class="recent" />;
  return (
    <section class="recent" aria-label={words.title} tabIndex={0}>
      <RefusedRegistrations refused={refusedRegistrations} onCorrect={onRegister} />
      {refused.length > 0 && <h2>{words.refused}</h2>}
      <ol class="refused">
        {refused.map((kept) => (
          <li key={kept.scanId}>
            <span class="what">
              <span class="mono">{kept.scan.waybillNumber}</span>
              <span class="outcome quiet">{kept.refusal !== null && wordOfRefusal(kept.refusal)}</span>
            </span>
            <button type="button" aria-label={words.retryOf(kept.scan.waybillNumber)} onClick={() => void scanning.retry(kept)}>{words.retry}</button>
            <button type="button" aria-label={words.dismissOf(kept.scan.waybillNumber)} onClick={() => void scanning.dismiss(kept.scanId)}>{words.dismiss}</button>
          </li>
        ))}
      </ol>
      {cards.length > 0 && <h2>{words.title}</h2>}
      <ol>
        {cards.map((card) => (
          <li key={card.scanId}>
            <OutcomeShape outcome={card.outcome} />
            <span class="mono">{card.number}</span>
            <span class="outcome">{wordOf(card.outcome)}</span>
            <time class="quiet" dateTime={card.scannedAt}>{shortTime(card.scannedAt, new Date())}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
