/** For `ref`: the field that someone has just asked for gets the keyboard. `autofocus` works once per page load only. */
export function focusFirst(element: HTMLElement | null): void {
  element?.focus();
}
