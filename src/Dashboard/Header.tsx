import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { LanguageSwitch } from "@logistics-screening/web-shared/components/LanguageSwitch";
import { hasRole, signedInUser, signOut, worksOnLists } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import type { Desk } from "./alerts/desk";
import { helpOpen } from "./Help";
import { navigate, pages, route, type Page } from "./route";
import { texts } from "./texts/dashboard";

export function Header({ desk }: { desk: Desk | null }) {
  const words = texts.value;
  const allowed: Record<Page, boolean> = { alerts: true, referrals: hasRole("compliance"), suppressions: worksOnLists(), couriers: hasRole("compliance") && worksOnLists() };
  return (
    <header class="app-head">
      <span class="brand"><Icon name="mark" />{shared.value.product}</span>
      <nav>
        {pages.filter((page) => allowed[page]).map((page) => (
          <button key={page} type="button" aria-current={route.value.page === page ? "page" : undefined} onClick={() => navigate({ page, alert: null })}>{words.pages[page]}</button>
        ))}
      </nav>
      {desk !== null && <Connection desk={desk} />}
      <span class="who">{signedInUser()?.displayName}</span>
      <button type="button" class="plain" aria-label={words.help.button} title={words.help.button} onClick={() => (helpOpen.value = true)}><Icon name="keyboard" /></button>
      <LanguageSwitch />
      <button type="button" class="plain" onClick={() => void signOut()}>{shared.value.signOut}</button>
    </header>
  );
}

function Connection({ desk }: { desk: Desk }) {
  const words = texts.value.connection;
  const state = desk.state.value;
  const hint = state === "live" ? words.liveHint : state === "lost" ? words.lostHint : undefined;
  return <span class={`connection ${state}`} role="status" title={hint} data-state={state}>{words[state]}</span>;
}
