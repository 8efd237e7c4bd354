import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { say } from "@logistics-screening/web-shared/texts/language";
import type { Refusal } from "./outbox";
import type { Card, Outcome } from "./scanning";
import { texts } from "./texts/scanner";
import { registering } from "./work";

/** How an outcome looks: its colour name and its shape, both from scanner.css and below. */
type Look = "green" | "yellow" | "red" | "refuse" | "none" | "unsure" | "working";

export function lookOf(outcome: Outcome): Look {
  if (outcome.kind === "verdict") return outcome.answer.shown;
  if (outcome.kind === "refused") return outcome.shown ?? "unsure";
  return outcome.kind === "checking" ? "working" : "none";
}

/** Disc, triangle, diamond, octagon; a ring for "no verdict". The same shapes as on the desk. */
const outlines: Record<Look, string> = {
  green: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
  yellow: "M8 1.3 15.4 14.4H.6z",
  red: "M8 .4 15.6 8 8 15.6.4 8z",
  refuse: "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z",
  none: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
  unsure: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
  working: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
};

const glyphs: Record<Look, string> = {
  green: "m4.6 8.3 2.4 2.4 4.4-4.9",
  yellow: "M8 6.2v3.8M8 12v.1",
  red: "M8 4.4v4.3M8 11.2v.1",
  refuse: "m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2",
  none: "M8 4.6V8l2.3 1.6",
  unsure: "M6.2 6.2a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.4M8 11.7v.1",
  working: "M5 8h.1M8 8h.1M11 8h.1",
};

export function OutcomeShape({ outcome }: { outcome: Outcome }) {
  const look = lookOf(outcome);
  const filled = look !== "none" && look !== "unsure" && look !== "working";
  return (
    <svg class={`shape shape-${look}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={outlines[look]} fill={filled ? "currentColor" : "none"} stroke={filled ? "none" : "currentColor"} stroke-width="1" />
      <path d={glyphs[look]} fill="none" stroke={filled ? "var(--shape-glyph)" : "currentColor"} stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

export function wordOf(outcome: Outcome): string {
  const words = texts.value;
  switch (outcome.kind) {
    case "checking": return words.checking;
    case "notScreened": return words.notScreened;
    case "notKept": return words.notKept;
    case "refused": return wordOfRefusal(outcome.refusal);
    case "verdict": return outcome.answer.instruction.code === "stopAndSecure" ? words.stop : words.shown[outcome.answer.shown];
  }
}

export function wordOfRefusal(refusal: Refusal): string {
  const words = texts.value;
  return { unknown: words.unknown, ambiguous: words.ambiguous, depot: words.refusedDepot, other: words.refusedOther }[refusal];
}

function instructionOf(outcome: Outcome): string {
  const words = texts.value;
  switch (outcome.kind) {
    case "checking": return "";
    case "notScreened": return words.notScreenedHint;
    case "notKept": return words.notKeptHint;
    case "refused": return say(outcome.instruction) || { unknown: words.unknownHint, ambiguous: words.ambiguousHint, depot: words.refusedDepotHint, other: words.refusedOtherHint }[outcome.refusal];
    // The word on the card says it already.
    case "verdict": return outcome.answer.instruction.code === "inspectAsUsual" ? "" : say(outcome.answer.instruction);
  }
}

function codeOf(outcome: Outcome): string | undefined {
  return outcome.kind === "verdict" ? outcome.answer.instruction.code : outcome.kind === "refused" ? outcome.instruction?.code : undefined;
}

/** By the instruction alone, which many findings share: that the form is offered says nothing about why. Only while the sender is there. */
export function offersRegistration(card: Card): boolean {
  return card.kind === "acceptance" && codeOf(card.outcome) === "checkIdentity";
}

function wordsToSay(card: Card): string | null {
  if (card.kind !== "acceptance") return null;
  const say: Record<string, string> = texts.value.say;
  if (card.outcome.kind === "notScreened") return texts.value.say.notScreened;
  const code = codeOf(card.outcome);
  if (code === undefined) return null;
  return Object.hasOwn(say, code) ? (say[code] ?? null) : null;
}

/** The verdict of one parcel. Grey once the field holds another number: it then speaks of the previous parcel. */
export function VerdictCard({ card, inView, onRegister }: { card: Card | null; inView: boolean; onRegister: (waybill: string) => void }) {
  const words = texts.value;
  if (card === null) {
    return (
      <section class="verdict empty" aria-live="assertive">
        <svg class="shape" viewBox="0 0 16 16" aria-hidden="true"><path d="M1.5 5V3A1.5 1.5 0 0 1 3 1.5h2M11 1.5h2A1.5 1.5 0 0 1 14.5 3v2M14.5 11v2a1.5 1.5 0 0 1-1.5 1.5h-2M5 14.5H3A1.5 1.5 0 0 1 1.5 13v-2M4.5 5v6M7 5v6M9 5v6M11.5 5v6" fill="none" stroke="currentColor" stroke-linecap="round" /></svg>
        <p class="word">{words.waiting}</p>
        <p class="instruction">{words.waitingHint}</p>
      </section>
    );
  }
  const sayable = wordsToSay(card);
  const word = wordOf(card.outcome), instruction = instructionOf(card.outcome), offering = inView && offersRegistration(card);
  return (
    <section class={`verdict ${inView ? lookOf(card.outcome) : "past"} ${offering ? "offering" : ""}`} data-outcome={card.outcome.kind} data-look={lookOf(card.outcome)} data-number={card.number} aria-live="assertive" aria-atomic="true">
      <p class="code">{!inView && <span>{words.previous}</span>}{card.number}</p>
      <OutcomeShape outcome={card.outcome} />
      <p class="word">{word}</p>
      {instruction !== "" && instruction !== word && <p class="instruction">{instruction}</p>}
      {sayable !== null && <p class="say"><span>{words.sayTo}</span>{sayable}</p>}
      {offering && registering.settledFor.value.has(card.number) && <p class="settled"><Icon name="done" />{words.registration.settled}</p>}
      {offering && !registering.settledFor.value.has(card.number) && <button type="button" class="register" onClick={() => onRegister(card.number)}><Icon name="card" />{words.registration.open}</button>}
    </section>
  );
}
