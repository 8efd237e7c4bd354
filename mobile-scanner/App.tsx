import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { SignIn } from "@logistics-screening/web-shared/components/SignIn";
import { resumeSession, session } from "@logistics-screening/web-shared/session";
import { language } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { choices, profile, rememberProfile } from "./device";
import { ScanScreen } from "./ScanScreen";
import { Settings } from "./Settings";
import { texts } from "./texts/scanner";
import { scanning } from "./work";

/** Milliseconds the start waits for the server before it goes on with the last courier of this phone. */
const startLimit = 2_000;

export function App() {
  const settings = useSignal(false);
  useEffect(() => {
    void resumeSession(startLimit);
    void scanning.refresh();
  }, []);
  useSignalEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    if (session.value.kind === "signedIn") rememberProfile(session.value.session);
    if (session.value.kind === "unreachable") scanning.online.value = false;
    // Opened when something is missing; closed only by the courier, so that he sees what is set.
    if (choices.value.carrier === "" || choices.value.depot === "") settings.value = true;
  });
  const state = session.value;
  if (state.kind === "unknown") return <Notice icon="waiting" title={shared.value.loading} />;
  if (state.kind === "signedOut") return <><SignIn subtitle={texts.value.subtitle} /><KeptHere /></>;
  if (profile.value === null) {
    if (state.kind === "signedIn") return null;
    return (
      <Notice icon="broken" title={texts.value.server.unreachable}>
        <p>{texts.value.server.unreachableHint}</p>
        <button type="button" onClick={() => void resumeSession()}>{shared.value.retry}</button>
      </Notice>
    );
  }
  if (settings.value) return <Settings onDone={() => (settings.value = false)} />;
  return <ScanScreen onSettings={() => (settings.value = true)} />;
}

/** Beside the sign-in: nothing scanned so far is lost. */
function KeptHere() {
  const waiting = scanning.pending.value.filter((kept) => kept.refusal === null).length;
  return waiting === 0 ? null : <p class="kept-here" role="status">{texts.value.outbox.keptHere(waiting)}</p>;
}
