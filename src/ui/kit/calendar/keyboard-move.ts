import { addMinutes, minutesBetween } from './wall-clock.ts'

export interface Place {
  start: string
  end: string
  resourceId: string | null
}

/** Where a column stands: the day and whose it is. */
interface Column {
  day: string
  resourceId: string | null
}

/** Where Alt+arrow takes a visit, Shift+Alt+arrow its end; null when the key means nothing or there is no column. */
export function placeAfterKey(
  key: string,
  place: Place,
  { columns, step, shift }: { columns: readonly Column[]; step: number; shift?: boolean },
): Place | null {
  const minutes = key === 'ArrowDown' ? step : key === 'ArrowUp' ? -step : 0
  if (shift) {
    if (minutes === 0 || minutesBetween(place.start, place.end) + minutes < 5) return null
    return { ...place, end: addMinutes(place.end, minutes) }
  }
  if (minutes !== 0) {
    return { ...place, start: addMinutes(place.start, minutes), end: addMinutes(place.end, minutes) }
  }
  const side = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  const here = columns.findIndex((one) => isIn(place, one))
  const next = side === 0 || here < 0 ? undefined : columns[here + side]
  if (!next) return null
  const length = minutesBetween(place.start, place.end)
  const start = `${next.day}T${place.start.slice(11, 16)}`
  return { start, end: addMinutes(start, length), resourceId: next.resourceId ?? place.resourceId }
}

/** Does a visit stand in this column? */
export function isIn(place: { start: string; resourceId?: string | null }, column: Column): boolean {
  return (
    place.start.slice(0, 10) === column.day &&
    (column.resourceId === null || column.resourceId === (place.resourceId ?? null))
  )
}
