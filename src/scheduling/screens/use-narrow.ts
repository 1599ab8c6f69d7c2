import { useSyncExternalStore } from 'react'

const query = typeof window === 'undefined' ? null : window.matchMedia('(max-width: 48em)')

/** Is the window as wide as a phone now? */
export function isNarrow(): boolean {
  return query?.matches ?? false
}

/** Is this a phone, by its width? */
export function useNarrow(): boolean {
  return useSyncExternalStore((listener) => {
    query?.addEventListener('change', listener)
    return () => query?.removeEventListener('change', listener)
  }, isNarrow)
}
