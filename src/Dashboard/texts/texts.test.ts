import { faultsOf } from "@logistics-screening/web-shared/texts/walk";
import { expect, test } from "vitest";
import { wordFor } from "./dashboard";
import { en } from "./en";
import { zh } from "./zh";

test("dashboard texts exist in both languages", () => expect(faultsOf(zh, en)).toEqual([]));

test("a code without a word is shown, not hidden", () => {
  expect(wordFor(zh.checks, "riskList")).toBe("名单");
  expect(wordFor(zh.checks, "newCheck")).toBe("newCheck");
  expect(wordFor(zh.checks, "toString")).toBe("toString");
});
