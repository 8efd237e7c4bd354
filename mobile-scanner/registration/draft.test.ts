import { describe, expect, test } from "vitest";
import { bodyOf, dayOf, doubtsOf, draftOf, faultsOf, isBlank, emptyDraft, phoneState, type Draft } from "./draft";
import { documents, organisation, person } from "./samples";

const from = { clientId: "c", depot: "KMG-01", device: "d" };
const faults = (change: Partial<Draft>, of = person) => faultsOf({ ...of, ...change }, documents);

test("a whole form has no fault", () => {
  expect(faults({})).toEqual({});
  expect(faultsOf(organisation, documents)).toEqual({});
});

test("an empty form names every field of a person and none of an organisation's", () =>
  expect(faultsOf(emptyDraft, documents)).toEqual({ idNumber: "required", name: "required", phone: "required", validUntil: "required" }));

test.each<[Partial<Draft>, object]>([
  [{ idNumber: "1101" }, { idNumber: "unfinished" }],
  [{ idNumber: "110105194912310021" }, { idNumber: "checkDigit" }],
  [{ idType: "passport", idNumber: "E1" }, { idNumber: "shape" }],
  [{ idType: "unheardOf" }, { idType: "required" }],
  [{ name: "演*" }, { name: "whole" }],
  [{ name: "=演" }, { name: "start" }],
  [{ phone: "139****0777" }, { phone: "phone" }],
  [{ validUntil: "20270229" }, { validUntil: "day" }],
  [{ validUntil: "", longTerm: true }, {}],
  // Valid for three months from issue: never long-term.
  [{ idType: "temporaryId", validUntil: "", longTerm: true }, { validUntil: "required" }],
])("%o: %o", (change, expected) => expect(faults(change)).toEqual(expected));

test("an organisation needs its responsible person, by a person's document", () => {
  expect(faults({ responsibleName: "", responsibleIdNumber: "" }, organisation)).toEqual({ responsibleName: "required", responsibleIdNumber: "required" });
  expect(faults({ responsibleIdType: "organisation" }, organisation)).toEqual({ responsibleIdType: "required" });
  expect(faults({ responsibleIdType: "residentId", responsibleIdNumber: "110105194912310021" }, organisation)).toEqual({ responsibleIdNumber: "checkDigit" });
});

describe("doubts refuse nothing", () => {
  test.each<[Partial<Draft>, object]>([
    [{ validUntil: "20200101" }, { validUntil: "expired" }],
    [{ validUntil: "20990101" }, { validUntil: "longValid" }],
    [{ validUntil: "20200101", longTerm: true }, {}],
    [{ phone: "0871-63112345" }, { phone: "notMobile" }],
    [{ idType: "organisation", idNumber: "91350100M000100Y44" }, { idNumber: "organisationCode", }],
  ])("%o: %o", (change, expected) => {
    expect(doubtsOf({ ...person, ...change }, documents, "2026-11-27")).toEqual(expected);
    expect(Object.keys(faults(change, change.idType === undefined ? person : { ...organisation, ...change }))).toEqual([]);
  });
});

test.each([
  ["13900000777", "mobile"], ["+86 139 0000 0777", "mobile"], ["8613900000777", "mobile"], ["１３９０００００７７７", "mobile"],
  ["0871-63112345", "other"], ["+44 20 7946 0000", "other"],
  ["1390000077", "wrong"], ["139000007777", "wrong"], ["13900000777转12", "wrong"], ["abc", "wrong"], ["12", "wrong"], [" ", "empty"],
])("phone %j: %s", (typed, expected) => expect(phoneState(typed)).toBe(expected));

test.each([["20360520", "2036-05-20"], ["2036.5.20", "2036-05-20"], ["2036-05-20", "2036-05-20"], ["2036年5月20日", "2036-05-20"], ["２０３６０５２０", "2036-05-20"], ["2036052", null], ["20361305", null], ["长期", null]])("day %j: %s", (typed, expected) =>
  expect(dayOf(typed)).toBe(expected));

describe("the request", () => {
  test("a person, and back into the form", () => {
    const body = bodyOf({ ...person, name: " 演示人 " }, documents, from);
    expect(body).toEqual({ ...from, idType: "residentId", idNumber: "11010519491231002X", name: "演示人", phone: "13900000777", validUntil: "2036-05-20" });
    expect(bodyOf(draftOf(body), documents, from)).toEqual(body);
  });

  test("long-term says no day", () => {
    const body = bodyOf({ ...person, longTerm: true }, documents, from);
    expect(body).not.toHaveProperty("validUntil");
    expect(draftOf(body).longTerm).toBe(true);
  });

  test("an organisation has no validity and its responsible person", () => {
    const body = bodyOf({ ...organisation, validUntil: "20360520" }, documents, from);
    expect(body).toMatchObject({ responsibleName: "演示人", responsibleIdType: "passport", responsibleIdNumber: "E1234567" });
    expect(body).not.toHaveProperty("validUntil");
    expect(bodyOf(draftOf(body), documents, from)).toEqual(body);
  });

  test("what was typed for another kind of document does not go along", () =>
    expect(bodyOf({ ...organisation, ...person }, documents, from)).toEqual(bodyOf(person, documents, from)));
});

test("blank is what nobody typed into", () => expect([isBlank(emptyDraft), isBlank({ ...emptyDraft, idType: "passport" }), isBlank(person)]).toEqual([true, true, false]));
