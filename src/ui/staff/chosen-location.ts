import { useSyncExternalStore } from 'react'
import { useMe, type Me } from './me.tsx'

const key = 'atrium.location'
const listeners = new Set<() => void>()

/** The location somebody works at now; null = all of them. */
export function chosenLocationOf({ locations }: Me, kept = localStorage.getItem(key)): string | null {
  return locations.some((one) => one.id === kept) ? kept : null
}

/** The location this person works at now; null = all of them. */
export function useChosenLocation(): [string | null, (id: string | null) => void] {
  const me = useMe()
  const kept = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => localStorage.getItem(key),
  )
  return [
    chosenLocationOf(me, kept),
    (id) => {
      if (id) localStorage.setItem(key, id)
      else localStorage.removeItem(key)
      for (const listener of listeners) listener()
    },
  ]
}
