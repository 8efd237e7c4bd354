import { texts, wordFor } from "../texts/dashboard";

/** `items[0].description` as people say it: 第 1 项 · 品名; `sender` alone: 寄件人. */
export function fieldName(path: string): string {
  const { line, ...names } = texts.value.fields;
  const item = /^items\[(\d+)\]\.(.+)$/.exec(path);
  if (item) return `${line(Number(item[1]) + 1)} · ${wordFor(names, item[2] ?? "")}`;
  const found = /^inspection\.found\[(\d+)\]$/.exec(path);
  if (found) return texts.value.inspections.find(Number(found[1]) + 1);
  const { sender, recipient, agent, collector } = texts.value.detail;
  const party = /^(sender\.agent|sender|recipient|collector)(?:\.([a-zA-Z]+))?/.exec(path);
  if (!party) return wordFor(names, path);
  const who = wordFor({ sender, recipient, "sender.agent": agent, collector }, party[1] ?? "");
  return party[2] === undefined ? who : `${who} · ${wordFor(names, party[2])}`;
}
