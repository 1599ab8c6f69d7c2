import { Temporal } from 'temporal-polyfill'
import type { Assistant } from '../assistants.ts'
import type { Busy } from '../busy.ts'
import type { HoursException, Location, WeeklyHours } from '../hours.ts'
import type { Resource } from '../resources.ts'
import type { Practitioner, Service, SlotSearch } from '../slots.ts'

// A second answer to the same question, slow and plain: every minute is looked at by itself, wall clocks are Temporal's,
// and the rules are written as they are spoken. Nothing of the engine is used.

const MINUTE = 60_000

/** What a clock shows at a minute: the day as days since 1970-01-01, minutes since midnight. */
interface Face {
  day: number
  minute: number
}

/** 'practitioner location start' of every new visit that may begin, in order of practitioners, locations and time. */
export function startsByMinute(search: SlotSearch): string[] {
  const found: string[] = []
  for (const practitioner of search.practitioners) {
    const rules = { ...search.service, ...practitioner.overrides }
    for (const location of search.locations) {
      const until = search.window.to.getTime() / MINUTE
      for (let at = Math.ceil(search.window.from.getTime() / MINUTE); at < until; at++) {
        if (mayBegin({ search, practitioner, location, rules, at })) {
          found.push(`${practitioner.id} ${location.id} ${new Date(at * MINUTE).toISOString()}`)
        }
      }
    }
  }
  return found
}

interface Question {
  search: SlotSearch
  practitioner: Practitioner
  location: Location
  rules: Service
  at: number
}

function mayBegin({ search, practitioner, location, rules, at }: Question): boolean {
  const face = faceOf(location.zone, at)
  const offset = rules.slotOffset % rules.slotInterval
  if (face.minute < offset || (face.minute - offset) % rules.slotInterval !== 0) return false
  if (at * MINUTE < search.now.getTime() + rules.minimumNotice * MINUTE) return false
  const today = faceOf(location.zone, Math.floor(search.now.getTime() / MINUTE)).day
  if (rules.horizonDays !== null && face.day > today + rules.horizonDays) return false
  const end = at + rules.duration
  for (let minute = at; minute < end; minute++) {
    if (!isOpen(location, minute) || !isAtWork(practitioner, location, minute)) return false
    if (isWithin(practitioner.timeOff ?? [], minute)) return false
    if (isKept(minute, { practitioner, location, now: search.now })) return false
  }
  const away = (visit: Busy) => travelBetween(search, visit.locationId, location.id)
  if (!practitioner.busy.every((visit) => keepsDistance(visit, { at, end, rules, now: search.now, away })))
    return false
  const alone = { ...rules, before: 0, after: 0 }
  if (
    !(search.client?.busy ?? []).every((visit) =>
      keepsDistance(visit, { at, end, rules: alone, now: search.now }),
    )
  ) {
    return false
  }
  if (isFull({ search, practitioner, location, rules, at })) return false
  const helps = (one: Assistant) =>
    minutesFrom(at, end).every(
      (minute) => isAtWork(one, location, minute) && !isWithin(one.timeOff ?? [], minute),
    ) && one.busy.every((visit) => keepsDistance(visit, { at, end, rules, now: search.now, away }))
  const isFree = (thing: Resource) =>
    (!thing.locationId || thing.locationId === location.id) &&
    thing.busy.every((visit) => keepsDistance(visit, { at, end, rules, now: search.now })) &&
    !(thing.closures ?? []).some(
      (span) => span.startsAt.getTime() < end * MINUTE && span.endsAt.getTime() > at * MINUTE,
    )
  if (search.rooms && !search.rooms.some(isFree)) return false
  if (search.assistants && !search.assistants.some((one) => one.id !== practitioner.id && helps(one)))
    return false
  return (search.pools ?? []).every((pool) => pool.units.filter(isFree).length >= (pool.need ?? 1))
}

function minutesFrom(at: number, end: number): number[] {
  return Array.from({ length: end - at }, (_, index) => at + index)
}

interface Wish {
  at: number
  end: number
  rules: Service
  now: Date
  away?: (visit: Busy) => number
}

function keepsDistance(visit: Busy, { at, end, rules, now, away }: Wish): boolean {
  if (visit.heldUntil && visit.heldUntil <= now) return true
  const begins = visit.startsAt.getTime() / MINUTE
  const ends = visit.endsAt.getTime() / MINUTE
  const way = away?.(visit) ?? 0
  if (ends <= at) return at - ends >= Math.max(visit.after, rules.before, way)
  if (begins >= end) return begins - end >= Math.max(rules.after, visit.before, way)
  return false
}

