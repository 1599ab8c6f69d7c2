import { useSyncExternalStore } from 'react'

// The palette is loaded when it is first wanted; each wish counts one up.
let wishes = 0
const listeners = new Set<() => void>()

export function openPalette(): void {
  wishes += 1
  for (const listener of listeners) listener()
}

export function usePaletteWishes(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wishes,
  )
}
