import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect } from "vitest";
import { password, type TestServer } from "./server";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["LS_TEST_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A fresh profile: no cookies, nothing stored. Errors of the page's own script fail the test that closes it. */
export async function newPage(browser: Browser, server: TestServer, options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", baseURL: server.address, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, errors };
}

export async function signIn(page: Page, userName: string, path = "/"): Promise<void> {
  await page.goto(path);
  await page.fill("[name=userName]", userName);
  await page.fill("[name=password]", password);
  await page.click("button[type=submit]");
  await page.waitForSelector("[name=password]", { state: "detached" });
}

export async function openScanner(page: Page, carrier = "SF", userName = "courier"): Promise<void> {
  await signIn(page, userName, "/scanner/");
  await page.click(`[data-carrier="${carrier}"]`);
  await page.click("[data-depot]:first-of-type");
  await page.click(".settings .bottom button");
  await page.waitForSelector(".scan-field input");
}

/** Puts a number into the field and presses Enter. */
export async function scan(page: Page, number: string): Promise<void> {
  // In one piece: typed key by key on a busy machine, a pause looks like the end of a hardware scan, and half a number is sent.
  await page.fill(".scan-field input", number);
  await page.press(".scan-field input", "Enter");
}

/** What is wrong for people who use the page with other senses; the rules of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const faults = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }).axe;
    const result = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return result.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => `${node.html.slice(0, 120)} ${node.failureSummary ?? ""}`).join(" | ")}`);
  });
  expect(faults).toEqual([]);
}
