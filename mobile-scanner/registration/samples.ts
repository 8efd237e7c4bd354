import type { DocumentType } from "@logistics-screening/web-shared/api/types";
import type { Draft } from "./draft";
import { emptyDraft } from "./draft";

/** Rows of document_types.csv, one for each rule. */
const row = (type: string, rule: DocumentType["rule"], pattern: string, validity: string): DocumentType => ({ type, name: { zh: type, en: type }, rule, pattern, validity, expires: validity !== "none" });

export const documents: readonly DocumentType[] = [
  row("residentId", "residentId18", "^[1-9][0-9]{16}[0-9X]$", "asPrinted"),
  row("temporaryId", "residentId18", "^[1-9][0-9]{16}[0-9X]$", "P3M"),
  row("permanentResidentCard", "permanentResident18", "^(9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12})$", "asPrinted"),
  row("passport", "pattern", "^[A-Z0-9]{5,20}$", "asPrinted"),
  row("military", "pattern", "^[0-9A-Z一-鿿]{5,20}$", "asPrinted"),
  row("organisation", "organisation18", "^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$", "none"),
];

export const documentOf = (type: string): DocumentType => documents.find((one) => one.type === type)!;

export const person: Draft = { ...emptyDraft, idNumber: "11010519491231002X", name: "演示人", phone: "13900000777", validUntil: "20360520" };

export const organisation: Draft = {
  ...emptyDraft, idType: "organisation", idNumber: "91350100M000100Y43", name: "演示有限公司", phone: "13900000778",
  responsibleName: "演示人", responsibleIdType: "passport", responsibleIdNumber: "e1234567",
};
