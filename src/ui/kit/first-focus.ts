import { useEffect, useRef } from 'react'

const FOCUSABLE = 'input, textarea, select, button, a[href], [contenteditable="true"], [tabindex]'
const FIELDS = 'input, textarea, select, [contenteditable="true"]'
const TRY_MS = 80
/** What is asked from the server first may take a moment. */
const TRIES = 20

/**
 * For what an overlay shows: the first field has the focus, so that one can type at once. Where something else comes
 * first (a button, a list), the focus stays where the overlay put it; whoever moves it meanwhile keeps it.
 */
export function useFirstFocus<T extends HTMLElement>() {
  const body = useRef<T>(null)
  useEffect(() => {
    let tries = 0
    const timer = setInterval(() => {
      const node = body.current
      const active = document.activeElement
      tries += 1
      if (!node || node.contains(active) || tries > TRIES || isElsewhere(node, active))
        return clearInterval(timer)
      const first = [...node.querySelectorAll<HTMLElement>(FOCUSABLE)].find(canHaveFocus)
      if (!first) return
      clearInterval(timer)
      if (first.matches(FIELDS)) first.focus({ preventScroll: true })
    }, TRY_MS)
    return () => clearInterval(timer)
  }, [])
  return body
}

// Another overlay was opened above, or a field outside was chosen.
function isElsewhere(node: HTMLElement, active: Element | null): boolean {
  const overlay = node.closest('[role="dialog"]')
  return active !== null && active !== document.body && overlay !== null && !overlay.contains(active)
}

function canHaveFocus(element: HTMLElement): boolean {
  const isShown = element.offsetParent !== null || element.getClientRects().length > 0
  return isShown && element.tabIndex >= 0 && !element.matches(':disabled, [type="hidden"], [type="file"]')
}
