import { shortTime } from "@logistics-screening/web-shared/format";
import { texts } from "../texts/scanner";
import { registering } from "../work";
import { wordsOfRefusal } from "./RegistrationForm";
import type { KeptRegistration } from "./RegistrationOutbox";
import type { Errand } from "./RegistrationScreen";

export const refusedOf = (userName: string) => registering.pending.value.filter((kept) => kept.refusal !== null && kept.userName === userName);

/** Registrations the server did not take, told apart by parcel or time: whose they are is read only in the form. */
export function RefusedRegistrations({ refused, onCorrect }: { refused: readonly KeptRegistration[]; onCorrect: (errand: Errand) => void }) {
  const words = texts.value.registration;
  if (refused.length === 0) return null;
  return (
    <>
      <h2>{words.refused}</h2>
      <ol class="refused registrations">
        {refused.map(({ clientId, waybill, madeAt, refusal }) => {
          const time = shortTime(madeAt, new Date());
          const what = waybill ?? time;
          return refusal !== null && (
            <li key={clientId}>
              <span class="what">
                <span class={waybill === null ? "" : "mono"}>{waybill ?? words.at(time)}</span>
                <span class="outcome quiet">{wordsOfRefusal(refusal)}</span>
              </span>
              {refusal.kind !== "unreadable" && <button type="button" aria-label={words.correctOf(what)} onClick={() => onCorrect({ waybill, corrects: { clientId, refusal } })}>{words.correctOne}</button>}
              <button type="button" aria-label={words.dropOf(what)} onClick={() => void registering.drop(clientId)}>{words.dropOne}</button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
