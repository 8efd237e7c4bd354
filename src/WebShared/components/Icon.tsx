/** Drawn for this project on a 16-pixel grid, 1.5-pixel strokes. */
const drawings = {
  mark: <><path d="M2.5 5 8 2l5.5 3v6L8 14l-5.5-3z" /><path d="M5 8.2 7.2 10.4 11 6.4" /></>,
  search: <><circle cx="7" cy="7" r="4.25" /><path d="m10.2 10.2 3.3 3.3" /></>,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  help: <><circle cx="8" cy="8" r="6" /><path d="M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11.4v.1" /></>,
  eye: <><path d="M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8z" /><circle cx="8" cy="8" r="1.8" /></>,
  inbox: <path d="M2 9.5h3.2l1 2h3.6l1-2H14M2 9.5 4 3h8l2 6.5V13H2z" />,
  lock: <><rect x="3.2" y="7" width="9.6" height="6.5" rx="1" /><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" /></>,
  broken: <path d="M2 8h3l1.5-3M14 8h-3l-1.5 3M8.8 3 7.2 13" />,
  document: <><path d="M4 1.8h5.2L12.5 5v9.2H4z" /><path d="M9 2v3.2h3.2M6 8.5h4.4M6 11h4.4" /></>,
  download: <path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11" />,
  back: <path d="M9.5 3.5 5 8l4.5 4.5" />,
  settings: <><path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" /><circle cx="10" cy="4.5" r="1.8" /><circle cx="6" cy="11.5" r="1.8" /></>,
  keyboard: <><rect x="1.5" y="4" width="13" height="8" rx="1" /><path d="M4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.5h6" /></>,
  card: <><rect x="1.5" y="3.5" width="13" height="9" rx="1" /><circle cx="5.2" cy="6.8" r="1.3" /><path d="M3 10.4c.3-1 1.1-1.5 2.2-1.5s1.9.5 2.2 1.5M9.7 6.6h2.8M9.7 9.4h2.8" /></>,
  done: <path d="m3.2 8.6 3.2 3.2 6.4-7.4" />,
  warning: <><path d="M8 2.2 14.4 13.5H1.6z" /><path d="M8 6.6v3.2M8 11.6v.1" /></>,
  waiting: <><circle cx="8" cy="8" r="6" /><path d="M8 4.5V8l2.4 1.6" /></>,
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
