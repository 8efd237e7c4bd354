import type { DocumentType } from "@logistics-screening/web-shared/api/types";
import { say } from "@logistics-screening/web-shared/texts/language";
import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { texts } from "../texts/scanner";
import { dayOf, isOrganisation, longestName, longestPhone, mayBeLongTerm, type Draft, type FieldName } from "./draft";
import { Field, tied, unremembered, type Said } from "./Field";
import { longestNumber, normalised, numberState } from "./numberCheck";

export interface FormPart {
  draft: Signal<Draft>;
  documents: readonly DocumentType[];
  change: (change: Partial<Draft>) => void;
  /** After the courier has left a field, its mistakes are shown. */
  left: (field: FieldName) => void;
  said: (field: FieldName) => Said | null;
}

/** Digits and a last X: the digit keyboard has no X, so it stands beside the field. */
const cardRules: readonly string[] = ["residentId18", "residencePermit18"];
const cardLength = 18;

/** A document and its number, checked while it is typed: the sender's, or the responsible person's of an organisation. */
export function DocumentFields({ part, type, number, choices }: { part: FormPart; type: "idType" | "responsibleIdType"; number: "idNumber" | "responsibleIdNumber"; choices: readonly DocumentType[] }) {
  const words = texts.value.registration;
  const draft = part.draft.value;
  const field = useRef<HTMLInputElement>(null);
  const document = choices.find((one) => one.type === draft[type]);
  const card = document !== undefined && cardRules.includes(document.rule);
  const counted = card || isOrganisation(document);
  const length = normalised(draft[number]).length;
  return (
    <>
      <Field id={type} label={words.fields[type]} said={part.said(type)}>
        <select {...tied(type, part.said(type))} autocomplete="off" value={draft[type]} onChange={(event) => part.change({ [type]: event.currentTarget.value })}>
          {choices.map((one) => <option key={one.type} value={one.type}>{say(one.name)}</option>)}
        </select>
      </Field>
      <Field id={number} label={words.fields[number]} said={part.said(number)} {...(counted && length > 0 ? { count: `${length}/${cardLength}` } : {})}>
        <input
          {...tied(number, part.said(number))}
          {...unremembered}
          ref={field}
          class="mono"
          inputMode={card ? "numeric" : "text"}
          autocapitalize="characters"
          maxLength={longestNumber}
          value={draft[number]}
          onInput={(event) => part.change({ [number]: event.currentTarget.value })}
          onBlur={() => part.left(number)}
        />
        {card && (
          <button type="button" class="square" aria-label={words.letterX} disabled={length !== cardLength - 1} onClick={() => { part.change({ [number]: `${draft[number]}X` }); field.current?.focus(); }}>X</button>
        )}
      </Field>
    </>
  );
}

export function TextField({ part, name, label, input }: { part: FormPart; name: "name" | "phone" | "responsibleName"; label: string; input: "text" | "tel" }) {
  return (
    <Field id={name} label={label} said={part.said(name)}>
      <input
        {...tied(name, part.said(name))}
        {...unremembered}
        inputMode={input}
        autocapitalize="off"
        maxLength={input === "tel" ? longestPhone : longestName}
        value={part.draft.value[name]}
        onInput={(event) => part.change({ [name]: event.currentTarget.value })}
        onBlur={() => part.left(name)}
      />
    </Field>
  );
}

/** Eight digits as they are printed: quicker with one thumb than a calendar ten years ahead. */
export function ValidityField({ part, document }: { part: FormPart; document: DocumentType }) {
  const words = texts.value.registration;
  const { validUntil, longTerm } = part.draft.value;
  const long = mayBeLongTerm(document);
  return (
    <Field id="validUntil" label={words.fields.validUntil} said={part.said("validUntil")}>
      <input
        {...tied("validUntil", part.said("validUntil"))}
        {...unremembered}
        enterkeyhint="done"
        inputMode="numeric"
        placeholder={words.dayExample}
        maxLength={longestNumber}
        disabled={long && longTerm}
        value={long && longTerm ? "" : validUntil}
        onInput={(event) => part.change({ validUntil: event.currentTarget.value })}
        onBlur={() => part.left("validUntil")}
      />
      {long && <button type="button" class="toggle" aria-pressed={longTerm} onClick={() => part.change({ longTerm: !longTerm })}>{words.longTerm}</button>}
    </Field>
  );
}

/** What a field that has no mistake may say for itself. */
export function goodOf(field: FieldName, draft: Draft, documents: readonly DocumentType[]): string | null {
  const words = texts.value.registration.good;
  if (field === "idNumber" || field === "responsibleIdNumber") {
    const document = documents.find((one) => one.type === (field === "idNumber" ? draft.idType : draft.responsibleIdType));
    const state = document === undefined ? null : numberState(document, draft[field]);
    if (state?.kind !== "good") return null;
    return state.born === null ? words.number : words.born(state.born);
  }
  const day = field === "validUntil" && !draft.longTerm ? dayOf(draft.validUntil) : null;
  return day === null ? null : words.until(day);
}
