import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, newPage, openScanner, phone } from "./browser";
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

test("a first-time sender is registered from the card, and the next scan finds him", async () => {
  const { page, errors } = await newPage(browser, server, phone);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  const person = stranger();
  await openScanner(page);
  const { waybill, look } = await scanParcelOf(server, person, page);
  expect(look).toBe("yellow");
  await page.click(".verdict .register");
  await page.waitForSelector(`text=运单 ${waybill}`);
  await expectAccessible(page);
  await fill(page, person);
  expect(await page.textContent("#idNumber-said")).toContain(`${person.number.slice(6, 10)}-${person.number.slice(10, 12)}`);
  await expectAccessible(page);
  const sent = page.waitForRequest("**/api/registrations/counter");
  await submit(page);
  // The waybill is there to be read, and for nothing else.
  expect((await sent).postData()).not.toContain(waybill);
  await page.waitForSelector('[data-ended="registered"]');
  await expectAccessible(page);
  for (const secret of secrets(person)) {
    expect(await left(page, said)).not.toContain(secret);
    expect(await onDisk(page)).not.toContain(secret);
  }
  await page.click(".ended .primary");
  // The card in view is as strict as its scan was, and says that what it asked for is done.
  await page.waitForSelector(`.verdict[data-number="${waybill}"] .settled`);
  expect(await page.locator(".verdict .register").count()).toBe(0);
  await expectAccessible(page);
  expect((await scanParcelOf(server, person, page)).look).toBe("green");

  const compliance = await server.api("compliance");
  expect((await compliance("/api/registrations/find", { idType: "residentId", idNumber: person.number })).status).toBe(200);
  expect((await compliance("/api/registrations/find", { idType: "residentId", idNumber: stranger().number })).status).toBe(404);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a wrong number is refused at its field while it is typed, and nothing is sent", async () => {
  const { page } = await newPage(browser, server, phone);
  const calls: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") calls.push(request.url());
  });
  const person = stranger();
  await openScanner(page);
  await page.click(".hands .register");
  await fill(page, person);
  const wrong = person.number.slice(0, 17) + (person.number.endsWith("1") ? "2" : "1");
  await page.fill("#idNumber", wrong.slice(0, 17));
  expect(await page.getAttribute("#idNumber", "aria-invalid")).toBe("false");
  await page.fill("#idNumber", wrong);
  await page.waitForSelector('#idNumber[aria-invalid="true"]');
  expect(await page.textContent("#idNumber-said")).toBe("校验位不符，请逐位核对");
  await page.fill("#name", "演*");
  await submit(page);
  await page.waitForFunction(() => document.activeElement?.id === "idNumber");
  expect(await page.textContent(".registration [role=alert]")).toBe("请先改正标出的 2 处");
  expect(await page.textContent("#name-said")).toBe("请填写完整姓名");
  await expectAccessible(page);
  expect(calls.filter((url) => url.includes("/api/registrations"))).toEqual([]);
  await page.context().close();
});

test("an organisation's odd code is doubted and taken, with its responsible person", async () => {
  const { page } = await newPage(browser, server, phone);
  await openScanner(page);
  await page.click(".hands .register");
  await page.selectOption("#idType", "organisation");
  expect(await page.locator("#validUntil").count()).toBe(0);
  await page.fill("#idNumber", "91350100M000100Y44");
  expect(await page.textContent("#idNumber-said")).toContain("请再核对一遍");
  expect(await page.getAttribute("#idNumber", "aria-invalid")).toBe("false");
  await page.fill("#name", "昆明演示新客有限公司");
  await page.fill("#phone", "13900000788");
  await submit(page);
  await page.waitForFunction(() => document.activeElement?.id === "responsibleName");
  await page.fill("#responsibleName", "演负责");
  await page.fill("#responsibleIdNumber", stranger().number);
  await expectAccessible(page);
  await submit(page);
  await page.waitForSelector('[data-ended="registered"]');
  await page.context().close();
});

