/** Puts the focus on the first of these that is there, as soon as it is: what is asked for may still be loading. */
export function focusSoon(place: HTMLElement | null, selectors: string[], tries = 30): void {
  const found = selectors
    .map((one) => place?.querySelector<HTMLElement>(one))
    .find((one) => one && !one.hasAttribute('disabled'))
  if (found) return found.focus()
  if (tries > 0) setTimeout(() => focusSoon(place, selectors, tries - 1), 60)
}
