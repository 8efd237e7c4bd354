import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, newPage, openScanner, phone, scan } from "./browser";
import { scanParcelOf, stranger, submit } from "./counter";
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

test("what a courier finds stops the parcel, and his next scan says so", async () => {
  const { page, errors } = await newPage(browser, server, phone);
  await openScanner(page);
  expect(await page.isDisabled(".hands .inspect")).toBe(true);
  const { waybill } = await scanParcelOf(server, stranger(), page);
  await page.click(".hands .inspect");
  await page.waitForSelector(`text=运单 ${waybill}`);
  await expectAccessible(page);
  await page.click('.relations button:text-is("查出问题")');
  await submit(page);
  await page.waitForSelector('.registration [role=alert]:has-text("请写明是什么和数量。")');
  await page.fill("[name=description]", "角质杯");
  await page.click('[aria-label="加一张"]');
  await page.click('[aria-label="加一张"]');
  await page.fill("[name=mark]", "YS-7");
  await expectAccessible(page);
  const sent = page.waitForRequest("**/api/inspections");
  await submit(page);
  expect((await sent).postDataJSON()).toMatchObject({ result: "found", photos: 2, mark: "YS-7", found: [{ kind: "wildlife", description: "角质杯", quantity: 1 }] });
  await page.waitForSelector(".scan-screen");
  await scan(page, waybill);
  await page.waitForSelector(`.verdict[data-number="${waybill}"][data-look="refuse"]:not(.past)`);

  const compliance = await server.api("compliance");
  const { items } = (await compliance("/api/alerts")).json as { items: { id: string; waybillNumber: string; headline: { zh: string } }[] };
  expect(items.find((alert) => alert.waybillNumber === waybill)?.headline.zh).toBe("验视查出疑似野生动物及制品");
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a parcel scanned without the server is inspected too, and its record goes after its scan", async () => {
  const { page } = await newPage(browser, server, phone);
  await openScanner(page);
  await scanParcelOf(server, stranger(), page);
  const { waybill } = await scanParcelOf(server, stranger(), page);
  await server.kill();
  await scan(page, waybill);
  await page.waitForSelector(`.verdict[data-number="${waybill}"][data-outcome="notScreened"]:not(.past)`);
  await page.click(".hands .inspect");
  await page.waitForSelector(".inspection-form");
  await submit(page);
  await page.waitForSelector(".scan-screen");
  await server.start();
  const order: string[] = [];
  page.on("response", (response) => {
    if (response.ok() && response.request().method() === "POST") order.push(new URL(response.url()).pathname);
  });
  const recorded = page.waitForResponse((response) => response.url().endsWith("/api/inspections") && response.ok(), { timeout: 40_000 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await recorded;
  expect(order.filter((path) => path === "/api/scans" || path === "/api/inspections")).toEqual(["/api/scans", "/api/inspections"]);
  await page.context().close();
});