test("what the server refuses can be corrected or dropped", async () => {
  const { page } = await newPage(browser, server, phone);
  const person = stranger();
  await openScanner(page);
  await page.click(".hands .register");
  await fill(page, person);
  await submit(page);
  await page.click(".ended .primary");
  // Nothing is left in view that speaks of another parcel.
  await page.waitForSelector(".verdict.empty");
  // The same document under another name is not the counter's to change.
  await page.click(".hands .register");
  await fill(page, { ...person, name: "演别人" });
  await submit(page);
  await page.waitForFunction(() => document.querySelector(".registration [role=alert]")?.textContent?.includes("该证件已登记在另一姓名下"));
  await expectAccessible(page);
  await page.click(".registration header button");
  const listed = page.locator(".refused.registrations li");
  expect(await listed.textContent()).toContain("该证件已登记在另一姓名下");
  for (const secret of [person.number, person.phone, "演别人"]) expect(await page.content()).not.toContain(secret);
  await expectAccessible(page);

  await listed.getByText("更正").click();
  await page.waitForFunction((number) => (document.querySelector("#idNumber") as HTMLInputElement | null)?.value === number, person.number);
  expect(await page.inputValue("#name")).toBe("演别人");
  await page.fill("#name", person.name);
  await submit(page);
  await page.waitForSelector('[data-ended="registered"]');
  await page.click(".ended .primary");
  expect(await listed.count()).toBe(0);

  // An area the server does not know is refused at its field, and dropped.
  await page.click(".hands .register");
  await page.selectOption("#idType", "residencePermit");
  await fill(page, person);
  await submit(page);
  await page.waitForSelector('#idNumber[aria-invalid="true"]');
  expect(await page.textContent("#idNumber-said")).toContain("系统未接受此项");
  await page.click(".registration header button");
  await listed.getByText("移除").click();
  await listed.waitFor({ state: "detached" });
  expect(await onDisk(page)).not.toContain("fields");
  await page.context().close();
});

test("an account that has to wait is told until when, and nothing is sent before", async () => {
  const { page } = await newPage(browser, server, phone);
  await openScanner(page);
  let calls = 0;
  await page.route("**/api/registrations/counter", (route) => {
    // What the operator wants at the counter is asked there too.
    if (route.request().method() === "GET") return route.continue();
    calls++;
    return route.fulfill({ status: 429, headers: { "Retry-After": "1800" }, contentType: "application/problem+json", body: "{}" });
  });
  await page.click(".hands .register");
  await fill(page, stranger());
  const until = new Date(Date.now() + 1_800_000);
  await submit(page);
  await page.waitForSelector('[data-ended="waits"]');
  const times = [0, 60_000].map((later) => new Date(until.getTime() + later).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false }));
  const words = (await page.textContent(".ending")) ?? "";
  expect(times.some((time) => words.includes(time))).toBe(true);
  await page.click(".ended .primary");
  await page.waitForSelector('.waiting[data-registrations="1"]');
  await page.waitForTimeout(6_000);
  expect(calls).toBe(1);
  await page.context().close();
});

test("typed data goes after two minutes without input, and at sign-out", async () => {
  const { page } = await newPage(browser, server, phone);
  await page.clock.install();
  const person = stranger();
  await openScanner(page);
  await page.click(".hands .register");
  await fill(page, person);
  await page.clock.fastForward(119_000);
  expect(await page.inputValue("#name")).toBe(person.name);
  await page.clock.fastForward(2_000);
  await page.waitForFunction(() => document.querySelector(".registration [role=alert]")?.textContent?.includes("两分钟没有输入"));
  for (const secret of secrets(person)) expect(await left(page, [])).not.toContain(secret);

  await fill(page, person);
  // Signed out elsewhere, the next call says so.
  await page.context().clearCookies();
  await submit(page);
  await page.waitForSelector("[name=password]");
  for (const secret of secrets(person)) {
    expect(await left(page, [])).not.toContain(secret);
    expect(await onDisk(page)).not.toContain(secret);
  }
  await page.waitForSelector("text=本机保存着 1 份登记");
  await page.context().close();
});

test("English on request", async () => {
  const { page } = await newPage(browser, server, { ...phone, locale: "en-GB" });
  await openScanner(page);
  await page.click(".hands .register");
  await page.waitForSelector("text=Real-name registration");
  await page.fill("#idNumber", "530102199203032010");
  expect(await page.textContent("#idNumber-said")).toContain("Check digit wrong");
  expect(await page.evaluate(() => document.querySelector("main")?.textContent ?? "")).not.toMatch(/\p{Script=Han}/u);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll(".registration-form")].every((form) => form.scrollWidth <= form.clientWidth))).toBe(true);
  await expectAccessible(page);
  await page.context().close();
});
