import { useCallback, useSyncExternalStore } from 'react'
import { useMe } from '../../../ui/kit/index.ts'

/** How somebody has set up their calendar on this device. */
export interface Remembered {
  density: 'compact' | 'normal' | 'roomy'
  /** The panel beside the calendar. */
  rail: boolean
  /** Ids of the columns in the order they were put in; others follow as they come. */
  order: string[]
  /** Ids of columns that are shown; of a kind without any, those that have something to do. */
  show: string[]
}

const defaults: Remembered = { density: 'normal', rail: true, order: [], show: [] }
const listeners = new Set<() => void>()
let cache: { key: string; text: string | null; value: Remembered } | null = null

function read(key: string): Remembered {
  const text = localStorage.getItem(key)
  if (cache?.key !== key || cache.text !== text)
    cache = { key, text, value: { ...defaults, ...parsed(text) } }
  return cache.value
}

function parsed(text: string | null): Partial<Remembered> {
  try {
    return JSON.parse(text ?? '{}') as Partial<Remembered>
  } catch {
    return {}
  }
}

/** Columns, their order, the density and the panel, kept for this person on this device. */
export function useRemembered(): [Remembered, (change: Partial<Remembered>) => void] {
  const me = useMe()
  const key = `atrium.calendar.${me.practice.id}.${me.user.id}`
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => read(key),
  )
  const set = useCallback(
    (change: Partial<Remembered>) => {
      localStorage.setItem(key, JSON.stringify({ ...read(key), ...change }))
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [value, set]
}

/** Ids in the order that somebody has put them in; the others after them as they came. */
export function inOrder<T extends { id: string }>(all: readonly T[], order: readonly string[]): T[] {
  const place = new Map(order.map((id, index) => [id, index]))
  const at = (one: T) => place.get(one.id) ?? order.length
  return all.toSorted((a, b) => at(a) - at(b))
}

/** The order after one of the shown was moved by so many places. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= ids.length) return [...ids]
  const next = [...ids]
  next.splice(from, 1)
  next.splice(to, 0, id)
  return next
}
