import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

/** A page or panel that has nothing else to show: empty, failed, forbidden, waiting. */
export function Notice({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="notice" role="status">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
