/**
 * The server's JSON, as far as the two apps read it. Kept by hand because no generator for the OpenAPI document runs on
 * this compiler version; tests/browser/contract.test.ts compares the names with the document the server serves.
 */

/** A text the server keeps in both languages. */
export interface LocalizedText {
  zh: string;
  en: string;
}

export type Role = "courier" | "supervisor" | "areaManager" | "analyst" | "compliance" | "administrator";
export type Audience = "depot" | "region" | "compliance";
export type Severity = "info" | "low" | "medium" | "high" | "critical";
export type Lane = "green" | "yellow" | "red" | "hold";
export type AlertState = "open" | "acknowledged" | "released" | "held";

export interface Unit {
  code: string;
  name: LocalizedText;
  kind: string;
}

export interface Session {
  userName: string;
  displayName: string;
  roles: Role[];
  /** Where the user belongs. */
  units: Unit[];
  /** Open depots the user may scan or act at. */
  depots: Unit[];
  csrfToken: string | null;
}

export interface AlertSummary {
  id: string;
  depot: string;
  audience: Audience;
  /** Counts up without gaps within one (depot, audience). */
  sequence: number;
  type: string;
  typeText: LocalizedText;
  severity: Severity;
  lane: Lane;
  state: AlertState;
  carrier: string;
  waybillNumber: string;
  raisedAt: string;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
  version: number;
  headline: LocalizedText;
}

/** The last sequence number given out in one stream. */
export interface StreamPosition {
  depot: string;
  audience: Audience;
  sequence: number;
}

export interface AlertPage {
  items: AlertSummary[];
  streams: StreamPosition[];
}

export interface Finding {
  check: string;
  code: string;
  severity: Severity;
  party: string | null;
  /** Path into the waybill: `items[0].description`, `sender.name`, `remarks`. */
  field: string | null;
  text: string | null;
  /** UTF-16 code units of that field's text. */
  start: number | null;
  length: number | null;
  explanation: LocalizedText;
  legalBasis: string | null;
  entry: string | null;
  /** What the entry stands for; null for entries of the risk list. */
  word: FindingWord | null;
  score: number | null;
  tier: string | null;
}

/** A row of the legal-basis table; unverified ones are to be confirmed by the operator. */
export interface LegalBasis {
  id: string;
  law: LocalizedText;
  revision: string;
  article: string;
  summary: LocalizedText;
  verified: boolean;
}

/** A word of the lexicon, of the prohibited goods or of the vague words. */
export interface FindingWord {
  term: string;
  tier: string | null;
  reason: string | null;
  source: string;
}

export interface Party {
  name: string | null;
  phone: string | null;
  address: string | null;
}

export interface DeclaredItem {
  description: string;
  nature: string | null;
  quantity: number | null;
  unit: string | null;
  /** Grams of the whole line. */
  weight: number | null;
  value: string | null;
  currency: string | null;
}

export interface AlertWaybill {
  waybillId: string | null;
  number: string;
  carrier: string;
  sender: Party | null;
  recipient: Party | null;
  collector: Party | null;
  items: DeclaredItem[];
  remarks: string | null;
  weight: number | null;
  pieces: number | null;
  createdAt: string | null;
}

export interface AlertDecision {
  id: string;
  decidedAt: string;
  lane: Lane;
  instruction: string;
  policyVersion: string;
  listVersion: string;
  engineVersion: string;
  decisionHash: string;
}

export interface AlertHistoryEntry {
  at: string;
  /** Null for what happened to the parcel without anybody acting on the alert. */
  by: string | null;
  action: string;
  note: string | null;
}

/** The document that went to the authority. */
export interface AlertReferral {
  id: string;
  reference: string;
  at: string;
  by: string;
}

export interface AlertDetail extends AlertSummary {
  waybill: AlertWaybill | null;
  decision: AlertDecision | null;
  findings: Finding[];
  history: AlertHistoryEntry[];
  next: LocalizedText | null;
  /** Null also for those who may not see referrals. */
  referral: AlertReferral | null;
}

export interface RevealedParties {
  sender: Party | null;
  recipient: Party | null;
  agent: Party | null;
  collector: RevealedCollector | null;
}

export type CollectorRelation = "recipient" | "household" | "colleague" | "pickupPoint" | "other";

/** Who took the parcel for its recipient. */
export interface RevealedCollector {
  relation: CollectorRelation;
  name: string;
  phone: string | null;
  idType: string | null;
  idNumber: string | null;
}

export interface Referral {
  id: string;
  reference: string;
  state: string;
  alertId?: string | null;
  waybillNumber?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
}

export type PartyRole = "sender" | "recipient" | "agent" | "collector";

/** Somebody looked and said: this person is not that list entry. The person is masked. */
export interface Suppression {
  id: string;
  entryId: string;
  state: "inForce" | "ended";
  person: { party: PartyRole; name: string; phone: string };
  knownBy: "document" | "phone";
  reason: string;
  author: string;
  createdAt: string;
  /** The last day at China's offset, yyyy-mm-dd. */
  until: string;
  decisionId: string;
  /** Null when nobody ended it before its last day. */
  endedAt: string | null;
  endedBy: string | null;
  endReason: string | null;
}

