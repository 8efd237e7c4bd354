import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import type { Answer } from "../api/client";
import type { Session } from "../api/types";
import { focusFirst } from "../focus";
import { signIn } from "../session";
import { shared } from "../texts/shared";
import { Icon } from "./Icon";
import { LanguageSwitch } from "./LanguageSwitch";

function complaint(answer: Answer<Session>): string {
  const texts = shared.peek().signIn;
  if (answer.kind === "unreachable") return texts.unreachable;
  if (answer.kind === "ok") return "";
  if (answer.problem.status === 429 || answer.problem.status === 423) return texts.locked;
  return answer.problem.status === 401 || answer.problem.status === 400 ? texts.wrong : texts.failed;
}

export function SignIn({ subtitle, onSignedIn }: { subtitle: string; onSignedIn?: (session: Session) => void }) {
  const working = useSignal(false);
  const problem = useSignal("");
  const texts = shared.value.signIn;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    working.value = true;
    const answer = await signIn(String(form.get("userName")).trim(), String(form.get("password")));
    working.value = false;
    problem.value = complaint(answer);
    if (answer.kind === "ok") onSignedIn?.(answer.value);
  };

  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <div>
          <h1><Icon name="mark" />{shared.value.product}</h1>
          <p class="quiet">{subtitle}</p>
        </div>
        <label>
          {texts.userName}
          <input name="userName" autocomplete="username" autocapitalize="none" spellcheck={false} required ref={focusFirst} />
        </label>
        <label>
          {texts.password}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="primary" disabled={working.value}>{working.value ? texts.working : texts.submit}</button>
        <p class="problem" role="alert">{problem.value}</p>
        <div class="foot"><span /><LanguageSwitch /></div>
      </form>
    </main>
  );
}
