import { addLocalDays, instantToWall, localDay, wallToInstant } from '../../platform/time/index.ts'

/** What a rule asks for. 'service_forms' stands for the forms chosen at the service itself. */
export interface PacketItem {
  kind: 'form' | 'consent' | 'service_forms'
  /** Key of the form or of the consent's purpose; empty for 'service_forms'. */
  key: string
  /** Check-in waits for it. */
  blocks: boolean
}

export interface PacketRule {
  id: string
  title: string
  serviceIds: string[]
  categories: string[]
  audience: 'anyone' | 'new' | 'returning'
  minAge: number | null
  maxAge: number | null
  languages: string[]
  items: PacketItem[]
  /** An answer counts for so many months; null: once is enough. */
  validMonths: number | null
  askWhen: 'booking' | 'days_before' | 'check_in'
  daysBefore: number | null
  chaseTimes: number
  chaseGapHours: number
  chaseLastHours: number
}

/** What the rules look at. */
export interface VisitForRules {
  serviceId: string
  category: string | null
  isNewClient: boolean
  /** Years at the visit; null where no birth date is known. */
  age: number | null
  language: string
  startsAt: Date
  zone: string
}

/** Why a rule does not hold for a visit; null when it does. An unknown age never keeps a form from a client. */
export function whyNot(
  rule: PacketRule,
  visit: VisitForRules,
): 'service' | 'audience' | 'age' | 'language' | null {
  const anyService = rule.serviceIds.length === 0 && rule.categories.length === 0
  const isService =
    anyService ||
    rule.serviceIds.includes(visit.serviceId) ||
    (visit.category !== null && rule.categories.includes(visit.category))
  if (!isService) return 'service'
  if (rule.audience !== 'anyone' && (rule.audience === 'new') !== visit.isNewClient) return 'audience'
  const { age } = visit
  if (age !== null && (age < (rule.minAge ?? 0) || age > (rule.maxAge ?? 999))) return 'age'
  if (rule.languages.length > 0 && !rule.languages.includes(visit.language)) return 'language'
  return null
}

/** Full years from the birth date to a calendar day; on 28 February nobody of 29 February has a birthday yet. */
export function ageOn(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** The same day and time so many months earlier; the last of a shorter month. */
export function monthsBefore(instant: Date, months: number): Date {
  const day = instant.getUTCDate()
  const moved = new Date(instant)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() - months)
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(day, last))
  return moved
}

type Plan = Pick<PacketRule, 'askWhen' | 'daysBefore' | 'chaseTimes' | 'chaseGapHours' | 'chaseLastHours'>

/** When the client is told: at once, on the morning of the day before which it was wished, or never (at check-in only). */
export function askInstant(rule: Plan, visit: { startsAt: Date; zone: string }, now: Date): Date | null {
  if (rule.askWhen === 'check_in') return null
  if (rule.askWhen === 'booking') return now
  const day = addLocalDays(localDay(visit.startsAt, visit.zone), -(rule.daysBefore ?? 1))
  const morning = wallToInstant(`${day}T09:00`, visit.zone)
  return morning > now ? morning : now
}

const HOUR = 3_600_000
/** Nobody is reminded of what they were asked for a moment ago. */
const LEAST_AFTER_ASKING = 12 * HOUR
const QUIET = { from: '21:00', until: '08:00' }

/**
 * When a client who has not answered is reminded: the last time so many hours before the visit, the others each a gap
 * earlier, out of the quiet hours; none sooner than twelve hours after the asking. The earliest first.
 */
export function chaseInstants(
  rule: Plan,
  visit: { startsAt: Date; zone: string },
  askAt: Date | null,
): Date[] {
  if (!askAt) return []
  const last = visit.startsAt.getTime() - rule.chaseLastHours * HOUR
  const wished = Array.from(
    { length: rule.chaseTimes },
    (_none, nth) => new Date(last - nth * rule.chaseGapHours * HOUR),
  )
  return wished
    .map((instant) => outOfQuietHours(instant, visit.zone))
    .filter(
      (instant) => instant.getTime() >= askAt.getTime() + LEAST_AFTER_ASKING && instant < visit.startsAt,
    )
    .reverse()
}

/** The same instant, or 20:00 of the evening before when it falls into the night of the place. */
function outOfQuietHours(instant: Date, zone: string): Date {
  const time = instantToWall(instant, zone).slice(11, 16)
  if (time >= QUIET.until && time < QUIET.from) return instant
  const day = localDay(instant, zone)
  return wallToInstant(`${time < QUIET.until ? addLocalDays(day, -1) : day}T20:00`, zone)
}
