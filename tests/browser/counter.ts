import type { Page } from "playwright-core";
import { expect } from "vitest";
import { scan } from "./browser";
import type { TestServer } from "./server";

// Invented: area 530102, and births no demo person has.
const prefixes = ["53010219920303", "53010219930404", "53010219940505", "53010219950606", "53010219960707"];
const cardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let persons = 0;
let parcels = 0;

export interface Person {
  number: string;
  name: string;
  phone: string;
}

/** Somebody the server has never heard of. */
export function stranger(): Person {
  const digits = `${prefixes[persons % prefixes.length]}${String(201 + persons)}`;
  const sum = cardWeights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return { number: digits + "10X98765432"[sum % 11], name: "演新客" + "甲乙丙丁戊己庚辛"[persons], phone: `139000007${String(10 + persons++)}` };
}

/** A waybill of this sender, ordinary in everything else. */
async function waybillOf(server: TestServer, { number, name, phone: telephone }: Person, waybill: string): Promise<void> {
  const order = await server.api("supervisor");
  const answer = await order("/api/waybills", {
    number: waybill, carrier: "SF", depot: "KMG-01", contentKind: "parcel", channel: "counter",
    sender: { name, phone: telephone, phoneKind: "real", address: "云南省昆明市五华区演示路99号", country: "CN", idType: "residentId", idNumber: number },
    recipient: { name: "张演文", phone: "13900000201", phoneKind: "real", address: "上海市黄浦区示例路201号", country: "CN" },
    items: [{ description: "纯棉毛巾", nature: "household", quantity: 2, unit: "条", weight: 300, value: "30.00", currency: "CNY" }],
    weight: 350, pieces: 1, createdAt: "2026-11-20T02:21:00Z",
  });
  expect(answer.status, JSON.stringify(answer.json)).toBeLessThan(300);
}

/** Brings one parcel of this sender and scans it. One in so many is drawn for a closer look whoever sends it: then the next one is taken. */
export async function scanParcelOf(server: TestServer, person: Person, page: Page): Promise<{ waybill: string; look: string | null }> {
  for (let tries = 0; ; tries++) {
    const waybill = `SF888${String(++parcels).padStart(10, "0")}`;
    await waybillOf(server, person, waybill);
    await scan(page, waybill);
    await page.waitForSelector(`.verdict[data-number="${waybill}"][data-outcome="verdict"]:not(.past)`);
    const look = await page.getAttribute(".verdict", "data-look");
    if (look !== "red" || tries === 4) return { waybill, look };
  }
}

export async function fill(page: Page, person: Person): Promise<void> {
  await page.waitForSelector("#idNumber");
  await page.fill("#idNumber", person.number);
  await page.fill("#name", person.name);
  await page.fill("#phone", person.phone);
  await page.click(".registration .toggle");
}

export const submit = (page: Page) => page.click(".registration .bottom .primary");

/** Everything the page holds or has left behind where it must hold nothing: address, title, storage, document, console. */
export async function left(page: Page, console: string[]): Promise<string> {
  return (await page.evaluate(() => [location.href, document.title, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(history.state),
    document.body.innerHTML, ...[...document.querySelectorAll("input")].map((field) => field.value)].join("\n"))) + console.join("\n");
}

/** Every record of the phone's databases, bytes included, as text. */
export async function onDisk(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const spelled = (value: unknown): string =>
      value instanceof ArrayBuffer ? new TextDecoder().decode(value) : ArrayBuffer.isView(value) ? "" : typeof value === "object" && value !== null ? Object.values(value).map(spelled).join("\n") : String(value);
    const wait = <T>(request: IDBRequest<T>) => new Promise<T>((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error as Error);
    });
    const texts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) texts.push(name ?? "", spelled(await wait(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    return texts.join("\n");
  });
}

export const secrets = (person: Person) => [person.number, person.name, person.phone, person.number.slice(6, 14)];
