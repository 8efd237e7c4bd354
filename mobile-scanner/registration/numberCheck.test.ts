import { describe, expect, test } from "vitest";
import { isDay, normalised, numberState } from "./numberCheck";
import { documentOf } from "./samples";

const state = (type: string, number: string) => {
  const found = numberState(documentOf(type), number);
  return found.kind === "wrong" ? found.why : found.kind;
};

test.each([
  ["１１０１０５ 19491231-002x", "11010519491231002X"],
  ["　", ""],
  ["字第1号", "字第1号"],
])("%j is compared as %j", (typed, expected) => expect(normalised(typed)).toBe(expected));

describe("a resident's number", () => {
  test.each([
    ["", "empty"],
    ["11010519491231", "unfinished"],
    ["11010519491231002X", "good"],
    ["110105 19491231 002x", "good"],
    ["360426199101010071", "good"],
    ["230307196304054513", "checkDigit"],
    ["110105194912310021", "checkDigit"],
    // A letter, or a nineteenth sign, can never become right.
    ["1101A5", "shape"],
    ["0", "shape"],
    ["11010519491231002X1", "shape"],
    ["11010519491231X", "shape"],
    // The check digit fits, the month does not.
    ["110105194913310021", "birthDate"],
  ])("%j: %s", (number, expected) => expect(state("residentId", number)).toBe(expected));

  test("every single wrong digit is found", () => {
    const good = "360426199101010071";
    for (let place = 0; place < 18; place++) {
      for (const digit of "0123456789") {
        if (digit === good[place] || (place === 0 && digit === "0")) continue;
        expect(state("residentId", good.slice(0, place) + digit + good.slice(place + 1))).toBe("checkDigit");
      }
    }
  });

  test("the birth date is told, to be compared with the card", () => expect(numberState(documentOf("residentId"), "11010519491231002X")).toEqual({ kind: "good", born: "1949-12-31" }));
  test("what is missing is counted", () => expect(numberState(documentOf("residentId"), "1101")).toEqual({ kind: "unfinished", missing: 14 }));
});

describe("an organisation's code", () => {
  test.each([
    ["91350100M000100Y43", "good"],
    ["91110000101623741k", "good"],
    ["91350100M000100Y", "unfinished"],
    // Some real codes fail the check: a doubt, never a refusal.
    ["91350100M000100Y44", "doubtful"],
    ["91350100M000100O43", "shape"],
    ["91350100M000100Y433", "shape"],
  ])("%j: %s", (number, expected) => expect(state("organisation", number)).toBe(expected));
});

test.each([
  ["permanentResidentCard", "ABC123456789012", "good"],
  ["permanentResidentCard", "ABC12", "unfinished"],
  ["permanentResidentCard", "911105194912310021", "checkDigit"],
  ["passport", "E1", "unfinished"],
  ["passport", "e1234567", "good"],
  ["military", "军字第1234567号", "good"],
  ["military", "军字/1234567号", "unfinished"],
])("%s %j: %s", (type, number, expected) => expect(state(type, number)).toBe(expected));

test("a pattern this browser cannot read leaves the number to the server", () => expect(numberState({ ...documentOf("passport"), pattern: "(?<" }, "?").kind).toBe("good"));

test.each([["2028-02-29", true], ["2027-02-29", false], ["2027-13-01", false], ["27-1-1", false]])("%s is a day: %s", (day, expected) => expect(isDay(day)).toBe(expected));
