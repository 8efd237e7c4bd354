import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, newPage, openScanner, phone } from "./browser";
import { left, onDisk, scanParcelOf, secrets, stranger, submit } from "./counter";
import { TestServer } from "./server";

const server = new TestServer();
let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launch(), server.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

async function delivering(page: Page): Promise<string> {
  await openScanner(page);
  await page.click(".place");
  await page.click('[data-kind="delivery"]');
  await page.click(".settings .bottom button");
  expect(await page.isDisabled(".hands .register")).toBe(true);
  const { waybill } = await scanParcelOf(server, stranger(), page);
  await page.click(".hands .register");
  await page.waitForSelector(`text=运单 ${waybill}`);
  return waybill;
}

test("a third person is recorded by name, phone and document", async () => {
  const { page, errors } = await newPage(browser, server, phone);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  const waybill = await delivering(page);
  const person = stranger();
  await expectAccessible(page);
  await submit(page);
  await page.waitForSelector('.registration [role=alert]:has-text("请先改正标出的 1 处")');
  await page.click('.relations button:has-text("其他人")');
  await page.fill("#idNumber", person.number);
  await page.fill("#name", person.name);
  await page.fill("#phone", person.phone);
  await expectAccessible(page);
  const request = page.waitForRequest("**/api/scans");
  await submit(page);
  const sent = (await request).postDataJSON() as { kind: string; collector: Record<string, string> };
  expect([sent.kind, sent.collector]).toEqual(["delivery", { relation: "other", name: person.name, phone: person.phone, idType: "residentId", idNumber: person.number }]);
  await page.waitForSelector(`.verdict[data-number="${waybill}"][data-outcome="verdict"]`);
  for (const secret of secrets(person)) {
    expect(await left(page, said)).not.toContain(secret);
    expect(await onDisk(page)).not.toContain(secret);
  }
  expect(errors).toEqual([]);
  await page.context().close();
});

test("without the server it is kept sealed, and sent when the server is back", async () => {
  const { page } = await newPage(browser, server, phone);
  const waybill = await delivering(page);
  await server.kill();
  await page.fill("#name", "演家人");
  await submit(page);
  await page.waitForSelector(`.verdict[data-number="${waybill}"][data-outcome="notScreened"]`);
  await page.waitForSelector(".waiting:has-text('1 条记录待上传')");
  expect(await onDisk(page)).not.toContain("演家人");
  await server.start();
  const sent = page.waitForResponse((response) => response.url().endsWith("/api/scans") && response.ok() && (response.request().postData() ?? "").includes("演家人"), { timeout: 30_000 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  expect(((await (await sent).json()) as { shown: string }).shown).toMatch(/green|yellow|red/);
  await page.context().close();
});
