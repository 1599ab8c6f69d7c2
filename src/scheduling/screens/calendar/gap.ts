import type { FreeGap } from '../waitlist/FitsGap.tsx'
import type { CalendarAnswer } from './calendar-model.ts'

const MOST_MS = 4 * 3_600_000

interface GapAsk {
  /** An instant, as ISO text. */
  at: string
  practitionerId: string
  zone: string
}

/** From then on as long as somebody works and has no visit, four hours at most; null where they do not work then. */
export function gapAt(answer: CalendarAnswer, { at, practitionerId, zone }: GapAsk): FreeGap | null {
  const from = Date.parse(at)
  const span = answer.open.find(
    (one) =>
      one.practitionerId === practitionerId &&
      Date.parse(one.startsAt) <= from &&
      Date.parse(one.endsAt) > from,
  )
  if (!span) return null
  const next = [...answer.visits.filter((visit) => visit.state !== 'cancelled'), ...answer.timeOff]
    .filter((one) => one.practitionerId === practitionerId && Date.parse(one.endsAt) > from)
    .map((one) => Date.parse(one.startsAt))
  const end = Math.min(Date.parse(span.endsAt), from + MOST_MS, ...next)
  if (end <= from) return null
  return {
    practitionerId,
    locationId: span.locationId,
    startsAt: at,
    endsAt: new Date(end).toISOString(),
    zone,
  }
}
