import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { texts } from "./texts/dashboard";

export const helpOpen = signal(false);

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const words = texts.value.help;
  const keys: [string, string][] = [
    ["j", words.next], ["k", words.previous], ["Enter", words.open], ["a", words.acknowledge], ["r", words.release],
    ["h", words.hold], ["/", words.search], ["Esc", words.close], ["?", words.help],
  ];
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => (helpOpen.value = false)}>
      <h1 id="help-title">{words.title}</h1>
      <dl>{keys.map(([key, word]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{word}</dd></div>)}</dl>
      <button type="button" class="plain close" aria-label={shared.value.close} onClick={() => (helpOpen.value = false)}><Icon name="close" /></button>
    </dialog>
  );
}
