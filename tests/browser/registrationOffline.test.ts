import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, newPage, openScanner, phone, signIn } from "./browser";
import { fill, left, onDisk, scanParcelOf, secrets, stranger, submit } from "./counter";
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

test("a registration is kept sealed through a closed page, and sent once when the server is back", async () => {
  const { page } = await newPage(browser, server, phone);
  const person = stranger();
  await openScanner(page);
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true));
  await server.kill();
  await page.click(".hands .register");
  await fill(page, person);
  await submit(page);
  await page.waitForSelector('[data-ended="kept"]');
  await expectAccessible(page);
  const disk = await onDisk(page);
  expect(disk).toContain("registrations");
  for (const secret of secrets(person)) expect(disk + (await left(page, []))).not.toContain(secret);
  await page.click(".ended .primary");
  await page.waitForSelector('.waiting[data-registrations="1"]');
  expect(await page.textContent(".waiting")).toContain("1 份登记待上传");

  await page.close();
  const again = await page.context().newPage();
  const answered: string[] = [];
  again.on("response", (response) => {
    if (response.url().endsWith("/api/registrations/counter") && response.ok()) answered.push((response.request().postDataJSON() as { clientId: string }).clientId);
  });
  await again.goto("/scanner/");
  await again.waitForSelector('.waiting[data-registrations="1"]');
  // The form opens without a network too.
  await again.click(".hands .register");
  await again.waitForSelector("#idNumber");
  await server.start();
  await again.click(".registration header button");
  await again.waitForSelector('.waiting[data-registrations="0"]', { timeout: 40_000 });
  expect(answered).toHaveLength(1);
  expect(await onDisk(again)).not.toContain(answered[0]);
  expect((await scanParcelOf(server, person, again)).look).toBe("green");
  await again.context().close();
});

test("another courier on the same phone neither sees nor sends it", async () => {
  const { page } = await newPage(browser, server, phone);
  const person = stranger();
  await openScanner(page);
  await server.kill();
  await page.click(".hands .register");
  await fill(page, person);
  await submit(page);
  await page.click(".ended .primary");
  await server.start();
  // The first may sign out before the background sends it: block its way meanwhile.
  await page.context().route("**/api/registrations/counter", (route) => route.abort());
  await page.click(".place");
  await page.click(".account .plain:last-child");
  await page.waitForSelector("text=本机保存着 1 份登记");
  await signIn(page, "supervisor", "/scanner/");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/registrations")) sent.push(request.url());
  });
  await page.waitForSelector(".waiting, .settings");
  if (await page.locator(".settings").count() > 0) await page.click(".settings .bottom button");
  await page.waitForSelector("text=本机另有 1 份登记由其他账号保存");
  await page.waitForTimeout(6_000);
  expect(sent).toEqual([]);
  await page.context().close();
});
