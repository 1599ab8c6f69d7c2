import { useSyncExternalStore } from 'react'
import { useMe } from './me.tsx'

const key = 'atrium.location'
const listeners = new Set<() => void>()

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
  const valid = me.locations.some((one) => one.id === kept) ? kept : null
  return [
    valid,
    (id) => {
      if (id) localStorage.setItem(key, id)
      else localStorage.removeItem(key)
      for (const listener of listeners) listener()
    },
  ]
}
