import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, launch, newPage, signIn } from "./browser";
import { TestServer } from "./server";

/** On the demo list as entry demo-0001, for the depot's eyes. */
const listedPhone = "13900000118";
const entry = "demo-0001";
const reason = "当面核对证件，并非名单所指的人";

const server = new TestServer();
let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launch(), server.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

let parcels = 0;

/** A new parcel to the listed phone, scanned by the courier. */
async function scanHit(): Promise<{ number: string; decisionId: string }> {
  const [orders, courier] = await Promise.all([server.api("admin"), server.api("courier")]);
  const number = `SF88${String(++parcels).padStart(11, "0")}`;
  const party = { name: "张演文", address: "上海市黄浦区示例路201号" };
  const waybill = {
    number, carrier: "SF", depot: "KMG-01",
    sender: { name: "赵演一", phone: "13900000101", address: "云南省昆明市五华区演示路1号1单元101室", idType: "residentId", idNumber: "530102198503120118" },
    recipient: { ...party, phone: listedPhone },
    items: [{ description: "折扇", quantity: 1, weight: 100, value: "60.00", currency: "CNY" }],
    weight: 150,
  };
  expect((await orders("/api/waybills", waybill)).status).toBe(200);
  const answer = await courier("/api/scans", {
    scanId: crypto.randomUUID(), carrier: "SF", waybillNumber: number, depot: "KMG-01", device: "test-1", scannedAt: new Date().toISOString(), kind: "acceptance",
  });
  expect(answer.status).toBe(200);
  return { number, decisionId: (answer.json as { decisionId: string }).decisionId };
}

async function listCodes(decisionId: string): Promise<string[]> {
  const compliance = await server.api("compliance");
  const { findings } = (await compliance(`/api/decisions/${decisionId}`)).json as { findings: { check: string; code: string }[] };
  return findings.filter((finding) => finding.check === "riskList").map((finding) => finding.code);
}

async function openAlert(userName: string, number: string, locale = "zh-CN"): Promise<{ page: Page; errors: string[] }> {
  const opened = await newPage(browser, server, { locale });
  await signIn(opened.page, userName, "/?queue=all");
  await opened.page.waitForSelector('.connection[data-state="live"]');
  await opened.page.click(`.canvas .row:has-text("${number}")`);
  await opened.page.waitForSelector(".finding");
  return opened;
}

describe.sequential("not this person", () => {
  let first: { number: string; decisionId: string };

  test("whoever has no right to the list is offered nothing", async () => {
    first = await scanHit();
    expect(await listCodes(first.decisionId)).toEqual(["riskList.phone"]);
    const { page } = await openAlert("supervisor", first.number);
    await page.waitForSelector(`.finding:has-text("${entry}")`);
    expect(await page.locator(".set-aside").count()).toBe(0);
    expect(await page.locator("nav >> text=误报排除").count()).toBe(0);
    await page.context().close();
  });

  test("compliance sets the person aside at the hit, and sees it there at once", async () => {
    const { page, errors } = await openAlert("compliance", first.number);
    await page.click(".set-aside button:has-text('非此人')");
    await page.waitForSelector(".set-aside form");
    await expectAccessible(page);
    // What the server would refuse does not leave the form.
    await page.fill(".set-aside [name=reason]", "短");
    await page.click(".set-aside .primary");
    expect(await page.locator(".set-aside form").count()).toBe(1);
    await page.click(`.set-aside .quick-reasons >> text=${reason}`);
    await page.click(".set-aside .primary");
    await page.waitForSelector(`.set-aside .note:has-text("compliance"):has-text("${reason}")`);
    await page.waitForSelector(".set-aside .done:has-text('仍需放行或暂存')");
    await expectAccessible(page);
    expect(errors).toEqual([]);
    // What was decided stays: the alert is as open as before.
    expect(await page.textContent(".panel-head .state")).toContain("待接手");
    await page.context().close();
  });

  test("the next parcel of that person raises nothing and says why", async () => {
    await expect.poll(async () => listCodes((await scanHit()).decisionId), { timeout: 15_000, interval: 1_000 }).toEqual(["riskList.suppressed"]);
  });

  test("in English too, and a colleague who was faster is named", async () => {
    const { page } = await openAlert("compliance", first.number, "en-GB");
    await page.waitForSelector(".set-aside .note:has-text('Set aside by compliance until')");
    expect(((await page.textContent(".set-aside")) ?? "").replace(reason, "")).not.toMatch(/\p{Script=Han}/u);
    await page.context().close();

    const compliance = await server.api("compliance");
    const [{ id }] = ((await compliance("/api/lists/suppressions?state=inForce")).json as { items: [{ id: string }] }).items;
    expect((await compliance(`/api/lists/suppressions/${id}/end`, { reason: "再次核对" })).status).toBe(204);
    const late = await openAlert("compliance", first.number);
    await late.page.click(".set-aside button:has-text('非此人')");
    await late.page.route("**/api/lists/suppressions", async (route) => {
      const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      const done = await compliance("/api/lists/suppressions", { decisionId: first.decisionId, entryId: entry, party: "recipient", reason: "由同事先行核对", until });
      expect(done.status).toBe(201);
      await route.continue();
    });
    await late.page.click(`.set-aside .quick-reasons >> text=${reason}`);
    await late.page.click(".set-aside .primary");
    await late.page.waitForSelector(".set-aside .note:has-text('由同事先行核对')");
    await late.page.context().close();
  });

  test("an analyst ends it from the list, with a reason that stays to be read", async () => {
    const { page, errors } = await newPage(browser, server);
    await signIn(page, "analyst", "/?page=suppressions");
    await page.waitForSelector(`.suppressions tbody tr:has-text("由同事先行核对")`);
    const row = (await page.textContent(".suppressions tbody")) ?? "";
    expect(row).toContain("139****0118");
    expect(row).not.toContain(listedPhone);
    await expectAccessible(page);
    await page.click(".suppressions tbody button");
    await page.fill(".suppressions [name=reason]", "条目已更正，不再需要");
    await page.click(".suppressions .primary");
    await page.waitForSelector("text=没有符合条件的排除");
    await page.click(".suppressions .queues >> text=已结束");
    await page.waitForSelector(`.suppressions tbody tr:has-text("条目已更正，不再需要"):has-text("analyst")`);
    await expectAccessible(page);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
