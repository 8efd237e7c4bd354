import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { hasRole, signedInUser } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { texts } from "../texts/dashboard";
import { AlertPanel } from "./AlertDetail";
import { AlertList } from "./AlertList";
import type { Desk } from "./desk";
import { Toolbar } from "./Toolbar";

export function AlertsPage({ desk }: { desk: Desk }) {
  if (desk.state.value === "forbidden") return <NoAlerts />;
  return (
    <main class="alerts-page">
      <Toolbar desk={desk} />
      <AlertList desk={desk} />
      <AlertPanel desk={desk} />
    </main>
  );
}

export function NoAlerts() {
  const words = texts.value.forbidden;
  const roles = signedInUser()?.roles.map((role) => shared.value.roles[role]) ?? [];
  return (
    <main>
      <Notice icon="lock" title={words.title}>
        <p>{words.roles(roles.join(" · "))}</p>
        {hasRole("courier") && <p>{words.courier} <a href="/scanner/">{words.toScanner}</a></p>}
      </Notice>
    </main>
  );
}
