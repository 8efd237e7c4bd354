import type { CounterRegistration, DocumentType } from "@logistics-screening/web-shared/api/types";
import { isDay, normalised, numberState } from "./numberCheck";

/** What is typed into the form. Lives in the page's memory alone, and in the outbox sealed. */
export interface Draft {
  idType: string;
  idNumber: string;
  name: string;
  phone: string;
  /** As typed: eight digits, with or without something between them. */
  validUntil: string;
  longTerm: boolean;
  responsibleName: string;
  responsibleIdType: string;
  responsibleIdNumber: string;
}

export type FieldName = Exclude<keyof Draft, "longTerm">;
/** Codes; the texts file has words for each. */
export type Fault = "required" | "unfinished" | "shape" | "checkDigit" | "birthDate" | "whole" | "start" | "phone" | "day" | "refused";
export type Doubt = "organisationCode" | "notMobile" | "expired" | "longValid";
export type Faults = Partial<Record<FieldName, Fault>>;

export const longestName = 100;
export const longestPhone = 64;
/** Years ahead beyond which a printed day is more likely a slip of the finger; cards last 20 at most. */
const mostYears = 25;

export const emptyDraft: Draft = {
  idType: "residentId", idNumber: "", name: "", phone: "", validUntil: "", longTerm: false,
  responsibleName: "", responsibleIdType: "residentId", responsibleIdNumber: "",
};

export const isOrganisation = (document: DocumentType | undefined) => document?.rule === "organisation18";
/** A document with a printed end may also say "long-term"; one of fixed validity never does. */
export const mayBeLongTerm = (document: DocumentType | undefined) => document?.validity === "asPrinted";

export function isBlank(draft: Draft): boolean {
  return [draft.idNumber, draft.name, draft.phone, draft.validUntil, draft.responsibleName, draft.responsibleIdNumber].every((text) => text === "") && !draft.longTerm;
}

/** yyyy-mm-dd of what was typed as 20360520, 2036.5.20 or 2036-05-20; null when it is none. */
export function dayOf(typed: string): string | null {
  const text = normalised(typed.replace(/[-.\/年月]/g, ".").replace(/日$/, ""));
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/.exec(text);
  if (parts === null) return null;
  const day = `${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`;
  return isDay(day) ? day : null;
}

/** `wrong` for what the server refuses as well; `other` for a landline or a foreign number, which it may take. */
export function phoneState(typed: string): "empty" | "mobile" | "other" | "wrong" {
  const text = typed.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[ ().\u00a0\u3000-]/g, "");
  if (text === "") return "empty";
  const bare = text.replace(/^(\+86|0086|86(?=1[3-9]\d{9}$))/, "");
  if (/^1[3-9]\d{9}$/.test(bare)) return "mobile";
  // Too long or too short for a mobile number that it begins like: a slip, not a landline.
  if (/^1[3-9]/.test(bare) && !text.startsWith("+")) return "wrong";
  return /^\+?\d{5,17}$/.test(text) ? "other" : "wrong";
}

export function faultsOf(draft: Draft, documents: readonly DocumentType[]): Faults {
  const found: [FieldName, Fault | null][] = [];
  const document = documents.find((type) => type.type === draft.idType);
  found.push(["idType", document === undefined ? "required" : null]);
  if (document !== undefined) found.push(["idNumber", numberFault(document, draft.idNumber)]);
  found.push(["name", nameFault(draft.name)]);
  const phone = phoneState(draft.phone);
  found.push(["phone", phone === "empty" ? "required" : phone === "wrong" ? "phone" : null]);
  if (document?.expires === true && !(mayBeLongTerm(document) && draft.longTerm))
    found.push(["validUntil", draft.validUntil.trim() === "" ? "required" : dayOf(draft.validUntil) === null ? "day" : null]);
  if (isOrganisation(document)) {
    const own = documents.find((type) => type.type === draft.responsibleIdType && !isOrganisation(type));
    found.push(["responsibleName", nameFault(draft.responsibleName)], ["responsibleIdType", own === undefined ? "required" : null]);
    if (own !== undefined) found.push(["responsibleIdNumber", numberFault(own, draft.responsibleIdNumber)]);
  }
  return Object.fromEntries(found.filter(([, fault]) => fault !== null)) as Faults;
}

/** What is worth a second look and never a refusal. `today` is yyyy-mm-dd. */
export function doubtsOf(draft: Draft, documents: readonly DocumentType[], today: string): Partial<Record<FieldName, Doubt>> {
  const document = documents.find((type) => type.type === draft.idType);
  const doubts: Partial<Record<FieldName, Doubt>> = {};
  if (document !== undefined && numberState(document, draft.idNumber).kind === "doubtful") doubts.idNumber = "organisationCode";
  if (phoneState(draft.phone) === "other") doubts.phone = "notMobile";
  const until = draft.longTerm ? null : dayOf(draft.validUntil);
  if (until !== null && until < today) doubts.validUntil = "expired";
  else if (until !== null && Number(until.slice(0, 4)) > Number(today.slice(0, 4)) + mostYears) doubts.validUntil = "longValid";
  return doubts;
}

function numberFault(document: DocumentType, typed: string): Fault | null {
  const state = numberState(document, typed);
  switch (state.kind) {
    case "empty": return "required";
    case "unfinished": return state.missing === null ? "shape" : "unfinished";
    case "wrong": return state.why;
    default: return null;
  }
}

function nameFault(typed: string): Fault | null {
  const name = typed.trim();
  if (name === "") return "required";
  // Waybills hide part of a name, documents do not.
  if (/[*＊]/.test(name)) return "whole";
  return /^[=@+-]/.test(name) ? "start" : null;
}

/** The request, with nothing that does not belong to its document. Call it without faults only. */
export function bodyOf(draft: Draft, documents: readonly DocumentType[], from: { clientId: string; depot: string; device: string }): CounterRegistration {
  const document = documents.find((type) => type.type === draft.idType);
  const until = document?.expires === true && !(mayBeLongTerm(document) && draft.longTerm) ? dayOf(draft.validUntil) : null;
  return {
    ...from,
    idType: draft.idType,
    idNumber: normalised(draft.idNumber),
    name: draft.name.trim(),
    phone: draft.phone.trim(),
    ...(until === null ? {} : { validUntil: until }),
    ...(isOrganisation(document)
      ? { responsibleName: draft.responsibleName.trim(), responsibleIdType: draft.responsibleIdType, responsibleIdNumber: normalised(draft.responsibleIdNumber) }
      : {}),
  };
}

/** The form as it was when the request was made. */
export function draftOf(body: CounterRegistration): Draft {
  return {
    ...emptyDraft,
    idType: body.idType,
    idNumber: body.idNumber,
    name: body.name,
    phone: body.phone,
    validUntil: body.validUntil ?? "",
    longTerm: body.validUntil === undefined,
    responsibleName: body.responsibleName ?? "",
    responsibleIdType: body.responsibleIdType ?? emptyDraft.responsibleIdType,
    responsibleIdNumber: body.responsibleIdNumber ?? "",
  };
}
