import { localDayNumber, startOfDayNumber } from '../../platform/time/index.ts'
import { invalid } from '../../platform/problem.ts'
import { assistantPickers } from './assistants.ts'
import type { Assistant } from './assistants.ts'
import { blockedTimes } from './busy.ts'
import type { Buffers, Busy, Travel } from './busy.ts'
import { earliestFirst } from './earliest-first.ts'
import { startsOnGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import { minutesOf, openTimes, workingTimes } from './hours.ts'
import type { HoursException, Location, Span, WorkingHours } from './hours.ts'
import { intersect, meets, subtract, union } from './intervals.ts'
import type { Interval, Intervals } from './intervals.ts'
import { fullTimes } from './limits.ts'
import type { Limit } from './limits.ts'
import { reservedTimes } from './reserved.ts'
import type { ReservedHours } from './reserved.ts'
import { resourcePickers } from './resources.ts'
import type { Needs, Picked, PickResources } from './resources.ts'

const MINUTE = 60_000

/** The rules of a service that decide its times. All lengths are minutes. */
export interface ServiceRules extends Buffers, Grid {
  duration: number
  /** The least time between now and the start. */
  minimumNotice: number
  /** The last local day that may be booked, counted from today; null: no end. */
  horizonDays: number | null
  /** Seats of one visit: 1, or more for a group. */
  capacity: number
}

/** A service with its id. */
export interface Service extends ServiceRules {
  id: string
}

/** A group session that exists and may have seats left. */
export interface Session {
  id: string
  serviceId: string
  locationId: string
  startsAt: Date
  endsAt: Date
  roomId?: string | null
  capacity: number
  taken: number
}

/**
 * Somebody who offers the service. `busy` holds every visit that begins or ends from a day before the window to a day
 * after it, and for limits per week those of the whole local weeks it touches; it need not be sorted.
 */
export interface Practitioner {
  id: string
  hours: readonly WorkingHours[]
  exceptions?: readonly HoursException[]
  timeOff?: readonly Span[]
  reserved?: readonly ReservedHours[]
  busy: readonly Busy[]
  limits?: readonly Limit[]
  /** What limits count, where that is more than `busy`: whole weeks, with the service of each visit. */
  counted?: readonly Busy[]
  sessions?: readonly Session[]
  /** The service's rules as this practitioner has them, field by field. */
  overrides?: Partial<ServiceRules>
}

/** What is asked: starts within the window [from, to), for whom, where, with what. */
export interface SlotSearch extends Needs {
  window: { from: Date; to: Date }
  now: Date
  service: Service
  locations: readonly Location[]
  /** In the order of preference: between equal starts the first one named comes first. */
  practitioners: readonly Practitioner[]
  /** The client's own visits: nobody is in two places. They keep no buffers. */
  client?: { busy: readonly Busy[] } | null
  travel?: readonly Travel[]
  /** One of these is needed beside the practitioner (not given: nobody), the first who is free. */
  assistants?: readonly Assistant[] | null
  /** Sessions that are scheduled may be joined; nothing else begins. */
  sessionsOnly?: boolean
  /** People who come together (1 when not said). */
  seats?: number
  weekStartsOn?: number
  /** Answer each start once, with the first practitioner who has it. */
  onePerStart?: boolean
}

/** A time that can be booked. */
export interface Slot extends Picked {
  startsAt: Date
  endsAt: Date
  practitionerId: string
  locationId: string
  seatsLeft: number
  /** The group session that would be joined. */
  sessionId?: string
}

/** Free times of the practitioners, earliest first, at most `limit`. Nothing is stored; the booking checks again (`whyNot`). */
export function freeSlots(search: SlotSearch, limit = Infinity): Slot[] {
  const places = search.locations.map((location) => ({
    location,
    open: openTimes(location, reachOf(search)),
  }))
  const pickerFor = resourcePickers(search, search.now)
  const withAssistant = assistantPickers(search, reachOf(search))
  const streams = search.practitioners.flatMap((practitioner) =>
    places.flatMap(({ location, open }) => {
      const rules = rulesFor(search.service, practitioner)
      const { before, after } = rules
      const pick = withAssistant(pickerFor(location.id, rules), practitioner.id, { location, before, after })
      const asked = { search, practitioner, location, open, rules, pick }
      return [
        ...(practitioner.sessions?.length ? [seatsInSessions(asked)] : []),
        ...(search.sessionsOnly ? [] : [newVisits(asked)]),
      ]
    }),
  )
  return earliestFirst(streams, limit, search.onePerStart ?? false)
}

/** Rules of the service as the practitioner has them. 422 for rules that no time can meet. */
export function rulesFor(service: Service, practitioner: Practitioner): Service {
  const rules = practitioner.overrides ? { ...service, ...withoutUndefined(practitioner.overrides) } : service
  if (!(rules.duration > 0)) throw invalid('duration', 'A visit takes at least one minute.')
  if (!(rules.slotInterval > 0)) throw invalid('slotInterval', 'Visits begin at least one minute apart.')
  return rules
}

/** The starts that window, notice and horizon leave at a location, in epoch minutes [from, to). */
export function bookableStarts(search: SlotSearch, rules: ServiceRules, zone: string): Interval {
  const { window, now } = search
  const notice = now.getTime() + Math.max(0, rules.minimumNotice) * MINUTE
  const from = Math.ceil(Math.max(window.from.getTime(), notice) / MINUTE)
  let to = window.to.getTime()
  if (rules.horizonDays !== null) {
    const dayAfter = localDayNumber(now, zone) + rules.horizonDays + 1
    to = Math.min(to, startOfDayNumber(dayAfter, zone).getTime())
  }
  return { from, to: Math.ceil(to / MINUTE) }
}

interface Asked {
  search: SlotSearch
  practitioner: Practitioner
  location: Location
  open: Intervals
  rules: Service
  pick: PickResources | null
}

function* newVisits({ search, practitioner, location, open, rules, pick }: Asked): Generator<Slot> {
  const starts = bookableStarts(search, rules, location.zone)
  if (starts.from >= starts.to || rules.capacity < (search.seats ?? 1)) return
  const reach = { from: starts.from, to: starts.to - 1 + rules.duration }
  const working = intersect(open, workingTimes(practitioner, location, reach))
  const kept = reservedTimes(practitioner.reserved, { location, window: reach, now: search.now })
  const taken = takenTimes(search, practitioner, { rules, locationId: location.id })
  const free = subtract(kept.length > 0 ? subtract(working, kept) : working, taken)
  const full = fullStarts(search, practitioner, { rules, zone: location.zone })
  for (const from of startsOnGrid(free, rules, location.zone)) {
    if (full.length > 0 && meets(full, { from, to: from + 1 })) continue
    const slot = {
      startsAt: new Date(from * MINUTE),
      endsAt: new Date((from + rules.duration) * MINUTE),
      practitionerId: practitioner.id,
      locationId: location.id,
      seatsLeft: rules.capacity,
    }
    if (!pick) yield slot
    else {
      const picked = pick({ from, to: from + rules.duration })
      if (picked) yield { ...slot, ...picked }
    }
  }
}

function* seatsInSessions({ search, practitioner, location, rules }: Asked): Generator<Slot> {
  const starts = bookableStarts(search, rules, location.zone)
  const sessions = (practitioner.sessions ?? []).filter(
    (session) => session.locationId === location.id && session.serviceId === rules.id,
  )
  for (const session of sessions.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const { from, to } = minutesOf(session)
    const seatsLeft = session.capacity - session.taken
    if (from < starts.from || from >= starts.to || seatsLeft < (search.seats ?? 1)) continue
    if (meets(clientTimes(search), { from, to })) continue
    const { startsAt, endsAt, roomId } = session
    const slot = { startsAt, endsAt, practitionerId: practitioner.id, locationId: location.id, seatsLeft }
    yield { ...slot, sessionId: session.id, ...(roomId ? { roomId } : {}) }
  }
}

function takenTimes(
  search: SlotSearch,
  practitioner: Practitioner,
  { rules, locationId }: { rules: Service; locationId: string },
): Interval[] {
  const setting = { before: rules.before, after: rules.after, locationId, travel: search.travel }
  const blocked = blockedTimes(practitioner.busy, setting, search.now)
  const timeOff = practitioner.timeOff ?? []
  if (timeOff.length === 0 && !search.client) return blocked
  return union([...blocked, ...timeOff.map(minutesOf), ...clientTimes(search)])
}

function fullStarts(
  { weekStartsOn, now }: SlotSearch,
  { limits, busy, counted = busy }: Practitioner,
  { rules, zone }: { rules: Service; zone: string },
): Interval[] {
  return limits?.length
    ? fullTimes(limits, counted, { serviceId: rules.id, minutes: rules.duration, zone, weekStartsOn, now })
    : []
}

function clientTimes({ client, now }: SlotSearch): Interval[] {
  return client ? blockedTimes(client.busy, { before: 0, after: 0 }, now) : []
}

function reachOf({ window, service, practitioners }: SlotSearch): Interval {
  const longest = Math.max(service.duration, ...practitioners.map((one) => one.overrides?.duration ?? 0))
  const { from, to } = minutesOf({ startsAt: window.from, endsAt: window.to })
  return { from, to: to + longest }
}

function withoutUndefined(overrides: Partial<ServiceRules>): Partial<ServiceRules> {
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
}
