import type { Lane } from "@logistics-screening/web-shared/api/types";
import { Icon } from "@logistics-screening/web-shared/components/Icon";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { navigate, orders, queues, route, type Order } from "../route";
import { texts } from "../texts/dashboard";
import type { Desk } from "./desk";

export const searchFieldId = "search";
const lanes: readonly Lane[] = ["hold", "red", "yellow", "green"];

export function Toolbar({ desk }: { desk: Desk }) {
  const words = texts.value.filters;
  const filters = route.value.filters;
  const depots = desk.depots.value;
  return (
    <div class="toolbar" role="group" aria-label={words.label}>
      <div class="queues" role="group" aria-label={words.label}>
        {queues.map((queue) => (
          <button key={queue} type="button" aria-pressed={filters.queue === queue} onClick={() => navigate({ filters: { queue } })}>
            {texts.value.queues[queue]} <span class="count">{desk.counts.value[queue]}</span>
          </button>
        ))}
      </div>
      <select aria-label={words.lane} value={filters.lane} onChange={(event) => navigate({ filters: { lane: event.currentTarget.value as Lane | "" } })}>
        <option value="">{words.anyLane}</option>
        {lanes.map((lane) => <option key={lane} value={lane}>{shared.value.lanes[lane]}</option>)}
      </select>
      <select aria-label={words.depot} value={filters.depot} onChange={(event) => navigate({ filters: { depot: event.currentTarget.value } })}>
        <option value="">{words.anyDepot}</option>
        {(depots.includes(filters.depot) || filters.depot === "" ? depots : [filters.depot, ...depots]).map((depot) => <option key={depot}>{depot}</option>)}
      </select>
      <select aria-label={words.order} value={filters.order} onChange={(event) => navigate({ filters: { order: event.currentTarget.value as Order } })}>
        {orders.map((order) => <option key={order} value={order}>{words[order]}</option>)}
      </select>
      <label class="search">
        <Icon name="search" />
        <input
          id={searchFieldId}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={filters.text}
          onInput={(event) => navigate({ filters: { text: event.currentTarget.value } }, "replace")}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
    </div>
  );
}