function isFull({ search, practitioner, location, rules, at }: Question): boolean {
  const weekStart = search.weekStartsOn ?? 1
  // 1970-01-05 was the first Monday; a week beginning on another weekday is moved by it.
  const weekOf = (day: number) => Math.floor((day - 4 - (weekStart - 1)) / 7)
  const here = faceOf(location.zone, at).day
  return (practitioner.limits ?? []).some((limit) => {
    if (limit.serviceId && limit.serviceId !== rules.id) return false
    const same = practitioner.busy.filter((visit) => {
      if (visit.heldUntil && visit.heldUntil <= search.now) return false
      if (limit.serviceId && visit.serviceId !== limit.serviceId) return false
      const day = faceOf(location.zone, Math.floor(visit.startsAt.getTime() / MINUTE)).day
      return limit.per === 'day' ? day === here : weekOf(day) === weekOf(here)
    })
    const lengths = same.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / MINUTE)
    const minutes = lengths.reduce((sum, each) => sum + each, 0)
    return limit.of === 'minutes' ? minutes + rules.duration > limit.most : same.length + 1 > limit.most
  })
}

function isOpen(location: Location, minute: number): boolean {
  const face = faceOf(location.zone, minute)
  if (location.openingHours && !location.openingHours.some((rule) => shows(rule, face))) return false
  if (location.holidays?.some(({ day }) => daysSince1970(day) === face.day)) return false
  return !isWithin(location.closures ?? [], minute)
}

function isAtWork(practitioner: Assistant, location: Location, minute: number): boolean {
  const face = faceOf(location.zone, minute)
  const dated = (practitioner.exceptions ?? []).some((exception) =>
    exception.hours.some(
      (hours) => hours.locationId === location.id && onceOn(daysSince1970(exception.day), hours, face),
    ),
  )
  const weekly = practitioner.hours.some(
    (rule) => rule.locationId === location.id && shows(rule, face, practitioner.exceptions),
  )
  return dated || weekly
}

/** Whether the face lies in the weekly hours that began on its day, or on the day before and passed midnight. */
function shows(rule: WeeklyHours, face: Face, exceptions: readonly HoursException[] = []): boolean {
  return [face.day, face.day - 1].some((day) => {
    if (exceptions.some((one) => one.effect === 'replace' && daysSince1970(one.day) === day)) return false
    if (((day + 3) % 7) + 1 !== rule.weekday) return false
    if (rule.validFrom && day < daysSince1970(rule.validFrom)) return false
    if (rule.validTo && day > daysSince1970(rule.validTo)) return false
    if (rule.cycle) {
      let week = rule.cycle.week
      let first = daysSince1970(rule.cycle.anchor) + 7 * week
      while (first > day) first -= 7 * rule.cycle.weeks
      while (first + 7 * rule.cycle.weeks <= day) first += 7 * rule.cycle.weeks
      week = Math.floor((day - first) / 7)
      if (week !== 0) return false
    }
    return onceOn(day, rule, face)
  })
}

function onceOn(day: number, hours: { from: number; to: number }, face: Face): boolean {
  const minute = (face.day - day) * 1440 + face.minute
  return minute >= hours.from && minute < hours.to
}

/** Whether somebody keeps the minute for others: its hours are followed back to where they begin. */
function isKept(
  minute: number,
  { practitioner, location, now }: Pick<Question, 'practitioner' | 'location'> & { now: Date },
) {
  return (practitioner.reserved ?? []).some((rule) => {
    if (rule.locationId !== null && rule.locationId !== location.id) return false
    if (!shows(rule, faceOf(location.zone, minute))) return false
    if (rule.releaseMinutes === null) return true
    let first = minute
    while (shows(rule, faceOf(location.zone, first - 1))) first--
    return now.getTime() < (first - rule.releaseMinutes) * MINUTE
  })
}

function isWithin(spans: readonly { startsAt: Date; endsAt: Date }[], minute: number): boolean {
  return spans.some(
    (span) => span.startsAt.getTime() < (minute + 1) * MINUTE && span.endsAt.getTime() > minute * MINUTE,
  )
}

function travelBetween(search: SlotSearch, one: string | null | undefined, other: string): number {
  if (!one || one === other) return 0
  return (
    search.travel?.find((way) => [way.from, way.to].includes(one) && [way.from, way.to].includes(other))
      ?.minutes ?? 0
  )
}

const dayNumbers = new Map<string, number>()

function daysSince1970(day: string): number {
  let number = dayNumbers.get(day)
  if (number === undefined) {
    number = Temporal.PlainDate.from('1970-01-01').until(Temporal.PlainDate.from(day)).days
    dayNumbers.set(day, number)
  }
  return number
}

// Every change of a clock happens on a quarter of an hour, so Temporal is asked once per quarter.
const quarters = new Map<string, Map<number, Face>>()

function faceOf(zone: string, at: number): Face {
  const quarter = Math.floor(at / 15) * 15
  let faces = quarters.get(zone)
  if (!faces) quarters.set(zone, (faces = new Map()))
  let face = faces.get(quarter)
  if (!face) {
    const there = Temporal.Instant.fromEpochMilliseconds(quarter * MINUTE).toZonedDateTimeISO(zone)
    face = { day: daysSince1970(there.toPlainDate().toString()), minute: there.hour * 60 + there.minute }
    faces.set(quarter, face)
  }
  return { day: face.day, minute: face.minute + (at - quarter) }
}
