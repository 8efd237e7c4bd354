import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, launch, newPage, signIn } from "./browser";
import { TestServer } from "./server";

// Numbers of db/demo/waybills.jsonl that raise an alert at KMG-01 by their words.
const suspicious = ["SF1390000000008", "SF1390000000015", "SF1390000000020"] as const;

const server = new TestServer();
let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launch(), server.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

let scans = 0;
async function courierScans(number: string): Promise<void> {
  const courier = await server.api("courier");
  const answer = await courier("/api/scans", {
    scanId: crypto.randomUUID(), carrier: "SF", waybillNumber: number, depot: "KMG-01", device: `test-${++scans}`, scannedAt: new Date().toISOString(), kind: "acceptance",
  });
  expect(answer.status).toBe(200);
}

async function openDesk(userName: string, path = "/?queue=all"): Promise<{ page: Page; errors: string[] }> {
  const opened = await newPage(browser, server);
  await signIn(opened.page, userName, path);
  await opened.page.waitForSelector('.connection[data-state="live"]');
  return opened;
}

const rowOf = (number: string) => `.canvas .row:has-text("${number}")`;

describe.sequential("the supervisor's desk", () => {
  test("an alert arrives without a reload", async () => {
    const { page, errors } = await openDesk("supervisor");
    await expectAccessible(page);
    let loads = 0;
    page.on("load", () => loads++);
    await courierScans(suspicious[0]);
    await page.waitForSelector(rowOf(suspicious[0]));
    expect(loads).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("an alert says why, with the words marked in the declared text, and is taken by keyboard", async () => {
    const { page } = await openDesk("supervisor");
    await page.click(rowOf(suspicious[0]));
    await page.waitForSelector(".finding");
    expect(await page.textContent(".items mark")).toContain("象牙");
    expect(await page.textContent(".parties")).toContain("*");
    expect(page.url()).toContain("alert=");
    await expectAccessible(page);
    await page.keyboard.press("a");
    await page.waitForSelector(".panel-head:has-text('已接手')");
    await page.waitForSelector(`${rowOf(suspicious[0])}:has-text("supervisor")`);
    await page.context().close();
  });

  test("two people act at once: the second is told, nothing is overwritten", async () => {
    await courierScans(suspicious[1]);
    const { page } = await openDesk("supervisor");
    await page.click(rowOf(suspicious[1]));
    await page.waitForSelector(".actions .primary");
    const id = new URL(page.url()).searchParams.get("alert") ?? "";
    // The page must not hear of the other's action before it acts itself.
    await page.route("**/api/alerts/*/acknowledge", async (route) => {
      const other = await server.api("compliance");
      const alert = (await other(`/api/alerts/${id}`)).json as { version: number };
      const done = await other(`/api/alerts/${id}/acknowledge`, { version: alert.version });
      expect(done.status).toBe(200);
      await route.continue();
    });
    await page.click(".actions .primary");
    await page.waitForSelector(".conflict");
    await page.waitForSelector(".panel-head:has-text('compliance')");
    await page.context().close();
  });

  test("holding asks for a reason and keeps it in the history", async () => {
    const { page } = await openDesk("supervisor");
    await page.click(rowOf(suspicious[1]));
    await page.waitForSelector(".finding");
    await page.keyboard.press("h");
    await page.fill("[name=reason]", "复检时发现疑似象牙手串一件");
    await page.click(".inline-form .primary");
    await page.waitForSelector(".panel-head:has-text('已暂存')");
    await page.waitForSelector(".history:has-text('复检时发现疑似象牙手串一件')");
    await page.context().close();
  });

  test("personal data is shown in full only for a reason", async () => {
    const { page } = await openDesk("compliance");
    await page.click(rowOf(suspicious[0]));
    await page.waitForSelector(".parties");
    const masked = (await page.textContent(".parties")) ?? "";
    expect(masked).not.toMatch(/1390000\d{4}/);
    await page.click("text=查看完整信息");
    await page.fill("[name=reason]", "核对寄件人身份");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /1390000\d{4}/.test(document.querySelector(".parties")?.textContent ?? ""));
    await page.context().close();
  });

  test("filters live in the address", async () => {
    const { page } = await openDesk("supervisor", "/");
    await page.click(".queues button:has-text('已暂存')");
    await page.waitForSelector(rowOf(suspicious[1]));
    await page.waitForSelector(rowOf(suspicious[0]), { state: "detached" });
    await page.fill("#search", "nothing-has-this-number");
    await page.waitForSelector("text=没有符合条件的预警");
    await page.reload();
    await page.waitForSelector("text=没有符合条件的预警");
    expect(await page.inputValue("#search")).toBe("nothing-has-this-number");
    await page.click("text=清除筛选");
    await page.waitForSelector(rowOf(suspicious[0]));
    await page.context().close();
  });

  test("in English every word of the page is English", async () => {
    const { page } = await newPage(browser, server, { locale: "en-GB" });
    await signIn(page, "supervisor", "/?queue=all");
    await page.waitForSelector('.connection:has-text("Live")');
    const words = (await page.textContent(".toolbar")) ?? "";
    expect(words).not.toMatch(/\p{Script=Han}/u);
    expect(await page.textContent(".row.head")).not.toMatch(/\p{Script=Han}/u);
    await page.context().close();
  });

  test("after the server was killed and came back, what was raised meanwhile is there", async () => {
    const { page } = await openDesk("supervisor");
    await server.kill();
    await page.waitForSelector('.connection[data-state="lost"]');
    // The page is kept away until the alert exists, so that it can only come by catching up.
    await page.route("**/{hubs,api}/**", (route) => route.abort());
    await server.start();
    await courierScans(suspicious[2]);
    await page.unroute("**/{hubs,api}/**");
    await page.waitForSelector('.connection[data-state="live"]', { timeout: 30_000 });
    await page.waitForSelector(rowOf(suspicious[2]));
    expect(await page.locator(rowOf(suspicious[2])).count()).toBe(1);
    await page.context().close();
  });
});

test("who may not see alerts is told so", async () => {
  const { page } = await newPage(browser, server);
  await signIn(page, "courier");
  await page.waitForSelector("text=此账号不查看预警");
  await expectAccessible(page);
  await page.context().close();
});

test("compliance creates a referral and downloads its PDF", async () => {
  const { page } = await openDesk("compliance");
  await page.click(rowOf(suspicious[0]));
  await page.waitForSelector(".create-referral");
  await page.fill("[name=note]", "浏览器测试");
  await page.click(".create-referral .primary");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(".create-referral a[download]")]);
  const pdf = await readFile(await download.path());
  expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");

  await page.waitForSelector(".history >> text=生成移交材料");

  // The alert is referred once: opened again, it shows the document that is there instead of the form.
  await page.reload();
  await page.waitForSelector(".create-referral .done:has-text('此前已生成') a[download]");
  expect(await page.locator(".create-referral form").count()).toBe(0);
  await page.click("nav >> text=线索移交");
  await page.waitForSelector(".referrals tbody tr");
  await expectAccessible(page);
  await page.context().close();
});
