import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { say } from "@logistics-screening/web-shared/texts/language";
import { texts } from "../texts/scanner";
import { doubtsOf, faultsOf, isOrganisation, type Draft, type FieldName, type Faults } from "./draft";
import { documentTypes } from "./documents";
import type { Said } from "./Field";
import { DocumentFields, goodOf, TextField, ValidityField, type FormPart } from "./Fields";
import type { Refusal } from "./RegistrationOutbox";

/** yyyy-mm-dd of this phone's day. */
const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** Faults that no further digit can mend: said while the number is still being typed. */
const certain: readonly string[] = ["shape", "checkDigit", "birthDate"];

export function wordsOfRefusal(refusal: Refusal): string {
  const words = texts.value.registration.refusals;
  if (refusal.kind === "fields" && refusal.fields.includes("depot")) return words.depot;
  return say(refusal.text) || words[refusal.kind];
}

/** @param refusal what the server said of the same contents; a field it named is marked until it is changed. */
export function RegistrationForm({ draft, refusal, problem, sending, onSubmit }: {
  draft: Signal<Draft>;
  refusal: Signal<Refusal | null>;
  problem: Signal<string>;
  sending: boolean;
  onSubmit: () => void;
}) {
  const words = texts.value.registration;
  const documents = documentTypes.value;
  const seen = useSignal<ReadonlySet<FieldName>>(new Set());
  const changed = useSignal<ReadonlySet<FieldName>>(new Set());
  /** After a try to send, empty fields count as mistakes too. */
  const tried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const value = draft.value;
  const document = documents.find((one) => one.type === value.idType);
  const faults = allFaults();
  const doubts = doubtsOf(value, documents, today());

  function allFaults(): Faults {
    const refused = (refusal.value?.fields ?? []).filter((field) => !changed.value.has(field as FieldName) && field in value);
    return { ...Object.fromEntries(refused.map((field) => [field, "refused"])), ...faultsOf(value, documents) };
  }

  const part: FormPart = {
    draft,
    documents,
    change: (change) => {
      draft.value = { ...draft.peek(), ...change };
      const touched = Object.keys(change) as FieldName[];
      changed.value = new Set([...changed.peek(), ...touched]);
      // Being typed again, it is judged again when it is left.
      seen.value = new Set([...seen.peek()].filter((field) => !touched.includes(field)));
      problem.value = "";
      // Another document asks for other fields, which nobody has passed over yet.
      if (change.idType !== undefined) tried.value = false;
    },
    left: (field) => (seen.value = new Set([...seen.peek(), field])),
    said: (field): Said | null => {
      const fault = faults[field];
      const number = field === "idNumber" || field === "responsibleIdNumber";
      // For a pattern without a check, a number that does not fit may only be too short yet.
      const live = number && fault !== undefined && certain.includes(fault) && (fault !== "shape" || isCertain(field));
      if (fault !== undefined && (fault === "refused" || live || (seen.value.has(field) && (tried.value || fault !== "required")))) return { kind: "fault", text: words.faults[fault] };
      if (fault !== undefined) return null;
      const doubt = doubts[field];
      if (doubt !== undefined) return { kind: "doubt", text: words.doubts[doubt] };
      const good = goodOf(field, value, documents);
      return good === null ? null : { kind: "good", text: good };
    },
  };

  function isCertain(field: "idNumber" | "responsibleIdNumber"): boolean {
    const of = documents.find((one) => one.type === (field === "idNumber" ? value.idType : value.responsibleIdType));
    return of !== undefined && of.rule !== "pattern" && of.rule !== "permanentResident18";
  }

  // The server's word on a field brings the thumb there, as a mistake found here does.
  useEffect(() => {
    if (refusal.value === null) return;
    changed.value = new Set();
    focusFault();
  }, [refusal.value]);

  const focusFault = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());

  const submit = (event: Event) => {
    event.preventDefault();
    if (sending) return;
    tried.value = true;
    const open = Object.keys(faultsOf(draft.peek(), documents)) as FieldName[];
    seen.value = new Set([...seen.peek(), ...open]);
    const count = open.length;
    problem.value = count === 0 ? "" : texts.peek().registration.correct(count);
    if (count === 0) onSubmit();
    else focusFault();
  };

  /** "Next" on the keyboard goes to the next field; only in the last one it is the end. */
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const fields = [...(form.current?.querySelectorAll<HTMLElement>("input:not(:disabled), select") ?? [])];
    const next = fields[fields.indexOf(event.target) + 1];
    if (next === undefined) form.current?.requestSubmit();
    else next.focus();
  };

  const organisation = isOrganisation(document);
  return (
    <form ref={form} class="registration-form" autocomplete="off" noValidate onSubmit={submit} onKeyDown={onKey}>
      <fieldset disabled={sending}>
        <DocumentFields part={part} type="idType" number="idNumber" choices={documents} />
        <TextField part={part} name="name" label={organisation ? words.fields.organisationName : words.fields.name} input="text" />
        <TextField part={part} name="phone" label={words.fields.phone} input="tel" />
        {document?.expires === true && <ValidityField part={part} document={document} />}
      </fieldset>
      {organisation && (
        <fieldset disabled={sending}>
          <legend>{words.fields.responsible}</legend>
          <TextField part={part} name="responsibleName" label={words.fields.responsibleName} input="text" />
          <DocumentFields part={part} type="responsibleIdType" number="responsibleIdNumber" choices={documents.filter((one) => !isOrganisation(one))} />
        </fieldset>
      )}
      <div class="bottom">
        <p class="problem" role="alert">{problem.value || (refusal.value !== null && changed.value.size === 0 ? wordsOfRefusal(refusal.value) : "")}</p>
        <button type="submit" class="primary" aria-disabled={sending}>{sending ? words.sending : words.submit}</button>
      </div>
    </form>
  );
}
