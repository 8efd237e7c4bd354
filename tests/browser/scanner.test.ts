import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, launch, newPage, openScanner, phone, scan, signIn } from "./browser";
import { TestServer } from "./server";

// Numbers of db/demo/waybills.jsonl: a plain strong word, and ordinary paper.
const suspicious = "SF1390000000008", ordinary = "SF1390000000004";

const server = new TestServer();
let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launch(), server.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

test("a wrong password is refused in words", async () => {
  const { page } = await newPage(browser, server, phone);
  await page.goto("/scanner/");
  await page.fill("[name=userName]", "courier");
  await page.fill("[name=password]", "not the password");
  await page.click("button[type=submit]");
  await page.waitForFunction(() => document.querySelector("[role=alert]")?.textContent?.includes("用户名或密码不正确"));
  await page.context().close();
});

test("a scan shows colour, word and instruction, and no reason", async () => {
  const { page, errors } = await newPage(browser, server, phone);
  await openScanner(page);
  await expectAccessible(page);
  await scan(page, suspicious);
  const card = page.locator(`.verdict[data-number="${suspicious}"][data-outcome="verdict"]`);
  await card.waitFor();
  expect(["red", "refuse"]).toContain(await card.getAttribute("data-look"));
  const said = (await page.textContent("body")) ?? "";
  expect(said).toMatch(/详细验视|不予收寄/);
  expect(said).not.toMatch(/象牙|名单|强指示|濒危/);
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("the verdict greys as soon as the next number is typed, and never speaks for it", async () => {
  const { page } = await newPage(browser, server, phone);
  await openScanner(page);
  await scan(page, ordinary);
  await page.waitForSelector(`.verdict[data-number="${ordinary}"][data-outcome="verdict"]:not(.past)`);
  await page.locator(".scan-field input").pressSequentially("SF1", { delay: 60 });
  await page.waitForSelector(`.verdict.past[data-number="${ordinary}"]`);
  await expectAccessible(page);
  await page.context().close();
});

test("a hardware scanner that sends no Enter is understood by its pace", async () => {
  const { page } = await newPage(browser, server, phone);
  await openScanner(page);
  // In one go inside the page: keys sent one by one from here would come at the pace of this machine.
  await page.locator(".scan-field input").evaluate((field: HTMLInputElement, number) => {
    for (let length = 1; length <= number.length; length++) {
      field.value = number.slice(0, length);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, ordinary);
  await page.waitForSelector(`.verdict[data-number="${ordinary}"][data-outcome="verdict"]`);
  await page.context().close();
});

test("a number the system does not know is said so neutrally", async () => {
  const { page } = await newPage(browser, server, phone);
  await openScanner(page);
  await scan(page, "SF9990000000099");
  await page.waitForSelector('.verdict[data-number="SF9990000000099"]:not(.working)');
  // Not screened means: look at it more closely than usual, never green.
  expect(await page.getAttribute(".verdict", "data-look")).toBe("yellow");
  expect(await page.textContent(".verdict .word")).toBe("没有运单数据");
  await page.click('button[aria-label="移除 SF9990000000099"]');
  await page.waitForSelector(".refused li", { state: "detached" });
  await page.context().close();
});

test("English on request, and kept", async () => {
  const { page } = await newPage(browser, server, phone);
  await page.goto("/scanner/");
  await page.click("text=English");
  await signIn(page, "courier", "/scanner/");
  await page.waitForSelector("text=Work settings");
  expect(await page.getAttribute("html", "lang")).toBe("en");
  await page.context().close();
});

describe("without the server", () => {
  test("a scan is kept on disk through a closed page and sent once when the server is back", async () => {
    const { page } = await newPage(browser, server, phone);
    await openScanner(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true));
    await server.kill();
    await scan(page, suspicious);
    await page.waitForSelector('.verdict[data-outcome="notScreened"]');
    await expectAccessible(page);
    await page.waitForSelector('.waiting[data-pending="1"]');

    // The page itself opens without a server too, with what waits.
    await page.close();
    const again = await page.context().newPage();
    const sent: string[] = [];
    again.on("request", (request) => {
      if (request.url().endsWith("/api/scans")) sent.push((request.postDataJSON() as { scanId: string }).scanId);
    });
    const answered: string[] = [];
    again.on("response", (response) => {
      if (response.url().endsWith("/api/scans") && response.ok()) answered.push((response.request().postDataJSON() as { scanId: string }).scanId);
    });
    await again.goto("/scanner/");
    await again.waitForSelector('.waiting[data-pending="1"]');
    await scan(again, ordinary);
    await again.waitForSelector('.waiting[data-pending="2"]');

    await server.start();
    await again.waitForSelector('.waiting[data-pending="0"]', { timeout: 40_000 });
    expect(new Set(sent).size).toBe(2);
    expect(answered).toHaveLength(2);
    expect(new Set(answered).size).toBe(2);
    await again.context().close();
  });
});
