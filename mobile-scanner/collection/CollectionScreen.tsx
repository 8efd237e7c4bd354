import type { CollectorRelation, ScanWithCollector } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { choices, deviceId, profile } from "../device";
import { documentTypes } from "../registration/documents";
import { doubtsOf, emptyDraft, faultsOf, isOrganisation, type FieldName } from "../registration/draft";
import { DocumentFields, goodOf, TextField, type FormPart } from "../registration/Fields";
import { watchIdle } from "../registration/idle";
import { normalised } from "../registration/numberCheck";
import { texts } from "../texts/scanner";
import { collections, scanning } from "../work";

/** The recipient himself needs no form: his is the ordinary delivery scan. */
const relations = ["household", "colleague", "pickupPoint", "other"] as const satisfies readonly CollectorRelation[];

/** Milliseconds the form waits for the server; after that the scan is kept, and goes in the background. */
const limit = 4_000;

/** Who takes this parcel for its recipient: a name, and of a third person his identity. Sent as a delivery scan of its own. */
export function CollectionScreen({ waybill, onClose }: { waybill: string; onClose: () => void }) {
  const words = texts.value.collection, formWords = texts.value.registration;
  const draft = useSignal(emptyDraft);
  const relation = useSignal<(typeof relations)[number]>("household");
  const left = useSignal<ReadonlySet<FieldName>>(new Set());
  const tried = useSignal(false);
  const sending = useSignal(false);
  const problem = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  const isThird = relation.value === "other";
  const documents = documentTypes.value.filter((one) => !isOrganisation(one));

  const wipe = () => (draft.value = emptyDraft);
  useEffect(() => wipe, []);
  useEffect(() => watchIdle(() => {
    if (sending.peek()) return;
    wipe();
    problem.value = texts.peek().registration.idle;
  }), []);

  const asked: readonly FieldName[] = isThird ? ["name", "phone", "idType", "idNumber"] : ["name"];
  const faults = faultsOf(draft.value, documents);
  const wrong = asked.filter((field) => faults[field] !== undefined);
  const part: FormPart = {
    draft,
    documents,
    change: (change) => {
      draft.value = { ...draft.peek(), ...change };
      problem.value = "";
    },
    left: (field) => (left.value = new Set([...left.peek(), field])),
    said: (field) => {
      const fault = faults[field];
      if (fault !== undefined) return tried.value || (left.value.has(field) && fault !== "required") ? { kind: "fault", text: formWords.faults[fault] } : null;
      const doubt = doubtsOf(draft.value, documents, "")[field], good = goodOf(field, draft.value, documents);
      return doubt !== undefined && doubt !== "expired" ? { kind: "doubt", text: formWords.doubts[doubt] } : good === null ? null : { kind: "good", text: good };
    },
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    tried.value = true;
    if (sending.peek()) return;
    if (wrong.length > 0) {
      problem.value = formWords.correct(wrong.length);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const { name, phone, idType, idNumber } = draft.peek(), { carrier, depot } = choices.peek(), userName = profile.peek()?.userName ?? "";
    const scan: ScanWithCollector = {
      scanId: crypto.randomUUID(), carrier, waybillNumber: waybill, depot, device: deviceId(), scannedAt: new Date().toISOString(), kind: "delivery",
      collector: { relation: relation.peek(), name: name.trim(), ...(isThird ? { phone: phone.trim(), idType, idNumber: normalised(idNumber) } : {}) },
    };
    sending.value = true;
    try {
      await collections.add(scan.scanId, userName, new TextEncoder().encode(JSON.stringify(scan)).buffer);
    } catch {
      sending.value = false;
      problem.value = words.notKept;
      return;
    }
    const answer = await collections.send(scan.scanId, limit).catch(() => null);
    sending.value = false;
    if (answer?.kind === "problem" && answer.problem.status === 400) {
      problem.value = words.refused;
      return;
    }
    scanning.answered(scan, answer?.kind === "ok" ? answer.value : null);
    onClose();
  };

  return (
    <main class="registration">
      <header>
        <button type="button" class="square" aria-label={formWords.back} disabled={sending.value} onClick={onClose}><Icon name="back" /></button>
        <div>
          <h1 tabIndex={-1} ref={focusFirst}>{words.title}</h1>
          <p class="quiet">{formWords.waybill(waybill)}</p>
        </div>
      </header>
      <form ref={form} class="registration-form" autocomplete="off" noValidate onSubmit={(event) => void submit(event)}>
        <fieldset disabled={sending.value}>
          <div class="relations" role="group" aria-label={words.relation}>
            {relations.map((one) => <button key={one} type="button" aria-pressed={relation.value === one} onClick={() => (relation.value = one)}>{words.relations[one]}</button>)}
          </div>
          <p class="quiet">{isThird ? words.thirdHint : words.hint}</p>
          {isThird && <DocumentFields part={part} type="idType" number="idNumber" choices={documents} />}
          <TextField part={part} name="name" label={relation.value === "pickupPoint" ? words.pointName : formWords.fields.name} input="text" />
          {isThird && <TextField part={part} name="phone" label={formWords.fields.phone} input="tel" />}
        </fieldset>
        <div class="bottom">
          <p class="problem" role="alert">{problem.value}</p>
          <button type="submit" class="primary" aria-disabled={sending.value}>{sending.value ? words.sending : words.submit}</button>
        </div>
      </form>
    </main>
  );
}
