import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { SignIn } from "@logistics-screening/web-shared/components/SignIn";
import { resumeSession, session } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useEffect } from "preact/hooks";

export function App() {
  useEffect(() => void resumeSession(), []);
  const state = session.value;
  if (state.kind === "signedOut") return <SignIn subtitle="" />;
  if (state.kind === "signedIn") return <Notice icon="inbox" title={state.session.displayName} />;
  return <Notice icon="waiting" title={shared.value.loading} />;
}
