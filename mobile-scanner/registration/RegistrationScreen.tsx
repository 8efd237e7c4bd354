import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { shortTime } from "@logistics-screening/web-shared/format";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { choices, deviceId, profile } from "../device";
import { texts } from "../texts/scanner";
import { keepFlushing, registering } from "../work";
import { documentTypes, loadDocumentTypes, wantsPhoto } from "./documents";
import { bodyOf, draftOf, emptyDraft, isBlank } from "./draft";
import { watchIdle } from "./idle";
import { PhotoOfDocument } from "./PhotoOfDocument";
import type { Sending } from "./registering";
import { RegistrationForm } from "./RegistrationForm";
import type { Refusal } from "./RegistrationOutbox";

/** What the form was opened for. */
export interface Errand {
  /** The parcel at hand, shown and never sent. */
  waybill: string | null;
  /** A record the server did not take, to be opened again. */
  corrects: { clientId: string; refusal: Refusal } | null;
}

type Phase = { kind: "form" } | { kind: "sending" } | Exclude<Sending, { kind: "refused" | "notKept" }>;

export function RegistrationScreen({ errand, onClose }: { errand: Errand; onClose: (next: "back" | "scan") => void }) {
  const words = texts.value.registration;
  const draft = useSignal(emptyDraft);
  const phase = useSignal<Phase>({ kind: "form" });
  const problem = useSignal("");
  const refusal = useSignal<Refusal | null>(null);
  /** The refused record that the next one takes the place of. */
  const replaces = useSignal(errand.corrects?.clientId ?? null);
  /** The registration that was sent last, which a picture may belong to. */
  const sent = useSignal("");
  const userName = profile.value?.userName ?? "";

  useEffect(keepFlushing, []);
  useEffect(() => void loadDocumentTypes(), []);

  // What was typed ends with the form, however that ends; the page drops it, and the browser frees it in its own time.
  const wipe = () => {
    draft.value = emptyDraft;
    refusal.value = null;
    problem.value = "";
  };
  useEffect(() => wipe, []);
  useEffect(() => watchIdle(() => {
    if (phase.peek().kind !== "form" || isBlank(draft.peek())) return;
    wipe();
    replaces.value = null;
    problem.value = texts.peek().registration.idle;
  }), []);

  useEffect(() => {
    const { corrects } = errand;
    if (corrects === null) return;
    let gone = false;
    void registering.open(corrects.clientId, userName).then((body) => {
      if (gone) return;
      if (body === null) problem.value = texts.peek().registration.refusals.unreadable;
      else {
        draft.value = draftOf(body);
        refusal.value = corrects.refusal;
      }
    });
    return () => void (gone = true);
  }, []);

  const submit = async () => {
    const { depot } = choices.peek();
    const body = bodyOf(draft.peek(), documentTypes.peek(), { clientId: crypto.randomUUID(), depot, device: deviceId() });
    phase.value = { kind: "sending" };
    sent.value = body.clientId;
    const sending = await registering.submit(body, userName, errand.waybill, replaces.peek());
    if (sending.kind === "refused") {
      replaces.value = sending.clientId;
      phase.value = { kind: "form" };
      refusal.value = sending.refusal;
    } else if (sending.kind === "notKept") {
      phase.value = { kind: "form" };
      problem.value = texts.peek().registration.notKept;
    } else {
      wipe();
      phase.value = sending;
    }
  };

  const state = phase.value;
  if (state.kind !== "form" && state.kind !== "sending") return <Ended state={state} clientId={sent.value} waybill={errand.waybill} onGo={() => onClose(errand.waybill === null ? "scan" : "back")} />;
  return (
    <main class="registration">
      <header>
        <button type="button" class="square" aria-label={words.back} disabled={state.kind === "sending"} onClick={() => onClose("back")}><Icon name="back" /></button>
        <div>
          <h1 tabIndex={-1} ref={focusFirst}>{errand.corrects === null ? words.title : words.titleAgain}</h1>
          {errand.waybill !== null && <p class="quiet">{words.waybill(errand.waybill)}</p>}
        </div>
      </header>
      {documentTypes.value.length === 0 ? (
        <Notice icon="broken" title={words.noDocuments}>
          <p>{words.noDocumentsHint}</p>
          <button type="button" onClick={() => void loadDocumentTypes()}>{shared.value.retry}</button>
        </Notice>
      ) : (
        <RegistrationForm draft={draft} refusal={refusal} problem={problem} sending={state.kind === "sending"} onSubmit={() => void submit()} />
      )}
    </main>
  );
}

/** Registered, or safe on this phone: either way the parcel is next; one that was scanned already is not scanned again. */
function Ended({ state, clientId, waybill, onGo }: { state: Exclude<Phase, { kind: "form" | "sending" }>; clientId: string; waybill: string | null; onGo: () => void }) {
  const words = texts.value.registration;
  const done = state.kind === "registered";
  const hint = state.kind === "registered" ? (waybill === null ? words.registeredHint : words.registeredGoOn) : state.kind === "kept" ? words.keptHint : words.waitsHint(shortTime(state.until, new Date()));
  return (
    <main class={`registration ended ${done ? "done" : "kept"}`} data-ended={state.kind}>
      <div class="ending">
        <Icon name={done ? "done" : "waiting"} />
        <h1 tabIndex={-1} ref={focusFirst}>{done ? words.registered : words.kept}</h1>
        <p>{hint}</p>
        {waybill !== null && <p class="code">{waybill}</p>}
        {wantsPhoto.value && <PhotoOfDocument clientId={clientId} />}
      </div>
      <div class="bottom"><button type="button" class="primary" onClick={onGo}>{waybill === null ? words.scan : words.goOn}</button></div>
    </main>
  );
}