export interface SuppressionPage {
  items: Suppression[];
  next: string | null;
}

/** A finding of a decision that is set aside today. */
export interface SetAsideFinding {
  entryId: string;
  party: PartyRole;
  field: string;
  suppression: Suppression;
}

export type ScanKind = "acceptance" | "departure" | "depot" | "handover" | "delivery" | "return" | "forward" | "cancelled";

export interface Scan {
  scanId: string;
  carrier: string;
  waybillNumber: string;
  depot: string;
  device: string;
  scannedAt: string;
  kind: ScanKind;
}

/** A delivery scan that says who took the parcel for its recipient; phone and document of a third person alone. */
export interface ScanWithCollector extends Scan {
  collector: { relation: CollectorRelation; name: string; phone?: string; idType?: string; idNumber?: string };
}

/** What a courier may know. Reasons are not part of it. */
export type Shown = "green" | "yellow" | "red" | "refuse";

export interface ScanAnswer {
  scanId: string;
  decisionId: string;
  shown: Shown;
  instruction: LocalizedText & { code: string };
}

/** How a document number is checked beyond its pattern; an unknown rule is the server's alone. */
export type NumberRule = "pattern" | "residentId18" | "residencePermit18" | "permanentResident18" | "organisation18";

/** A document a sender may show. */
export interface DocumentType {
  type: string;
  name: LocalizedText;
  rule: NumberRule;
  /** Of the whole number, narrow, upper case, without spaces and hyphens. */
  pattern: string;
  /** "asPrinted", "none", or a duration from issue such as P3M. */
  validity: string;
  expires: boolean;
}

/** A first-time sender as the courier read him off his document. */
export interface CounterRegistration {
  /** Made by the device: the same again gives the same answer. */
  clientId: string;
  depot: string;
  device: string;
  idType: string;
  idNumber: string;
  name: string;
  phone: string;
  /** yyyy-mm-dd; absent for a document that never ends. */
  validUntil?: string;
  /** Of an organisation. */
  responsibleName?: string;
  responsibleIdType?: string;
  responsibleIdNumber?: string;
}

/** Only that it is stored; anything more would tell whether the document was known. */
export interface CounterAnswer {
  clientId: string;
}

/** RFC 9457, with the field reasons the contract adds. */
export interface Problem {
  status: number;
  title: string;
  detail: string | null;
  /** The same for people, in both languages. */
  text: LocalizedText | null;
  errors: Record<string, string[]>;
  /** Seconds after which the same may be asked again. */
  retryAfter?: number;
  /** Of a scan whose number is not known: what to do with the parcel all the same. */
  shown?: Shown;
  instruction?: LocalizedText & { code: string };
}

export type InspectionResult = "nothingFound" | "found" | "refused";

export type FoundKind = "wildlife" | "prohibited" | "undeclared";

export type AssessmentBasis = "estimated" | "confirmed" | "notWildlife";

/** As a device records it. */
export interface InspectionReport {
  inspectionId: string;
  scanId: string;
  depot: string;
  device: string;
  startedAt: string;
  endedAt: string;
  result: InspectionResult;
  photos: number;
  mark?: string;
  found?: { kind: FoundKind; description: string; quantity: number }[];
}

/** A found thing with the latest word on its value. */
export interface Find {
  id: string;
  kind: FoundKind;
  species: string | null;
  /** Null once the parcel's data were erased. */
  description: string | null;
  quantity: number;
  unit: string | null;
  /** Grams. */
  weight: number | null;
  basis: AssessmentBasis | null;
  /** Yuan as a decimal string. */
  value: string | null;
  source: string | null;
  assessedBy: string | null;
  assessedAt: string | null;
}

export interface Inspection {
  id: string;
  decisionId: string | null;
  depot: string;
  by: string;
  startedAt: string;
  endedAt: string;
  result: InspectionResult;
  photos: number;
  mark: string | null;
  found: Find[];
}

export interface InspectionList {
  items: Inspection[];
}

/** Counts of one account's records between two days. */
export interface CourierRow {
  conduct: {
    userId: string;
    userName: string;
    accepted: number;
    red: number;
    redNotInspected: number;
    control: number;
    controlNotInspected: number;
    inspections: number;
    nothingFound: number;
    tooFast: number;
    redInspections: number;
    withoutPhotos: number;
    refused: number;
    registered: number;
    sameDocument: number;
  };
  signals: { code: string; text: LocalizedText }[];
}

export interface CourierInsights {
  from: string;
  to: string;
  fastSeconds: number;
  couriers: CourierRow[];
  depots: { depot: string; parcels: number; notScannedAtAcceptance: number }[];
}

/** What the operator wants at the counter. */
export interface CounterRules {
  photo: boolean;
}
