import type { Lane } from "../api/types";
import { shared } from "../texts/shared";

/** One outline per lane, so that the lane reads without its colour: disc, triangle, diamond, octagon. */
const outlines: Record<Lane, string> = {
  green: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
  yellow: "M8 1.3 15.2 14H.8z",
  red: "M8 .6 15.4 8 8 15.4.6 8z",
  hold: "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z",
};

const glyphs: Record<Lane, string> = {
  green: "m4.9 8.3 2.2 2.2 4-4.4",
  yellow: "M8 6v3.6M8 11.7v.1",
  red: "M8 4.6v3.9M8 10.9v.1",
  hold: "M6.2 5.4v5.2M9.8 5.4v5.2",
};

export function LaneShape({ lane }: { lane: Lane }) {
  return (
    <svg class={`icon lane-${lane}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={outlines[lane]} fill="var(--lane-fill, var(--lane))" />
      <path d={glyphs[lane]} fill="none" stroke="var(--lane-glyph, var(--surface))" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

export function LaneLabel({ lane }: { lane: Lane }) {
  return (
    <span class={`lane lane-${lane}`}>
      <LaneShape lane={lane} /> {shared.value.lanes[lane]}
    </span>
  );
}
