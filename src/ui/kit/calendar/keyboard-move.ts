import { addMinutes } from './wall-clock.ts'

export interface Place {
  start: string
  end: string
  resourceId: string | null
}

/** Where Alt+arrow takes a visit; null when the key means nothing or there is no column. */
export function placeAfterKey(
  key: string,
  place: Place,
  columns: readonly string[],
  step: number,
): Place | null {
  const minutes = key === 'ArrowDown' ? step : key === 'ArrowUp' ? -step : 0
  if (minutes !== 0) {
    return { ...place, start: addMinutes(place.start, minutes), end: addMinutes(place.end, minutes) }
  }
  const side = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (side === 0 || place.resourceId === null) return null
  const next = columns[columns.indexOf(place.resourceId) + side]
  return next === undefined ? null : { ...place, resourceId: next }
}
