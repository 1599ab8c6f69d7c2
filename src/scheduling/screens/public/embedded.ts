import { useEffect } from 'react'

/** Does this page stand in a frame on the practice's own site? */
export const isEmbedded = location.pathname.startsWith('/embed/')

/**
 * The origin of the page around us, as its snippet says. It is only ever the address of a message: browsers deliver to
 * nobody else, and the server lets only the practice's sites frame this page. So a wrong one reaches nobody.
 */
function originAround(): string | null {
  const said = new URLSearchParams(location.search).get('parent')
  return said && /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i.test(said) ? said : null
}

function tell(message: { atrium: 'height'; height: number } | { atrium: 'top' }): void {
  const origin = originAround()
  if (origin && window.parent !== window) window.parent.postMessage(message, origin)
}

/** Tells the page around us how high we are, and when a new step begins, so that it has no scroll bar of its own. */
export function useFrameAround(step: string): void {
  useEffect(() => {
    if (!isEmbedded) return
    // What leaves the page (a visit's own page, an enquiry) may not be framed: it opens beside.
    const base = document.createElement('base')
    base.target = '_blank'
    document.head.append(base)
    document.documentElement.classList.add('embedded')
    const root = document.getElementById('root')
    const watch = new ResizeObserver(() =>
      tell({ atrium: 'height', height: Math.ceil(root?.scrollHeight ?? 0) }),
    )
    if (root) watch.observe(root)
    return () => {
      watch.disconnect()
      base.remove()
    }
  }, [])
  useEffect(() => {
    if (isEmbedded) tell({ atrium: 'top' })
  }, [step])
}
