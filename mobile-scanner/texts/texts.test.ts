import { faultsOf } from "@logistics-screening/web-shared/texts/walk";
import { expect, test } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

test("scanner texts exist in both languages", () => expect(faultsOf(zh, en)).toEqual([]));

test("no words for the sender name a reason", () => {
  const telling = /名单|可疑|预警|举报|公安|警|走私|象牙|野生|list|suspect|alert|police|wildlife|ivory|risk/i;
  for (const words of [...Object.values(zh.say), ...Object.values(en.say)]) expect(words).not.toMatch(telling);
  // The sender stands beside the form and may read along.
  const form = [zh.registration, en.registration].flatMap((tree) => Object.values(tree).flatMap((part) => (typeof part === "object" ? Object.values(part) : [part])));
  expect(form.length).toBeGreaterThan(80);
  for (const words of form) expect(typeof words === "function" ? String(words) : words).not.toMatch(telling);
});
