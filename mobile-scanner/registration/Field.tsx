import { Icon } from "@logistics-screening/web-shared/components/Icon";
import type { ComponentChildren } from "preact";

/** What is said beside a field: a mistake, something to look at again, or that it fits. */
export interface Said {
  kind: "fault" | "doubt" | "good";
  text: string;
}

const icons = { fault: "warning", doubt: "warning", good: "done" } as const;

/** The attributes that tie an input to its label and to what is said about it. */
export function tied(id: string, said: Said | null) {
  return { id, "aria-describedby": `${id}-said`, "aria-invalid": said?.kind === "fault", "aria-required": true };
}

/** A label, its input and one line beneath, which is announced when it changes. `count` is for the eye alone: spoken with each digit it would drown the keys. */
export function Field({ id, label, said, count, children }: { id: string; label: string; said: Said | null; count?: string; children: ComponentChildren }) {
  return (
    <div class={`field ${said?.kind ?? ""}`}>
      <div class="field-label">
        <label for={id}>{label}</label>
        {count !== undefined && <span class="quiet" aria-hidden="true">{count}</span>}
      </div>
      <div class="entry">{children}</div>
      <p id={`${id}-said`} class="said" aria-live="polite">{said !== null && <><Icon name={icons[said.kind]} />{said.text}</>}</p>
    </div>
  );
}

/** Personal data: the browser is to remember, correct and send home none of it. */
export const unremembered = { autocomplete: "off", autocorrect: "off", spellcheck: false, enterkeyhint: "next" } as const;
