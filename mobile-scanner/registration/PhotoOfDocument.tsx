import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { useSignal } from "@preact/signals";
import type { TargetedEvent } from "preact";
import { profile } from "../device";
import { texts } from "../texts/scanner";
import { photos, sendPhotos } from "../work";

/** Pixels of the longer side: a card is read well at that, and a picture stays under a megabyte. */
const longestSide = 2_000;
const quality = 0.85;

/** Drawn anew, so that nothing else the camera wrote into the file (place, device) goes along. */
async function redrawn(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality });
}

/** One picture of the document just registered; kept sealed on this phone until the server has it. */
export function PhotoOfDocument({ clientId }: { clientId: string }) {
  const state = useSignal<"none" | "working" | "kept" | "failed">("none");
  const words = texts.value.registration.photo;
  const take = async (event: TargetedEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    const user = profile.peek()?.userName;
    if (file === undefined || user === undefined) return;
    state.value = "working";
    try {
      await photos.add(clientId, user, await (await redrawn(file)).arrayBuffer());
      state.value = "kept";
      void sendPhotos(user);
    } catch {
      state.value = "failed";
    }
  };
  if (state.value === "kept") return <p class="photo-kept" role="status"><Icon name="done" /> {words.kept}</p>;
  return (
    <div class="photo-of-document">
      <p class="quiet">{words.hint}</p>
      <label class="photo-button">
        {state.value === "working" ? words.working : words.take}
        <input type="file" accept="image/*" capture="environment" disabled={state.value === "working"} onChange={(event) => void take(event)} />
      </label>
      <p class="problem" role="alert">{state.value === "failed" ? words.failed : ""}</p>
    </div>
  );
}
