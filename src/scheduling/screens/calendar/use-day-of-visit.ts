import { useEffect, useRef } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { wallOf } from '../zone.ts'
import type { CalendarUrl } from './calendar-address.ts'
import type { CalendarAnswer } from './calendar-model.ts'

interface DayAsk {
  url: CalendarUrl
  zone: string
  /** The visits of the days that are shown, once they are there. */
  seen: CalendarAnswer | undefined
  onDay: (day: string) => void
}

/**
 * A link that names a visit but no day turns the calendar to the visit's day. Once: a visit that is moved away while it is
 * open does not take the calendar along.
 */
export function useDayOfVisit({ url: { visit, date }, zone, seen, onDay }: DayAsk): void {
  const placed = useRef('')
  if (date !== '' || seen?.visits.some((one) => one.id === visit)) placed.current = visit
  const isSought = visit !== '' && seen !== undefined && placed.current !== visit
  const read = useApi('GET /appointments/{id}', { id: visit }, { when: isSought, keep: false })
  const startsAt = isSought ? read.data?.startsAt : undefined
  useEffect(() => {
    if (!startsAt) return
    placed.current = visit
    onDay(wallOf(startsAt, zone).slice(0, 10))
  }, [startsAt, visit])
}
