import { actionForm, openForm, perform } from "./alerts/Actions";
import type { Desk } from "./alerts/desk";
import { searchFieldId } from "./alerts/Toolbar";
import { helpOpen } from "./Help";
import { route } from "./route";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Single keys without modifiers, as listed in Help; never while someone is typing. */
export function listenToKeys(desk: Desk): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || route.peek().page !== "alerts") return;
    if (event.key === "Escape") return leave(desk, event);
    if (isTyping(event.target)) return;
    const handled = press(desk, event);
    if (handled) event.preventDefault();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

function press(desk: Desk, event: KeyboardEvent): boolean {
  const shown = desk.detail.peek();
  const alert = shown.kind === "ready" ? shown.alert : null;
  switch (event.key) {
    case "j": case "ArrowDown": desk.step(1); return true;
    case "k": case "ArrowUp": desk.step(-1); return true;
    case "Enter": {
      const cursor = desk.cursor.peek();
      if (cursor === null || event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement) return false;
      desk.open(cursor);
      return true;
    }
    case "a": if (alert) void perform(desk, "acknowledge", alert); return alert !== null;
    case "r": if (alert) openForm("release", alert); return alert !== null;
    case "h": if (alert) openForm("hold", alert); return alert !== null;
    case "/": document.getElementById(searchFieldId)?.focus(); return true;
    case "?": helpOpen.value = !helpOpen.peek(); return true;
    default: return false;
  }
}

function leave(desk: Desk, event: KeyboardEvent): void {
  if (helpOpen.peek()) helpOpen.value = false;
  else if (actionForm.peek() !== null) actionForm.value = null;
  else if (isTyping(event.target)) (event.target as HTMLElement).blur();
  else if (route.peek().alert !== null) desk.close();
}
