import type { Mode } from '../appointment/states.ts'
import type { Assistant } from '../availability/assistants.ts'
import type { Busy } from '../availability/busy.ts'
import type { Span } from '../availability/hours.ts'
import type { Needs, Pool, Resource } from '../availability/resources.ts'
import type { Practitioner, Service, SlotSearch } from '../availability/slots.ts'
import type { BusyRow, DiaryRows, PractitionerRow } from './diary-rows.ts'
import { exceptionsOf, locationOf, workingHoursOf } from './hours-rows.ts'
import { limitsOf, overridesOf, reservedAgainst, sessionsOf } from './terms-of.ts'

/** Under which terms times are searched. */
export interface Terms {
  now: Date
  from: Date
  to: Date
  /** 'client': notice, horizon and grid of the service hold. 'staff': they may choose any minute, and times of today that have begun. */
  by: 'client' | 'staff'
  /** Minutes, where the visit gets its own length. */
  duration?: number | null
  /** Phone, video and home visits take no room. */
  mode?: string
  /** Offer only practitioners who may be booked online. */
  onlineOnly?: boolean
  clientId?: string | null
  slotInterval?: number
}

/** One search per location: rooms and equipment belong to a place. Locations that lack the equipment have none. */
export function searchesOf(diary: DiaryRows, terms: Terms): SlotSearch[] {
  const busy = busyByResource(diary)
  const service = rulesOf(diary, terms)
  const practitioners = diary.practitioners
    .filter((each) => !terms.onlineOnly || each.bookable_online)
    .map((each) => practitionerOf(diary, each, { busy, terms }))
  const assistants =
    diary.assistants.length > 0 ? { assistants: assistantsOf(diary, { busy, by: terms.by }) } : {}
  const sessionsOnly = terms.by === 'client' && diary.service.scheduled_only
  const client = terms.clientId ? { client: { busy: busy.get(terms.clientId) ?? [] } } : {}
  return placesWithHours(diary).flatMap((place) => {
    const needs = needsAt(diary, place.id, { busy, mode: terms.mode ?? usualMode(diary.service.modes) })
    if (!needs) return []
    const window = { from: terms.from, to: terms.to }
    return [
      {
        window,
        now: terms.now,
        service,
        locations: [locationOf(diary, place)],
        practitioners,
        travel: diary.travel,
        sessionsOnly,
        ...assistants,
        ...needs,
        ...client,
      },
    ]
  })
}

/** How a service takes place when nobody says: in person where that is offered, else in its first way. */
export function usualMode(modes: readonly string[]): Mode {
  return modes.includes('in_person') ? 'in_person' : ((modes[0] as Mode | undefined) ?? 'in_person')
}

/** Where any of them works at all; when nobody does anywhere, every place is asked, so that the answer says why. */
function placesWithHours({ locations, hours, exceptions }: DiaryRows) {
  if (locations.length < 2) return locations
  const worked = new Set([...hours, ...exceptions].map((each) => each.location_id))
  const found = locations.filter((each) => worked.has(each.id))
  return found.length > 0 ? found : locations
}

function rulesOf({ service }: DiaryRows, terms: Terms): Service {
  const { by, duration, slotInterval } = terms
  const isClient = by === 'client'
  const way = wayHome(service, terms)
  return {
    id: service.id,
    duration: duration ?? service.duration_minutes,
    before: Math.max(service.buffer_before_minutes, way),
    after: Math.max(service.buffer_after_minutes, way),
    slotInterval: slotInterval ?? service.slot_interval_minutes,
    slotOffset: service.slot_offset_minutes,
    minimumNotice: isClient ? service.min_notice_minutes : 0,
    horizonDays: isClient ? service.horizon_days : null,
    capacity: service.capacity,
  }
}

/** To a visit at home somebody travels, and back: at least so many minutes are kept free around it. */
function wayHome({ home_travel_minutes }: DiaryRows['service'], { mode }: Terms): number {
  return mode === 'home' ? home_travel_minutes : 0
}

interface BusyMap {
  get(resourceId: string): Busy[] | undefined
}

