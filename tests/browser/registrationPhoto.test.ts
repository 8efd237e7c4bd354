import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, newPage, openScanner, phone } from "./browser";
import { fill, stranger, submit } from "./counter";
import { TestServer } from "./server";

const server = new TestServer({ LS_COUNTER_PHOTO: "on" });
let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launch(), server.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

test("where the operator wants it, the document is pictured, kept sealed and sent", async () => {
  const { page, errors } = await newPage(browser, server, phone);
  await openScanner(page);
  await page.click(".hands .register");
  await page.waitForSelector("#idNumber");
  await fill(page, stranger());
  await submit(page);
  await page.waitForSelector('[data-ended="registered"] .photo-button');
  await expectAccessible(page);
  // Larger than what is kept: it is drawn anew.
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3_000, 1_500);
    canvas.getContext("2d")!.fillRect(0, 0, 1_000, 1_000);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  const put = page.waitForResponse((response) => response.url().endsWith("/photo"));
  await page.setInputFiles(".photo-button input", { name: "document.png", mimeType: "image/png", buffer: Buffer.from(drawn) });
  await page.waitForSelector(".photo-kept");
  await expectAccessible(page);
  const answer = await put;
  expect(answer.status()).toBe(204);
  expect(answer.request().headers()["content-type"]).toBe("image/jpeg");
  await expect.poll(() => page.evaluate(() => new Promise<number>((done) => {
    const open = indexedDB.open("registration-photos");
    open.onsuccess = () => {
      const count = open.result.transaction("kept").objectStore("kept").count();
      count.onsuccess = () => {
        done(count.result);
        open.result.close();
      };
    };
  }))).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});
