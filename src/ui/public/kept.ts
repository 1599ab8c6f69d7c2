import { useState } from 'react'

/** What was typed and is not sent yet, kept in this tab only: a reload loses nothing, a closed tab everything. */
export function useKept<T>(name: string, initial: T): [T, (next: T | ((now: T) => T)) => void] {
  const key = `atrium.${name}`
  const [value, setValue] = useState<T>(() => read(key, initial))
  function keep(next: T | ((now: T) => T)): void {
    setValue((now) => {
      const chosen = typeof next === 'function' ? (next as (now: T) => T)(now) : next
      write(key, chosen)
      return chosen
    })
  }
  return [value, keep]
}

function read<T>(key: string, initial: T): T {
  try {
    const text = sessionStorage.getItem(key)
    return text ? (JSON.parse(text) as T) : initial
  } catch {
    return initial
  }
}

// Private windows may refuse: the page works without.
function write(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  } catch {}
}
