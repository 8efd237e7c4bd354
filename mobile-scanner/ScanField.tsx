import { focusFirst } from "@logistics-screening/web-shared/focus";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Burst, burstSilence, checkDigitFits, waybillNumber } from "./code";
import { choices, choose } from "./device";
import { texts } from "./texts/scanner";

/** One field for fingers and for hardware scanners, which type too, only faster and often without an Enter. */
export function ScanField({ typed, onCode }: { typed: Signal<string>; onCode: (number: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const burst = useRef(new Burst());
  const silence = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const complaint = useSignal("");
  const words = texts.value;
  const screenKeyboard = choices.value.screenKeyboard;

  const submit = () => {
    clearTimeout(silence.current);
    const raw = field.current?.value ?? "";
    if (raw.trim() === "") return;
    const number = waybillNumber(raw);
    complaint.value = number === null ? texts.peek().badCode : "";
    if (number === null) {
      field.current?.select();
      return;
    }
    change("");
    onCode(number);
  };

  const change = (value: string) => {
    if (field.current !== null) field.current.value = value;
    typed.value = value;
    burst.current.changed(value.length, performance.now());
  };

  const changed = (value: string) => {
    typed.value = value;
    complaint.value = "";
    burst.current.changed(value.length, performance.now());
    clearTimeout(silence.current);
    if (burst.current.isScanner) silence.current = setTimeout(submit, burstSilence);
  };

  // A scan must not be lost because the focus sits elsewhere.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const elsewhere = !(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement);
      if (elsewhere && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const number = waybillNumber(typed.value);
  const hint = complaint.value || (number !== null && checkDigitFits(number) === false ? words.checkDigit : "");
  return (
    <form class="scan-field" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <p class="problem" role="alert">{hint}</p>
      <div class="line">
        <input
          ref={(element) => { if (field.current !== element) { field.current = element; focusFirst(element); } }}
          aria-label={words.field}
          placeholder={words.placeholder}
          inputMode={screenKeyboard ? "text" : "none"}
          enterkeyhint="go"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => changed(event.currentTarget.value)}
        />
        <button type="button" class="square" aria-pressed={screenKeyboard} aria-label={screenKeyboard ? words.keyboardOff : words.keyboardOn} onClick={() => { choose({ screenKeyboard: !screenKeyboard }); field.current?.focus(); }}>
          <Icon name="keyboard" />
        </button>
        <button type="submit" class="primary">{words.submit}</button>
      </div>
    </form>
  );
}
