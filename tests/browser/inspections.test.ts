import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, launch, newPage, signIn } from "./browser";
import { TestServer } from "./server";

const number = "SF7700000000001";
const server = new TestServer();
let browser: Browser;

/** A parcel that the courier opened, and in which he found something. */
async function inspected(): Promise<void> {
  const [orders, courier] = await Promise.all([server.api("admin"), server.api("courier")]);
  const scanId = crypto.randomUUID();
  expect((await orders("/api/waybills", {
    number, carrier: "SF", depot: "KMG-01",
    sender: { name: "赵演一", phone: "13900000101", address: "云南省昆明市五华区演示路1号1单元101室", idType: "residentId", idNumber: "530102198503120118" },
    recipient: { name: "张演文", phone: "13900000201", address: "上海市黄浦区示例路201号" },
    items: [{ description: "折扇", quantity: 1, weight: 100, value: "60.00", currency: "CNY" }],
    weight: 150,
  })).status).toBe(200);
  expect((await courier("/api/scans", {
    scanId, carrier: "SF", waybillNumber: number, depot: "KMG-01", device: "test-1", scannedAt: new Date().toISOString(), kind: "acceptance",
  })).status).toBe(200);
  const startedAt = new Date(Date.now() - 95_000).toISOString();
  expect((await courier("/api/inspections", {
    inspectionId: crypto.randomUUID(), scanId, depot: "KMG-01", device: "test-1", startedAt, endedAt: new Date().toISOString(), result: "found", photos: 4, mark: "YS-0001",
    found: [{ kind: "wildlife", species: "african-elephant", description: "象牙手串", quantity: 2, unit: "条", weight: 180 }],
  })).status).toBe(200);
}

beforeAll(async () => {
  [browser] = await Promise.all([launch(), server.start()]);
  await inspected();
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

async function openAlert(userName: string, locale = "zh-CN") {
  const opened = await newPage(browser, server, { locale });
  await signIn(opened.page, userName, "/?queue=all");
  await opened.page.waitForSelector('.connection[data-state="live"]');
  await opened.page.click(`.canvas .row:has-text("${number}")`);
  await opened.page.waitForSelector(".inspections .find");
  return opened;
}

describe.sequential("what an inspection found", () => {
  test("the supervisor sees it with its alert, and assesses nothing", async () => {
    const { page, errors } = await openAlert("supervisor");
    expect(await page.textContent(".panel-head h1")).toContain("验视查出疑似野生动物及制品");
    const shown = await page.textContent(".inspections");
    for (const part of ["查出问题", "courier", "用时1分35秒", "4张照片", "YS-0001", "象牙手串", "2 条", "180 克"]) expect(shown).toContain(part);
    expect(await page.locator(".find button").count()).toBe(0);
    await expectAccessible(page);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("compliance assesses it, and again when it was wrong", async () => {
    const { page, errors } = await openAlert("compliance");
    await page.click(".find button:has-text('评估价值')");
    await page.fill(".assess [name=value]", "abc");
    await page.fill(".assess [name=source]", "价格认定 2026-1号");
    await page.click(".assess .primary");
    expect(await page.locator(".assess").count()).toBe(1);
    await page.fill(".assess [name=value]", "21000.50");
    await expectAccessible(page);
    await page.click(".assess .primary");
    await page.waitForSelector(".find:has-text('¥21000.50'):has-text('价格认定 2026-1号'):has-text('compliance')");
    await page.click(".find button:has-text('重新评估')");
    await page.click(".assess button:has-text('鉴定')");
    await page.fill(".assess [name=value]", "19000");
    await page.fill(".assess [name=source]", "鉴定书 1号");
    await page.click(".assess .primary");
    await page.waitForSelector(".find:has-text('鉴定 ¥19000.00')");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("the conduct page counts it, in both languages, and is for compliance alone", async () => {
    const { page, errors } = await newPage(browser, server, { locale: "en-GB" });
    await signIn(page, "compliance", "/?page=couriers");
    await page.waitForSelector(".couriers tbody tr:has-text('courier')");
    expect(await page.textContent(".couriers tbody tr:has-text('courier')")).toContain("0/1");
    expect(await page.textContent(".couriers .depots")).toContain("KMG-01");
    // Only what is data may be Chinese.
    expect(await page.textContent(".couriers")).not.toMatch(/[\u4e00-\u9fff]/);
    await expectAccessible(page);
    await page.fill(".couriers [name=from]", "2020-01-01");
    await page.click(".couriers .days button");
    await page.waitForSelector(".couriers :text('These days do not fit')");
    expect(errors).toEqual([]);
    await page.context().close();

    const supervisor = await newPage(browser, server, { locale: "zh-CN" });
    await signIn(supervisor.page, "supervisor", "/?page=couriers");
    await supervisor.page.waitForSelector("text=收寄行为由公司的合规专员查看");
    expect(await supervisor.page.locator("nav >> text=收寄行为").count()).toBe(0);
    await supervisor.page.context().close();
  });
});
