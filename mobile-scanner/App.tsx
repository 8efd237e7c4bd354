import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { SignIn } from "@logistics-screening/web-shared/components/SignIn";
import { resumeSession, session } from "@logistics-screening/web-shared/session";
import { language } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CollectionScreen } from "./collection/CollectionScreen";
import { InspectionScreen } from "./inspection/InspectionScreen";
import { choices, profile, rememberProfile } from "./device";
import { loadDocumentTypes } from "./registration/documents";
import { RegistrationScreen, type Errand } from "./registration/RegistrationScreen";
import type { Card } from "./scanning";
import { ScanScreen } from "./ScanScreen";
import { Settings } from "./Settings";
import { texts } from "./texts/scanner";
import { refreshSealed, registering, scanning, sealedPending } from "./work";

/** Milliseconds the start waits for the server before it goes on with the last courier of this phone. */
const startLimit = 2_000;

export function App() {
  const settings = useSignal(false);
  const errand = useSignal<Errand | null>(null);
  /** The parcel that somebody else takes. */
  const collecting = useSignal<string | null>(null);
  const inspecting = useSignal<Card | null>(null);
  useEffect(() => {
    void resumeSession(startLimit);
    void scanning.refresh();
    void registering.refresh();
    void refreshSealed();
  }, []);
  useSignalEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    if (session.value.kind === "signedIn") {
      rememberProfile(session.value.session);
      // While there is a network, for the form that is needed where there is none.
      void loadDocumentTypes();
    }
    // Who signs in next starts at his own work.
    if (session.value.kind === "signedOut") errand.value = collecting.value = inspecting.value = null;
    if (session.value.kind === "unreachable") scanning.online.value = false;
    // Opened when something is missing; closed only by the courier, so that he sees what is set.
    if (choices.value.carrier === "" || choices.value.depot === "") settings.value = true;
  });
  const close = (next: "back" | "scan") => {
    // What was said of the last parcel is not to be taken for what will be said of the next.
    if (next === "scan") scanning.putAside();
    errand.value = null;
  };
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
  if (errand.value !== null) return <RegistrationScreen errand={errand.value} onClose={close} />;
  if (collecting.value !== null) return <CollectionScreen waybill={collecting.value} onClose={() => (collecting.value = null)} />;
  if (inspecting.value !== null) return <InspectionScreen card={inspecting.value} onClose={() => (inspecting.value = null)} />;
  return <ScanScreen onInspect={(card) => (inspecting.value = card)} onSettings={() => (settings.value = true)} onRegister={(next) => (errand.value = next)} onCollect={(waybill) => (collecting.value = waybill)} />;
}

/** Beside the sign-in: nothing scanned so far is lost. */
function KeptHere() {
  const scans = scanning.pending.value.filter((kept) => kept.refusal === null).length;
  const registrations = registering.pending.value.filter((kept) => kept.refusal === null).length;
  const records = sealedPending.value.length;
  if (scans + registrations + records === 0) return null;
  return (
    <div class="kept-here" role="status">
      {scans > 0 && <p>{texts.value.outbox.keptHere(scans)}</p>}
      {registrations > 0 && <p>{texts.value.registration.keptHere(registrations)}</p>}
      {records > 0 && <p>{texts.value.outbox.recordsHere(records)}</p>}
    </div>
  );
}
