import type { AlertDetail } from "@logistics-screening/web-shared/api/types";
import { money, weight } from "@logistics-screening/web-shared/format";
import { texts } from "../texts/dashboard";
import { Fact } from "./Findings";
import { spansOf } from "./highlight";
import { Marked } from "./Marked";

export function Declared({ alert }: { alert: AlertDetail }) {
  const words = texts.value.detail;
  const waybill = alert.waybill;
  if (waybill === null || waybill.items.length === 0) return <section><h2>{words.declared}</h2><p class="quiet">{words.noWaybill}</p></section>;
  const hasNature = waybill.items.some((item) => item.nature);
  return (
    <section>
      <h2>{words.declared}</h2>
      <table class="items">
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            {hasNature && <th scope="col">{words.nature}</th>}
            <th scope="col" class="number">{words.quantity}</th>
            <th scope="col" class="number">{words.weight}</th>
            <th scope="col" class="number">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {waybill.items.map((item, index) => (
            <tr key={index}>
              <td><Marked text={item.description} spans={spansOf(alert.findings, `items[${index}].description`)} numbered /></td>
              {hasNature && <td><Marked text={item.nature ?? ""} spans={spansOf(alert.findings, `items[${index}].nature`)} numbered /></td>}
              <td class="number">{item.quantity} {item.unit ?? ""}</td>
              <td class="number">{weight(item.weight)}</td>
              <td class="number">{money(item.value, item.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="facts">
        {waybill.remarks && <Fact name={words.remarks}><Marked text={waybill.remarks} spans={spansOf(alert.findings, "remarks")} numbered /></Fact>}
        {(waybill.weight !== null || waybill.pieces !== null) && (
          <Fact name={words.parcel}>{[weight(waybill.weight), waybill.pieces === null ? "" : words.pieces(waybill.pieces)].filter((text) => text !== "").join(" · ")}</Fact>
        )}
      </dl>
    </section>
  );
}