/** The visits of everybody and everything, without holds that count no more; made for those who are asked about. */
export function busyByResource(diary: Pick<DiaryRows, 'busy'>): BusyMap {
  const rowsOf = new Map<string, BusyRow[]>()
  for (const row of diary.busy) {
    if (row[6]) continue
    const there = rowsOf.get(row[0])
    if (there) there.push(row)
    else rowsOf.set(row[0], [row])
  }
  const made = new Map<string, Busy[]>()
  return {
    get(resourceId) {
      const known = made.get(resourceId) ?? rowsOf.get(resourceId)?.map(visitOf)
      if (known) made.set(resourceId, known)
      return known
    },
  }
}

function visitOf([, startsAt, endsAt, before, after, visitId, , locationId]: BusyRow): Busy {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt), before, after, visitId, locationId }
}

function needsAt(
  diary: DiaryRows,
  locationId: string,
  { busy, mode }: { busy: BusyMap; mode: string },
): Needs | null {
  const resource = ({ id, location_id }: { id: string; location_id: string }): Resource => ({
    id,
    locationId: location_id,
    busy: busy.get(id) ?? [],
  })
  const here = diary.rooms.filter((room) => room.location_id === locationId)
  // Where there are no rooms at all, nobody needs one.
  const takesRoom = mode === 'in_person' && diary.service.needs_room && here.length > 0
  const units = diary.units.filter((unit) => unit.location_id === locationId)
  const poolIds = [...new Set(units.map((unit) => unit.pool_id))]
  // The service needs equipment, and there is none of it here: it is not given at this location.
  if (diary.service.pools.length > 0 && poolIds.length === 0) return null
  const pools: Pool[] = poolIds.map((id) => ({
    id,
    units: units.filter((unit) => unit.pool_id === id).map(resource),
  }))
  return { rooms: takesRoom ? here.filter((room) => room.fits).map(resource) : null, pools }
}

function practitionerOf(
  diary: DiaryRows,
  row: PractitionerRow,
  { busy, terms }: { busy: BusyMap; terms: Terms },
): Practitioner {
  const way = wayHome(diary.service, terms)
  return {
    ...personOf(diary, row.id, { busy, by: terms.by }),
    ...limitsOf(diary, row),
    ...(diary.reserved.length > 0 ? { reserved: reservedAgainst(diary, row.id) } : {}),
    ...(diary.sessions.length > 0 ? { sessions: sessionsOf(diary, row.id) } : {}),
    overrides: overridesOf(row, terms, way),
  }
}

// The diaries of the many days of a series share their lists: what is made of one for somebody is made once.
const hoursOf = onceEach((hours: DiaryRows['hours'], id) =>
  hours.filter((each) => each.practitioner_id === id).map(workingHoursOf),
)
const daysOf = onceEach((exceptions: DiaryRows['exceptions'], id) => exceptionsOf({ exceptions }, id))
const away = onceEach((rows: DiaryRows['time_off'], id) => awayOf(rows, id, ['everybody']))
const awayOnline = onceEach((rows: DiaryRows['time_off'], id) => awayOf(rows, id, ['everybody', 'online']))

function awayOf(rows: DiaryRows['time_off'], id: string, blocking: readonly string[]): Span[] {
  return rows
    .filter(([practitionerId, , , , blocks]) => practitionerId === id && blocking.includes(blocks))
    .map(([, startsAt, endsAt, kind]) => ({
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      name: kind,
    }))
}

/** Answers for each list and id what was answered before; a list is never changed once it is read. */
function onceEach<List extends object, Made>(make: (list: List, id: string) => Made) {
  const known = new WeakMap<List, Map<string, Made>>()
  return (list: List, id: string): Made => {
    const ofList = known.get(list) ?? new Map<string, Made>()
    known.set(list, ofList)
    const made = ofList.get(id) ?? make(list, id)
    ofList.set(id, made)
    return made
  }
}

/** When somebody works, is away and is with others. */
function personOf(diary: DiaryRows, id: string, { busy, by }: { busy: BusyMap; by: Terms['by'] }): Assistant {
  return {
    id,
    hours: hoursOf(diary.hours, id),
    exceptions: daysOf(diary.exceptions, id),
    timeOff: (by === 'client' ? awayOnline : away)(diary.time_off, id),
    busy: busy.get(id) ?? [],
  }
}

// Whoever has the least to do around then is asked first to help.
function assistantsOf(diary: DiaryRows, whose: { busy: BusyMap; by: Terms['by'] }): Assistant[] {
  return diary.assistants
    .map(({ id }) => personOf(diary, id, whose))
    .sort((a, b) => a.busy.length - b.busy.length)
}
