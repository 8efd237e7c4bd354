import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { SignIn } from "@logistics-screening/web-shared/components/SignIn";
import { hasRole, resumeSession, session, signedInUser } from "@logistics-screening/web-shared/session";
import { language } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { AlertsPage, NoAlerts } from "./alerts/AlertsPage";
import { Desk } from "./alerts/desk";
import { Header } from "./Header";
import { Help } from "./Help";
import { Couriers } from "./insights/Couriers";
import { listenToKeys } from "./keyboard";
import { Referrals } from "./referrals/Referrals";
import { route } from "./route";
import { Suppressions } from "./suppressions/Suppressions";
import { texts } from "./texts/dashboard";

export function App() {
  useEffect(() => void resumeSession(), []);
  useSignalEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    document.title = `${texts.value.pages[route.value.page]} · ${shared.value.product}`;
  });
  switch (session.value.kind) {
    case "unknown": return <Notice icon="waiting" title={shared.value.loading} />;
    case "signedOut": return <SignIn subtitle={texts.value.subtitle} />;
    case "signedIn": return <SignedIn key={session.value.session.userName} />;
    case "unreachable":
      return (
        <Notice icon="broken" title={texts.value.server.unreachable}>
          <p>{texts.value.server.unreachableHint}</p>
          <button type="button" onClick={() => void resumeSession()}>{shared.value.retry}</button>
        </Notice>
      );
  }
}

function SignedIn() {
  const seesAlerts = hasRole("supervisor", "areaManager", "compliance");
  const user = signedInUser()?.userName;
  const desk = useMemo(() => (seesAlerts ? new Desk() : null), [user, seesAlerts]);
  useEffect(() => {
    if (desk === null) return;
    desk.start();
    const stopKeys = listenToKeys(desk);
    return () => {
      stopKeys();
      desk.stop();
    };
  }, [desk]);
  return (
    <div class="app">
      <Header desk={desk} />
      <Page desk={desk} />
      <Help />
    </div>
  );
}

function Page({ desk }: { desk: Desk | null }) {
  switch (route.value.page) {
    case "referrals": return <main class="page"><Referrals /></main>;
    case "suppressions": return <main class="page"><Suppressions /></main>;
    case "couriers": return <main class="page"><Couriers /></main>;
    case "alerts": return desk === null ? <NoAlerts /> : <AlertsPage desk={desk} />;
  }
}
