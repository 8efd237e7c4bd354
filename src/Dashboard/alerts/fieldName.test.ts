import { expect, test } from "vitest";
import { fieldName } from "./fieldName";

test.each([
  ["items[0].description", "第 1 项 · 品名"],
  ["sender", "寄件人"],
  ["sender.agent", "代理人"],
  ["sender.agent.idNumber", "代理人 · 证件号码"],
  ["sender.accounts", "寄件人 · 网络账号"],
  ["recipient.phone", "收件人 · 电话"],
  ["remarks", "备注"],
  ["agreement.until", "协议到期日"],
  ["collector.idNumber", "取件人 · 证件号码"],
  ["inspection.found[0]", "验视查出第 1 项"],
  ["newField", "newField"],
])("%s is called %s", (path, name) => expect(fieldName(path)).toBe(name));
