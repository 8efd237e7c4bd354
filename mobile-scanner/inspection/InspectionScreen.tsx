import type { FoundKind, InspectionReport, InspectionResult } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { focusFirst } from "@logistics-screening/web-shared/focus";
import { useSignal } from "@preact/signals";
import { choices, deviceId, profile } from "../device";
import { unremembered } from "../registration/Field";
import type { Card } from "../scanning";
import { texts } from "../texts/scanner";
import { inspections } from "../work";

const results = ["nothingFound", "found", "refused"] as const satisfies readonly InspectionResult[];
const kinds = ["wildlife", "prohibited", "undeclared"] as const satisfies readonly FoundKind[];

/** Milliseconds the form waits for the server; after that the record goes in the background. */
const limit = 4_000;
const longestText = 500;
const longestMark = 60;
const mostPhotos = 200;

/** What came of opening the parcel in view. It took from its scan until now. */
export function InspectionScreen({ card, onClose }: { card: Card; onClose: (recorded: boolean) => void }) {
  const words = texts.value.inspection;
  const result = useSignal<InspectionResult>("nothingFound");
  const kind = useSignal<FoundKind>("wildlife");
  const photos = useSignal(0);
  const sending = useSignal(false);
  const problem = useSignal("");

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (sending.peek()) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const found = result.peek() === "found";
    const quantity = Number(text("quantity"));
    if (found && (text("description") === "" || !Number.isInteger(quantity) || quantity < 1)) {
      problem.value = words.incomplete;
      return;
    }
    const report: InspectionReport = {
      inspectionId: crypto.randomUUID(), scanId: card.scanId, depot: choices.peek().depot, device: deviceId(),
      startedAt: card.scannedAt, endedAt: new Date().toISOString(), result: result.peek(), photos: photos.peek(),
      ...(text("mark") === "" ? {} : { mark: text("mark") }),
      ...(found ? { found: [{ kind: kind.peek(), description: text("description"), quantity }] } : {}),
    };
    sending.value = true;
    try {
      // Under the scan's id, for it waits for its scan.
      await inspections.add(card.scanId, profile.peek()?.userName ?? "", new TextEncoder().encode(JSON.stringify(report)).buffer);
    } catch {
      sending.value = false;
      problem.value = words.notKept;
      return;
    }
    const answer = card.outcome.kind === "verdict" ? await inspections.send(card.scanId, limit).catch(() => null) : null;
    sending.value = false;
    if (answer?.kind === "problem" && answer.problem.status === 400) problem.value = words.refused;
    else onClose(true);
  };

  return (
    <main class="registration">
      <header>
        <button type="button" class="square" aria-label={texts.value.registration.back} disabled={sending.value} onClick={() => onClose(false)}><Icon name="back" /></button>
        <div>
          <h1 tabIndex={-1} ref={focusFirst}>{words.title}</h1>
          <p class="quiet">{texts.value.registration.waybill(card.number)}</p>
        </div>
      </header>
      <form class="registration-form inspection-form" autocomplete="off" onSubmit={(event) => void submit(event)}>
        <fieldset disabled={sending.value}>
          <div class="relations three" role="group" aria-label={words.result}>
            {results.map((one) => <button key={one} type="button" aria-pressed={result.value === one} onClick={() => (result.value = one)}>{words.results[one]}</button>)}
          </div>
          {result.value === "found" && (
            <>
              <div class="relations three" role="group" aria-label={words.kind}>
                {kinds.map((one) => <button key={one} type="button" aria-pressed={kind.value === one} onClick={() => (kind.value = one)}>{words.kinds[one]}</button>)}
              </div>
              <label class="plain-field">{words.description}<input name="description" maxLength={longestText} {...unremembered} /></label>
              <label class="plain-field">{words.quantity}<input name="quantity" inputMode="numeric" defaultValue="1" maxLength={8} {...unremembered} /></label>
            </>
          )}
          {result.value !== "refused" && (
            <>
              <div class="stepper">
                <span id="photos-label">{words.photos}</span>
                <button type="button" class="square" aria-label={words.fewer} disabled={photos.value === 0} onClick={() => photos.value--}>−</button>
                <output aria-labelledby="photos-label">{photos.value}</output>
                <button type="button" class="square" aria-label={words.more} disabled={photos.value === mostPhotos} onClick={() => photos.value++}>+</button>
              </div>
              <label class="plain-field">{words.mark}<input name="mark" maxLength={longestMark} {...unremembered} enterkeyhint="done" /></label>
            </>
          )}
        </fieldset>
        <div class="bottom">
          <p class="problem" role="alert">{problem.value}</p>
          <button type="submit" class="primary" aria-disabled={sending.value}>{sending.value ? words.sending : words.submit}</button>
        </div>
      </form>
    </main>
  );
}
