import type { Answer } from "@logistics-screening/web-shared/api/client";
import type { Referral } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { exactTime, shortTime } from "@logistics-screening/web-shared/format";
import { api } from "@logistics-screening/web-shared/session";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now } from "../alerts/clock";
import { navigate } from "../route";
import { texts, wordFor } from "../texts/dashboard";
import { documentAddress } from "./AlertReferral";

export function Referrals() {
  const answer = useSignal<Answer<{ items: Referral[] }> | null>(null);
  const read = async () => {
    answer.value = null;
    answer.value = await api.call<{ items: Referral[] }>("/api/referrals");
  };
  useEffect(() => void read(), []);

  const words = texts.value.referral;
  const got = answer.value;
  if (got === null) return <Notice icon="waiting" title={shared.value.loading} />;
  if (got.kind === "problem" && got.problem.status === 403) return <Notice icon="lock" title={words.forbiddenList} />;
  if (got.kind !== "ok") return <Notice icon="broken" title={words.failedList}><button type="button" onClick={() => void read()}>{shared.value.retry}</button></Notice>;
  if (got.value.items.length === 0) return <Notice icon="document" title={words.empty}><p>{words.emptyHint}</p></Notice>;
  return (
    <section class="referrals">
      <h1>{words.listTitle}</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.reference}</th><th scope="col">{words.state}</th><th scope="col">{words.waybill}</th>
            <th scope="col">{words.createdAt}</th><th scope="col">{words.createdBy}</th><th scope="col">{words.document}</th>
          </tr>
        </thead>
        <tbody>{got.value.items.map((referral) => <Row key={referral.id} referral={referral} />)}</tbody>
      </table>
    </section>
  );
}

function Row({ referral }: { referral: Referral }) {
  const words = texts.value.referral;
  const { alertId, createdAt } = referral;
  return (
    <tr>
      <th scope="row" class="mono">{referral.reference}</th>
      <td>{wordFor(words.states, referral.state)}</td>
      <td class="mono">
        {alertId ? (
          <button type="button" class="plain" title={words.toAlert} onClick={() => navigate({ page: "alerts", alert: alertId, filters: { queue: "all" } })}>
            {referral.waybillNumber ?? words.toAlert}
          </button>
        ) : referral.waybillNumber}
      </td>
      <td>{createdAt && <time dateTime={createdAt} title={exactTime(createdAt)}>{shortTime(createdAt, now.value)}</time>}</td>
      <td>{referral.createdBy}</td>
      <td><a href={documentAddress(referral)} download aria-label={words.downloadOf(referral.reference)}><Icon name="download" /> PDF</a></td>
    </tr>
  );
}
