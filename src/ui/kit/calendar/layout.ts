import { isIn } from './keyboard-move.ts'
import type { CalendarBackground, CalendarColumn, CalendarEvent } from './model.ts'
import { addMinutes, minutesBetween } from './wall-clock.ts'

/** A visit in its column, in minutes from midnight; visits at the same time share the width in lanes. */
export interface Placed {
  event: CalendarEvent
  from: number
  to: number
  lane: number
  lanes: number
}

/** A strip behind the visits, in minutes from midnight. */
export interface Strip {
  id: string
  from: number
  to: number
  kind: CalendarBackground['kind'] | 'buffer'
  title?: string
}

export interface Hours {
  /** Minutes from midnight. */
  from: number
  to: number
}

/** Minutes of `08:30`; `24:00` is the end of the day. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** The wall clock so many minutes after midnight of a day. */
export function wallAt(day: string, minutes: number): string {
  return addMinutes(`${day}T00:00`, minutes)
}

/** The visits of a column, each with the lane it stands in; the earlier and longer ones further to the left. */
export function placeEvents(
  events: readonly CalendarEvent[],
  column: CalendarColumn,
  hours: Hours,
): Placed[] {
  const placed = events
    .filter((event) => isIn(event, column))
    .map((event) => {
      const from = minutesBetween(`${column.day}T00:00`, event.start)
      const to = Math.min(minutesBetween(`${column.day}T00:00`, event.end), hours.to)
      return { event, from: Math.max(from, hours.from), to, lane: 0, lanes: 1 }
    })
    .filter((one) => one.to > one.from)
    .sort((a, b) => a.from - b.from || b.to - a.to || (a.event.id < b.event.id ? -1 : 1))
  let group: Placed[] = []
  let until = -1
  for (const one of placed) {
    if (one.from >= until) {
      share(group)
      group = []
    }
    group.push(one)
    until = Math.max(until, one.to)
  }
  share(group)
  return placed
}

/** Gives each of a group of visits that touch in time the first lane that is free by then. */
function share(group: Placed[]): void {
  const ends: number[] = []
  for (const one of group) {
    const free = ends.findIndex((end) => end <= one.from)
    one.lane = free < 0 ? ends.length : free
    ends[one.lane] = one.to
  }
  for (const one of group) one.lanes = ends.length
}

/** What lies behind the visits of a column: closed times, blocks, and the minutes kept free around visits. */
export function stripsOf(
  background: readonly CalendarBackground[],
  placed: readonly Placed[],
  { column, hours }: { column: CalendarColumn; hours: Hours },
): Strip[] {
  const midnight = `${column.day}T00:00`
  const behind = background
    .filter((one) => column.resourceId === null || (one.resourceId ?? null) === column.resourceId)
    .map((one) => ({
      id: one.id,
      from: Math.max(minutesBetween(midnight, one.start), hours.from),
      to: Math.min(minutesBetween(midnight, one.end), hours.to),
      kind: one.kind,
      ...(one.title ? { title: one.title } : {}),
    }))
  const buffers = placed.flatMap(({ event, from, to }) => [
    ...(event.before ? [{ id: `before ${event.id}`, from: from - event.before, to: from, kind: 'buffer' as const }] : []),
    ...(event.after ? [{ id: `after ${event.id}`, from: to, to: Math.min(to + event.after, hours.to), kind: 'buffer' as const }] : []),
  ]) // prettier-ignore
  return [...behind, ...buffers].filter((one) => one.to > one.from)
}

/** The visit that stands at a minute of a column; of several the last that began. */
export function visitAt(placed: readonly Placed[], minute: number): Placed | undefined {
  return placed.findLast((one) => one.from <= minute && minute < one.to)
}
