import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keepTyping, listenForTypeAhead } from './type-ahead.ts'

export interface Shortcut {
  /** `N`, `?`, or two letters one after the other: `G C`. */
  keys: string
  label: string
  run: () => void
  /** Where it stands in the help sheet. */
  group?: string
  /** Of the shell: a screen that is shown may mean something else by the same key. */
  everywhere?: boolean
  /** Opens something to type in: what is typed before it is there waits for it. */
  opensField?: boolean
  /** Heard by a part of the screen itself; it only stands in the help sheet. */
  shownOnly?: boolean
}

const known = new Map<symbol, Shortcut>()
const listeners = new Set<() => void>()
const storageKey = 'atrium.shortcuts'
let list: Shortcut[] = []
let enabled = typeof localStorage === 'undefined' || localStorage.getItem(storageKey) !== 'off'

function changed(): void {
  list = [...known.values()]
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A key of this screen, while it is shown: `useShortcut({ keys: 'N', label: t('new'), run: openNew })`. */
export function useShortcut({
  keys,
  label,
  run,
  group,
  everywhere = false,
  opensField = false,
  shownOnly = false,
}: Shortcut): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const id = Symbol(keys)
    known.set(id, {
      keys,
      label,
      run: () => latest.current(),
      everywhere,
      opensField,
      shownOnly,
      ...(group ? { group } : {}),
    })
    changed()
    return () => {
      known.delete(id)
      changed()
    }
  }, [keys, label, group, everywhere, opensField, shownOnly])
}

export function useShortcuts(): Shortcut[] {
  return useSyncExternalStore(subscribe, () => list)
}

/** Single-letter keys can be switched off (WCAG 2.1.4). */
export function useShortcutsEnabled(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, () => enabled)
  return [
    on,
    (value) => {
      enabled = value
      localStorage.setItem(storageKey, value ? 'on' : 'off')
      changed()
    },
  ]
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="textbox"], [role="combobox"]') !== null
  )
}

/** The shortcut that these keys mean: the screen's before the shell's, the latest that was registered first. */
export function findShortcut(all: readonly Shortcut[], keys: string): Shortcut | undefined {
  const meant = all.filter((one) => !one.shownOnly && one.keys.toUpperCase() === keys.toUpperCase())
  return meant.findLast((one) => !one.everywhere) ?? meant.at(-1)
}

// G waits this long for its second letter.
const patience = 1200

/** Listens for the keys; the shell calls it once. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let first = ''
    let since = 0
    function press(event: KeyboardEvent): void {
      const modified = event.ctrlKey || event.metaKey || event.altKey
      if (!enabled || modified || event.defaultPrevented || isTyping(event.target)) return
      if (document.querySelector('[role="dialog"]') || event.key.length !== 1) return
      const now = event.timeStamp
      const keys = first && now - since < patience ? `${first} ${event.key}` : event.key
      const found = findShortcut(list, keys)
      const begins =
        !found &&
        list.some((one) => !one.shownOnly && one.keys.toUpperCase().startsWith(`${event.key.toUpperCase()} `))
      first = begins ? event.key : ''
      since = now
      if (!found) return
      event.preventDefault()
      if (found.opensField) keepTyping()
      found.run()
    }
    const stop = listenForTypeAhead()
    window.addEventListener('keydown', press)
    return () => {
      stop()
      window.removeEventListener('keydown', press)
    }
  }, [])
}
