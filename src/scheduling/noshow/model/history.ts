import type { NoShowVisit } from './visit.ts'
import { leadDaysOf } from './visit.ts'

/** What was known of a person at a moment. */
export interface Past {
  /** Visits they were expected at: came or stayed away. */
  visits: number
  absences: number
  lateCancels: number
  /** The last one was missed. */
  lastMissed: boolean
  /** Whole days since the last visit; null: there was none. */
  daysSince: number | null
  /** Other visits that were booked and lay ahead. */
  ahead: number
  /** Of these, on the day of this visit. */
  sameDay: number
  /** Others that were booked within the ten minutes before this one, and within two weeks. */
  bookedTogether: number
  bookedLately: number
  /** Of all they booked before: mean of ln(1 + days ahead), share booked on the day itself; days since the last booking. */
  usualLead: number
  usuallySameDay: number
  daysSinceBooking: number | null
}

const DAY_MS = 86_400_000
const TOGETHER_MS = 10 * 60_000
const LATELY_MS = 14 * DAY_MS

/** Visits by person, for `pastOf`. */
export function byPerson(visits: readonly NoShowVisit[]): Map<string, NoShowVisit[]> {
  const found = new Map<string, NoShowVisit[]>()
  for (const visit of visits) {
    const own = found.get(visit.personId)
    if (own) own.push(visit)
    else found.set(visit.personId, [visit])
  }
  return found
}

/**
 * What was known of a visit's person at `at`: nothing that happened, was booked or became known later counts, nor the
 * visit itself. Of a visit without an hour the end is known on the next day.
 */
export function pastOf(visit: NoShowVisit, own: readonly NoShowVisit[], at: number): Past {
  const past: Past = {
    visits: 0,
    absences: 0,
    lateCancels: 0,
    lastMissed: false,
    daysSince: null,
    ahead: 0,
    sameDay: 0,
    bookedTogether: 0,
    bookedLately: 0,
    usualLead: 0,
    usuallySameDay: 0,
    daysSinceBooking: null,
  }
  const earlier: NoShowVisit[] = []
  let last = -Infinity
  for (const each of own) {
    if (each === visit || each.id === visit.id) continue
    noteBooking(past, visit.bookedAt - each.bookedAt)
    if (each.bookedAt < visit.bookedAt) earlier.push(each)
    const isKnown = each.knownAt < at
    if (isKnown && each.ending === 'late_cancelled') past.lateCancels += 1
    else if (isKnown && each.ending !== 'ahead') {
      past.visits += 1
      if (each.ending === 'absent') past.absences += 1
      if (each.knownAt > last) {
        last = each.knownAt
        past.lastMissed = each.ending === 'absent'
      }
    } else if (!isKnown && each.bookedAt <= at) {
      past.ahead += 1
      if (each.day === visit.day) past.sameDay += 1
    }
  }
  if (past.visits > 0) past.daysSince = Math.max(0, Math.floor((at - last) / DAY_MS))
  noteHabit(past, earlier, visit.bookedAt)
  return past
}

function noteBooking(past: Past, agoMs: number) {
  if (agoMs < 0) return
  if (agoMs < TOGETHER_MS) past.bookedTogether += 1
  if (agoMs < LATELY_MS) past.bookedLately += 1
}

function noteHabit(past: Past, earlier: readonly NoShowVisit[], bookedAt: number) {
  if (earlier.length === 0) return
  let latest = -Infinity
  for (const each of earlier) {
    past.usualLead += Math.log1p(Math.max(0, leadDaysOf(each))) / earlier.length
    if (leadDaysOf(each) <= 0) past.usuallySameDay += 1 / earlier.length
    latest = Math.max(latest, each.bookedAt)
  }
  past.daysSinceBooking = Math.floor((bookedAt - latest) / DAY_MS)
}
