import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { spotAfterKey, spotAtMinute, spotOfVisit, type Spot } from './cursor.ts'
import { placeAfterKey, type Place } from './keyboard-move.ts'
import { wallAt, type Hours } from './layout.ts'
import type { CalendarProps, CalendarTarget } from './model.ts'
import type { DrawnColumn } from './use-columns.ts'
import { placeOf } from './use-places.ts'

export interface KeysAsk {
  root: RefObject<HTMLElement | null>
  drawn: readonly DrawnColumn[]
  hours: Hours
  step: number
  /** The minute that the keys begin at. */
  start: number
  props: Pick<CalendarProps, 'onMove' | 'onResize' | 'onPage' | 'onKey'>
  put: (id: string, to: Place) => void
  tell: (id: string, to: Place, listener: CalendarProps['onMove']) => Promise<void>
  announce: (place: Place) => void
}

// After the last Alt+arrow: four presses are one move by an hour, not four.
const settleFor = 700

/** The keys of the grid: arrows go through visits and free times, with Alt they carry a visit. */
export function useKeys(ask: KeysAsk) {
  const latest = useRef(ask)
  latest.current = ask
  const [free, setFree] = useState<Spot | null>(null)
  const last = useRef<Spot | null>(null)
  /** What is to have the focus once it is drawn: a visit's id, or the free time. */
  const wanted = useRef<string | null>(null)
  const carried = useRef<{ id: string; to: Place; isResize: boolean; timer: ReturnType<typeof setTimeout> } | null>(null) // prettier-ignore

  useLayoutEffect(() => {
    if (wanted.current === null) return
    const { root } = latest.current
    const found = root.current?.querySelector<HTMLElement>(
      wanted.current === '' ? '[data-free]' : `[data-visit="${CSS.escape(wanted.current)}"]`,
    )
    wanted.current = null
    if (found && document.activeElement !== found) found.focus()
  })

  // What was free has been booked: the keys go on from the visit that stands there now.
  useEffect(() => {
    const booked =
      free && spotAtMinute({ drawn: ask.drawn, hours: ask.hours, step: ask.step }, free.column, free.from)
    if (booked?.id && document.activeElement?.matches('[data-free]')) goTo(booked)
  }, [ask.drawn])

  function goTo(spot: Spot): void {
    last.current = spot
    wanted.current = spot.id
    setFree(spot.id ? null : { ...spot })
    // A visit stands already: nothing is drawn anew, so it is focused at once.
    if (spot.id) {
      latest.current.root.current
        ?.querySelector<HTMLElement>(`[data-visit="${CSS.escape(spot.id)}"]`)
        ?.focus()
      wanted.current = null
    }
  }
  function settle(): void {
    const one = carried.current
    if (!one) return
    clearTimeout(one.timer)
    carried.current = null
    const { props, tell } = latest.current
    void tell(one.id, one.to, one.isResize ? props.onResize : props.onMove)
  }
  useEffect(() => settle, [])

  function carry(id: string, event: KeyboardEvent): boolean {
    const { drawn, step, props, put, announce } = latest.current
    const known = drawn.flatMap((one) => one.placed).find((one) => one.event.id === id)?.event
    const isResize = event.shiftKey
    if (!known || known.locked || !(isResize ? props.onResize : props.onMove)) return false
    const to = placeAfterKey(event.key, placeOf(known), { columns: drawn.map((one) => one.column), step, shift: isResize }) // prettier-ignore
    if (!to) return false
    if (carried.current && (carried.current.id !== id || carried.current.isResize !== isResize)) settle()
    if (carried.current) clearTimeout(carried.current.timer)
    carried.current = { id, to, isResize, timer: setTimeout(settle, settleFor) }
    wanted.current = id
    put(id, to)
    announce(to)
    return true
  }
  function walk(spot: Spot | null, key: string): boolean {
    const { drawn, hours, step, start, props } = latest.current
    const ground = { drawn, hours, step }
    const next = spot ? spotAfterKey(ground, spot, key) : spotAtMinute(ground, 0, start)
    if (next === 'back' || next === 'on') props.onPage?.(next === 'back' ? -1 : 1)
    else if (next) goTo(next)
    return next !== null
  }
  /** Where the focus is: a visit, free time, or nowhere in the grid. */
  function current(target: EventTarget | null): Spot | null {
    const box = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-visit]') : null
    if (box) return spotOfVisit(latest.current.drawn, box.dataset.visit ?? '')
    return target instanceof HTMLElement && target.closest('[data-free]') ? free : null
  }
  function press(event: KeyboardEvent): boolean {
    const spot = current(event.target)
    const isWalk = walks.has(event.key)
    if (event.altKey && isWalk) return spot?.id ? carry(spot.id, event) : false
    if (event.altKey) return false
    if (isWalk && !event.ctrlKey && !event.metaKey && !event.shiftKey) return walk(spot, event.key)
    if (!spot) return false
    return latest.current.props.onKey?.(targetOf(latest.current.drawn, spot), event) ?? false
  }
  useEffect(() => {
    // What had the focus is gone (another day, a dialog that closed): the arrows go on from where they were.
    const lost = (event: KeyboardEvent) => {
      const isLost = document.activeElement === document.body && last.current
      if (!isLost || event.defaultPrevented || event.altKey || document.querySelector('[role="dialog"]'))
        return
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      const { drawn, hours, step } = latest.current
      const column = Math.min(last.current!.column, drawn.length - 1)
      const spot = spotAtMinute({ drawn, hours, step }, column, last.current!.from)
      if (!spot) return
      event.preventDefault()
      goTo(spot)
    }
    document.addEventListener('keydown', lost)
    return () => document.removeEventListener('keydown', lost)
  }, [])

  return { free, press, targetOf: (spot: Spot) => targetOf(latest.current.drawn, spot) }
}

const walks = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

/** What a spot is to the screen: a visit, or a free time on the wall clock. */
export function targetOf(drawn: readonly DrawnColumn[], spot: Spot): CalendarTarget {
  if (spot.id) return { visit: spot.id }
  const column = drawn[spot.column]?.column
  const start = wallAt(column?.day ?? '2000-01-01', spot.from)
  return { slot: { start, end: null, resourceId: column?.resourceId ?? null } }
}
