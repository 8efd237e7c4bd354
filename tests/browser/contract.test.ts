import type {
  AlertDetail, AlertPage, AlertSummary, CounterAnswer, CounterRules, CourierInsights, DocumentType, InspectionList, LegalBasis, LocalizedText, Referral, RevealedParties, ScanAnswer,
  Session, SetAsideFinding, Suppression,
} from "../../src/WebShared/api/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestServer } from "./server";

/** The field names of a type with those of the objects in it; null ends a branch. The compiler keeps it complete. */
type Shape<T> = {
  [Field in keyof Required<T>]: Fields<NonNullable<T[Field]>>;
};
type Fields<T> = T extends readonly (infer Element)[] ? Fields<Element> : T extends object ? Shape<T> : null;

const text: Shape<LocalizedText> = { zh: null, en: null };
const party = { name: null, phone: null, address: null };
const unit = { code: null, name: text, kind: null };
const summary: Shape<AlertSummary> = {
  id: null, depot: null, audience: null, sequence: null, type: null, typeText: text, severity: null, lane: null, state: null, carrier: null,
  waybillNumber: null, raisedAt: null, acknowledgedBy: null, acknowledgedAt: null, version: null, headline: text,
};
const session: Shape<Session> = { userName: null, displayName: null, roles: null, units: unit, depots: unit, csrfToken: null };
const page: Shape<AlertPage> = { items: summary, streams: { depot: null, audience: null, sequence: null } };
const detail: Shape<AlertDetail> = {
  ...summary,
  waybill: {
    waybillId: null, number: null, carrier: null, sender: party, recipient: party, collector: party, remarks: null, weight: null, pieces: null, createdAt: null,
    items: { description: null, nature: null, quantity: null, unit: null, weight: null, value: null, currency: null },
  },
  decision: { id: null, decidedAt: null, lane: null, instruction: null, policyVersion: null, listVersion: null, engineVersion: null, decisionHash: null },
  findings: {
    check: null, code: null, severity: null, party: null, field: null, text: null, start: null, length: null, explanation: text, legalBasis: null,
    entry: null, word: { term: null, tier: null, reason: null, source: null }, score: null, tier: null,
  },
  history: { at: null, by: null, action: null, note: null },
  next: text,
  referral: { id: null, reference: null, at: null, by: null },
};
const revealed: Shape<RevealedParties> = {
  sender: party, recipient: party, agent: party, collector: { relation: null, name: null, phone: null, idType: null, idNumber: null },
};
const answer: Shape<ScanAnswer> = { scanId: null, decisionId: null, shown: null, instruction: { code: null, zh: null, en: null } };
const referral: Shape<Referral> = { id: null, reference: null, state: null, alertId: null, waybillNumber: null, createdAt: null, createdBy: null };
const suppression: Shape<Suppression> = {
  id: null, entryId: null, state: null, person: { party: null, name: null, phone: null }, knownBy: null, reason: null, author: null, createdAt: null,
  until: null, decisionId: null, endedAt: null, endedBy: null, endReason: null,
};
const setAside: Shape<SetAsideFinding> = { entryId: null, party: null, field: null, suppression };
const inspections: Shape<InspectionList> = {
  items: {
    id: null, decisionId: null, depot: null, by: null, startedAt: null, endedAt: null, result: null, photos: null, mark: null,
    found: { id: null, kind: null, species: null, description: null, quantity: null, unit: null, weight: null, basis: null, value: null, source: null, assessedBy: null, assessedAt: null },
  },
};
const couriers: Shape<CourierInsights> = {
  from: null, to: null, fastSeconds: null,
  couriers: {
    conduct: {
      userId: null, userName: null, accepted: null, red: null, redNotInspected: null, control: null, controlNotInspected: null, inspections: null, nothingFound: null, tooFast: null,
      redInspections: null, withoutPhotos: null, refused: null, registered: null, sameDocument: null,
    },
    signals: { code: null, text },
  },
  depots: { depot: null, parcels: null, notScannedAtAcceptance: null },
};
const counterRules: Shape<CounterRules> = { photo: null };
const basis: Shape<LegalBasis> = { id: null, law: text, revision: null, article: null, summary: text, verified: null };
const documentType: Shape<DocumentType> = { type: null, name: text, rule: null, pattern: null, validity: null, expires: null };
const registered: Shape<CounterAnswer> = { clientId: null };

type Names = { [field: string]: Names | null };

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const server = new TestServer();
let document: OpenApi;
beforeAll(async () => {
  await server.start();
  document = (await (await fetch(`${server.address}/openapi/v1.json`)).json()) as OpenApi;
});
afterAll(() => server.remove());

function properties(schema: Schema): Record<string, Schema> {
  if (schema.$ref !== undefined) return properties(document.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if (schema.items !== undefined) return properties(schema.items);
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return Object.assign({}, ...parts.map(properties), schema.properties ?? {}) as Record<string, Schema>;
}

function* missing(names: Names, schema: Schema, path: string): Generator<string> {
  const known = properties(schema);
  for (const [field, inner] of Object.entries(names)) {
    const found = known[field];
    if (found === undefined) yield `${path}.${field}`;
    else if (inner !== null) yield* missing(inner, found, `${path}.${field}`);
  }
}

describe("the names the apps read are names the server writes", () => {
  test.each<[string, string, Names]>([
    ["get", "/api/auth/session", session],
    ["post", "/api/scans", answer],
    ["get", "/api/alerts", page],
    ["get", "/api/alerts/{id}", detail],
    ["post", "/api/alerts/{id}/acknowledge", summary],
    ["post", "/api/alerts/{id}/release", summary],
    ["post", "/api/alerts/{id}/hold", summary],
    ["post", "/api/waybills/{id}/reveal", revealed],
    ["get", "/api/reference/legal-bases", { items: basis }],
    ["get", "/api/reference/document-types", { items: documentType }],
    ["post", "/api/registrations/counter", registered],
    ["get", "/api/referrals", { items: referral }],
    ["get", "/api/lists/suppressions", { items: suppression, next: null }],
    ["post", "/api/lists/suppressions", suppression],
    ["get", "/api/lists/decisions/{id}/suppressions", { items: setAside }],
    ["get", "/api/inspections", inspections],
    ["get", "/api/registrations/counter/rules", counterRules],
    ["get", "/api/insights/couriers", couriers],
  ])("%s %s", (method, path, names) => {
    const operation = document.paths[path]?.[method];
    const success = Object.entries(operation?.responses ?? {}).find(([status]) => status.startsWith("2"))?.[1];
    const schema = Object.values(success?.content ?? {})[0]?.schema;
    expect(schema, "the call is in the document").toBeDefined();
    expect([...missing(names, schema ?? {}, "")]).toEqual([]);
  });

  test("the comparison itself sees a missing name", () => {
    const schema: Schema = { properties: { a: { properties: { b: {} } } } };
    expect([...missing({ a: { b: null, c: null }, d: null }, schema, "")]).toEqual([".a.c", ".d"]);
  });
});
