import type { AlertSummary } from "@logistics-screening/web-shared/api/types";
import { LaneLabel } from "@logistics-screening/web-shared/components/LaneShape";
import { Notice } from "@logistics-screening/web-shared/components/Notice";
import { exactTime, shortTime } from "@logistics-screening/web-shared/format";
import { say } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { navigate, route } from "../route";
import { texts } from "../texts/dashboard";
import { now } from "./clock";
import type { Desk } from "./desk";
import { anchoredScroll, visibleRows } from "./selection";

/** Pixels; the same as --row in alerts.css. */
const rowHeight = 20;

export function AlertList({ desk }: { desk: Desk }) {
  const scroller = useRef<HTMLDivElement>(null);
  const view = useSignal({ top: 0, height: 800 });
  const unseen = useSignal(0);
  const drawn = useRef<readonly AlertSummary[]>([]);
  const rows = desk.rows.value;
  const cursor = desk.cursor.value;

  const measure = () => {
    const box = scroller.current;
    if (box === null) return;
    view.value = { top: box.scrollTop, height: box.clientHeight };
    if (box.scrollTop === 0) unseen.value = 0;
  };

  useLayoutEffect(() => {
    measure();
    const watch = new ResizeObserver(measure);
    if (scroller.current !== null) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, []);

  // The list stands still while someone reads or selects in it; at the very top, with nothing selected, it flows.
  const filters = route.value.filters;
  const shownFilters = useRef(filters);
  useLayoutEffect(() => {
    const box = scroller.current;
    const before = drawn.current;
    drawn.current = rows;
    if (box === null || before === rows) return;
    if (shownFilters.current !== filters) {
      shownFilters.current = filters;
      unseen.value = 0;
      return;
    }
    if (box.scrollTop === 0 && cursor === null) return;
    const top = anchoredScroll(before, rows, box.scrollTop, rowHeight);
    if (top === null) return;
    const added = Math.round((top - box.scrollTop) / rowHeight);
    box.scrollTop = top;
    if (added > 0) unseen.value += added;
    measure();
  }, [rows, filters]);

  // The row under the keyboard stays in sight.
  useLayoutEffect(() => {
    const box = scroller.current;
    const index = cursor === null ? -1 : desk.rows.peek().findIndex((alert) => alert.id === cursor);
    if (box === null || index === -1) return;
    const top = index * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
  }, [cursor]);

  const { first, end } = visibleRows(view.value.top, view.value.height, rowHeight, rows.length);
  const columns = texts.value.columns;
  return (
    <section class="alert-list" aria-label={texts.value.list.label}>
      <div
        class="rows"
        ref={scroller}
        onScroll={measure}
        role="grid"
        tabIndex={0}
        aria-label={texts.value.list.label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={cursor !== null && rows.slice(first, end).some((alert) => alert.id === cursor) ? rowId(cursor) : undefined}
      >
        <div class="row head" role="row" aria-rowindex={1}>
          <span role="columnheader">{columns.lane}</span>
          <span role="columnheader" class="number">{columns.time}</span>
          <span role="columnheader">{columns.severity}</span>
          <span role="columnheader">{columns.headline}</span>
          <span role="columnheader">{columns.waybill}</span>
          <span role="columnheader">{columns.depot}</span>
          <span role="columnheader">{columns.state}</span>
        </div>
        <div class="canvas" role="rowgroup" style={{ height: `${rows.length * rowHeight}px` }}>
          {rows.slice(first, end).map((alert, index) => (
            <Row key={alert.id} alert={alert} index={first + index} current={alert.id === cursor} onOpen={() => desk.open(alert.id)} />
          ))}
        </div>
      </div>
      {unseen.value > 0 && (
        <button type="button" class="new-above" onClick={() => scroller.current?.scrollTo({ top: 0 })}>{texts.value.list.newAbove(unseen.value)}</button>
      )}
      {rows.length === 0 && <EmptyList desk={desk} />}
    </section>
  );
}

const rowId = (alert: string) => `alert-${alert}`;

function Row({ alert, index, current, onOpen }: { alert: AlertSummary; index: number; current: boolean; onOpen: () => void }) {
  return (
    <div
      class={`row ${alert.state}`}
      role="row"
      id={rowId(alert.id)}
      data-alert={alert.id}
      aria-rowindex={index + 2}
      aria-selected={current}
      style={{ top: `${index * rowHeight}px` }}
      onClick={onOpen}
    >
      <span role="gridcell"><LaneLabel lane={alert.lane} /></span>
      <span role="gridcell" class="number quiet" title={exactTime(alert.raisedAt)}>{shortTime(alert.raisedAt, now.value)}</span>
      <span role="gridcell" class={`severity ${alert.severity}`}>{shared.value.severities[alert.severity]}</span>
      <span role="gridcell" class="headline">{say(alert.headline)}</span>
      <span role="gridcell" class="mono">{alert.waybillNumber}</span>
      <span role="gridcell" class="quiet">{alert.depot}</span>
      <span role="gridcell" class="state">
        {shared.value.states[alert.state]}
        {/* Whoever took it is not always who released or held it. */}
        {alert.state === "acknowledged" && alert.acknowledgedBy !== null && <span class="quiet"> {alert.acknowledgedBy}</span>}
      </span>
    </div>
  );
}

function EmptyList({ desk }: { desk: Desk }) {
  const list = texts.value.list;
  if (desk.state.value === "loading") return <Notice icon="waiting" title={shared.value.loading} />;
  if (desk.counts.value.all === 0 && desk.state.value === "lost") return <Notice icon="broken" title={list.failed}><p>{list.failedHint}</p></Notice>;
  const { queue, lane, depot, text } = route.value.filters;
  if (queue === "todo" && !lane && !depot && !text) return <Notice icon="inbox" title={list.emptyTodo}><p>{list.emptyTodoHint}</p></Notice>;
  return (
    <Notice icon="search" title={list.emptyFiltered}>
      <p>{list.emptyFilteredHint}</p>
      <button type="button" onClick={() => navigate({ filters: { queue: "all", lane: "", depot: "", text: "" } })}>{list.clear}</button>
    </Notice>
  );
}
