import type { ScanKind } from "@logistics-screening/web-shared/api/types";
import { LanguageSwitch } from "@logistics-screening/web-shared/components/LanguageSwitch";
import { signOut } from "@logistics-screening/web-shared/session";
import { say } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { choices, choose, forgetProfile, profile } from "./device";
import { texts } from "./texts/scanner";

const leave = async () => {
  await signOut();
  forgetProfile();
};

/** Chosen once per phone; `onDone` is offered only when nothing is missing. */
export function Settings({ onDone }: { onDone: () => void }) {
  const words = texts.value.settings;
  const { carrier, depot, kind, sound } = choices.value;
  const missing = carrier === "" || depot === "";
  const depots = profile.value?.depots ?? [];
  return (
    <main class="settings">
      <h1>{words.title}</h1>
      <fieldset>
        <legend>{words.carrier}</legend>
        <div class="tiles">
          {Object.entries(texts.value.carriers).map(([code, name]) => (
            <button key={code} type="button" data-carrier={code} aria-pressed={carrier === code} onClick={() => choose({ carrier: code })}>{name}</button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.depot}</legend>
        {depots.length > 0 ? (
          <div class="tiles wide">
            {depots.map((unit) => (
              <button key={unit.code} type="button" data-depot={unit.code} aria-pressed={depot === unit.code} onClick={() => choose({ depot: unit.code })}>
                {say(unit.name)} <span class="quiet">{unit.code}</span>
              </button>
            ))}
          </div>
        ) : (
          <input aria-label={words.depotCode} placeholder={words.depotCode} value={depot} onInput={(event) => choose({ depot: event.currentTarget.value.trim().toUpperCase() })} />
        )}
      </fieldset>
      <fieldset>
        <legend>{words.kind}</legend>
        <div class="tiles">
          {Object.entries(texts.value.kinds).map(([code, name]) => (
            <button key={code} type="button" data-kind={code} aria-pressed={kind === code} onClick={() => choose({ kind: code as ScanKind })}>{name}</button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.sound}</legend>
        <div class="tiles">
          <button type="button" aria-pressed={sound} onClick={() => choose({ sound: true })}>{words.soundOn}</button>
          <button type="button" aria-pressed={!sound} onClick={() => choose({ sound: false })}>{words.soundOff}</button>
        </div>
      </fieldset>
      <div class="account">
        <span>{words.account} {profile.value?.displayName}</span>
        <LanguageSwitch />
        <button type="button" class="plain" onClick={() => void leave()}>{shared.value.signOut}</button>
      </div>
      {profile.value?.courier === false && <p class="problem">{words.noCourier}</p>}
      <div class="bottom"><button type="button" class="primary" disabled={missing} onClick={onDone}>{missing ? words.missing : words.done}</button></div>
    </main>
  );
}
