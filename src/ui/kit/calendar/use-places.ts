import { useMemo, useRef, useState } from 'react'
import { notify } from '../notify.tsx'
import type { Place } from './keyboard-move.ts'
import type { CalendarEvent, CalendarProps } from './model.ts'

interface Shifted {
  from: Place
  to: Place
}

// If the answer brings no change, the visit is shown where the server has it, at the latest after this.
const patience = 5000

export function placeOf({ start, end, resourceId }: CalendarEvent): Place {
  return { start, end, resourceId: resourceId ?? null }
}

function isAt(event: CalendarEvent, place: Place): boolean {
  return (
    event.start === place.start && event.end === place.end && (event.resourceId ?? null) === place.resourceId
  )
}

function stillShifted(
  shifted: ReadonlyMap<string, Shifted>,
  events: CalendarEvent[],
): ReadonlyMap<string, Shifted> {
  const byId = new Map(events.map((event) => [event.id, event]))
  const standsYet = ([id, { from }]: [string, Shifted]) => {
    const event = byId.get(id)
    return event !== undefined && isAt(event, from)
  }
  return new Map([...shifted].filter(standsYet))
}

/** Visits where somebody has just put them: shown there at once, told to the screen, taken back when it is refused. */
export function usePlaces(events: CalendarEvent[]) {
  const [shifted, setShifted] = useState<ReadonlyMap<string, Shifted>>(new Map())
  const standing = useRef(events)
  standing.current = events

  function change(id: string, to: Shifted | null): void {
    setShifted((old) => {
      const next = new Map(old)
      if (to) next.set(id, to)
      else next.delete(id)
      return next
    })
  }
  // As soon as an answer shows a visit elsewhere, it is the answer that counts.
  const [answered, setAnswered] = useState(events)
  if (answered !== events) {
    setAnswered(events)
    if (shifted.size > 0) setShifted(stillShifted(shifted, events))
  }

  const shown = useMemo(
    () =>
      shifted.size === 0
        ? events
        : events.map((event) => {
            const one = shifted.get(event.id)
            return one && isAt(event, one.from) ? { ...event, ...one.to } : event
          }),
    [events, shifted],
  )
  /** Shows a visit elsewhere before anybody is asked. */
  function put(id: string, to: Place): void {
    const event = standing.current.find((one) => one.id === id)
    if (event) change(id, { from: placeOf(event), to })
  }
  async function tell(id: string, to: Place, listener: CalendarProps['onMove']): Promise<void> {
    const event = standing.current.find((one) => one.id === id)
    if (!event || !listener) return change(id, null)
    if (isAt(event, to)) return change(id, null)
    put(id, to)
    try {
      await listener({ id, ...to, from: placeOf(event) })
      setTimeout(() => change(id, null), patience)
    } catch (error) {
      change(id, null)
      if (error !== undefined) notify.problem(error)
    }
  }
  return { shown, put, tell }
}
