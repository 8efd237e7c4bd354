import { expect, test } from "vitest";
import { en } from "./en";
import { faultsOf } from "./walk";
import { zh } from "./zh";

test("shared texts exist in both languages", () => {
  expect(faultsOf(zh, en, ["otherLanguage"])).toEqual([]);
});

test("the walk itself finds what is wrong", () => {
  expect(faultsOf({ a: "甲", b: { c: "丙" } }, { a: "A", b: {} })).toEqual(["b.c: string in zh, undefined in en"]);
  expect(faultsOf({ a: "" }, { a: "A" })).toEqual(["a: empty in zh"]);
  expect(faultsOf({ a: "甲" }, { a: "甲" })).toEqual(["a: Chinese in en: 甲"]);
  expect(faultsOf({ a: (n: number) => `${n} 件` }, { a: () => " " })).toEqual(["a: empty in en"]);
  expect(faultsOf({ a: "甲, 乙" }, { a: "A。" })).toEqual(["a: half-width punctuation in zh: 甲, 乙", "a: full-width punctuation in en: A。"]);
});
