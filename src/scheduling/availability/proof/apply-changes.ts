import { offsetsBetween, weekdayOf } from '../../../platform/time/index.ts'
import type { Assistant } from '../assistants.ts'
import type { Busy } from '../busy.ts'
import type { Span } from '../hours.ts'
import type { Change } from '../reasons.ts'
import type { Resource } from '../resources.ts'
import type { Practitioner, ServiceRules, SlotSearch } from '../slots.ts'

// What a manager would do who follows the advice of `whyNot`, so that a test can see whether the time opens.

const MINUTE = 60_000

/** The search after the changes for a visit of the practitioner at the start. */
export function applyChanges(
  search: SlotSearch,
  wish: { practitionerId: string; locationId: string; startsAt: Date },
  changes: readonly Change[],
): SlotSearch {
  return changes.reduce((changed, change) => apply(changed, wish, change), search)
}

interface Wish {
  practitionerId: string
  locationId: string
  startsAt: Date
}

interface Part {
  from: string
  to: string
}

function apply(search: SlotSearch, wish: Wish, { code, values }: Change): SlotSearch {
  const person = search.practitioners.find(({ id }) => id === wish.practitionerId)!
  const rules = { ...search.service, ...person.overrides }
  const visit = { from: wish.startsAt.getTime(), to: wish.startsAt.getTime() + rules.duration * MINUTE }
  const parts = (values.parts ?? []) as Part[]
  const number = (name: string) => values[name] as number
  const override = (more: Partial<ServiceRules>) =>
    withPerson(search, wish, (one) => ({ ...one, overrides: { ...one.overrides, ...more } }))
  const zone = search.locations.find(({ id }) => id === wish.locationId)!.zone
  switch (code) {
    case 'allow_notice':
      return override({ minimumNotice: number('minutes') })
    case 'allow_horizon':
      return override({ horizonDays: number('days') })
    case 'allow_interval':
      return override({ slotInterval: number('minutes') })
    case 'add_seats':
      return override({ capacity: number('capacity') })
    case 'open_on_holiday':
      return withLocation(search, wish, (one) => ({
        ...one,
        holidays: one.holidays?.filter(({ day }) => day !== values.day),
      }))
    case 'cut_closure':
      return withLocation(search, wish, (one) => ({ ...one, closures: cut(one.closures ?? [], parts) }))
    case 'add_opening_hours': {
      const more = parts
        .flatMap((part) => wallHours(part, zone))
        .map(({ day, from, to }) => {
          return { weekday: weekdayOf(day), from, to, validFrom: day, validTo: day }
        })
      return withLocation(search, wish, (one) => ({
        ...one,
        openingHours: [...(one.openingHours ?? []), ...more],
      }))
    }
    case 'add_hours': {
      const more = parts
        .flatMap((part) => wallHours(part, zone))
        .map(({ day, from, to }) => {
          return { day, effect: 'add' as const, hours: [{ locationId: wish.locationId, from, to }] }
        })
      return withPerson(search, wish, (one) => ({ ...one, exceptions: [...(one.exceptions ?? []), ...more] }))
    }
    case 'cut_time_off':
      return withPerson(search, wish, (one) => ({ ...one, timeOff: cut(one.timeOff ?? [], parts) }))
    case 'move_visit':
      return withPerson(search, wish, (one) => ({ ...one, busy: without(one.busy, values) }))
    case 'move_client_visit':
      return { ...search, client: { busy: without(search.client?.busy ?? [], values) } }
    case 'shorten_gap': {
      const shorten = <T extends { before: number; after: number }>(one: T): T => ({
        ...one,
        before: Math.min(one.before, number('minutes')),
        after: Math.min(one.after, number('minutes')),
      })
      const changed = withPerson(search, wish, (one) => ({
        ...one,
        busy: one.busy.map((busy) => (isThat(busy, values) ? shorten(busy) : busy)),
        overrides: { ...one.overrides, ...shorten({ before: rules.before, after: rules.after }) },
      }))
      return changed
    }
    case 'raise_limit':
      return withPerson(search, wish, (one) => ({
        ...one,
        limits: one.limits?.map((limit) =>
          limit.per === values.per && limit.of === values.of && (limit.serviceId ?? null) === values.serviceId
            ? { ...limit, most: Math.max(limit.most, number('most')) }
            : limit,
        ),
      }))
    case 'use_reserved':
      return withPerson(search, wish, (one) => ({
        ...one,
        reserved: one.reserved?.filter((kept) => kept.name !== values.name),
      }))
    case 'free_assistant':
      return {
        ...search,
        assistants: search.assistants?.map((one) =>
          one.id === values.staffId ? freedAssistant(one, { search, wish, visit, rules, parts }) : one,
        ),
      }
    case 'free_room':
      return {
        ...search,
        rooms: search.rooms?.map((room) => (room.id === values.roomId ? freed(room, visit, rules) : room)),
      }
    case 'free_units':
      return {
        ...search,
        pools: search.pools?.map((pool) => ({
          ...pool,
          units: pool.units.map((unit) =>
            (values.unitIds as string[]).includes(unit.id) ? freed(unit, visit, rules) : unit,
          ),
        })),
      }
  }
}

function withPerson(
  search: SlotSearch,
  { practitionerId }: Wish,
  change: (one: Practitioner) => Practitioner,
): SlotSearch {
  return {
    ...search,
    practitioners: search.practitioners.map((one) => (one.id === practitionerId ? change(one) : one)),
  }
}

function withLocation(
  search: SlotSearch,
  { locationId }: Wish,
  change: (one: SlotSearch['locations'][number]) => SlotSearch['locations'][number],
): SlotSearch {
  return { ...search, locations: search.locations.map((one) => (one.id === locationId ? change(one) : one)) }
}

function isThat(busy: Busy, values: Change['values']): boolean {
  return busy.visitId === values.visitId && busy.startsAt.toISOString() === values.from
}

function without(busy: readonly Busy[], values: Change['values']): Busy[] {
  return busy.filter((one) => !isThat(one, values))
}

function cut(spans: readonly Span[], parts: readonly Part[]): Span[] {
  let left = [...spans]
  for (const part of parts) {
    const from = new Date(part.from)
    const to = new Date(part.to)
    left = left.flatMap((span) => [
      { ...span, endsAt: span.endsAt < from ? span.endsAt : from },
      { ...span, startsAt: span.startsAt > to ? span.startsAt : to },
    ])
    left = left.filter(({ startsAt, endsAt }) => startsAt < endsAt)
  }
  return left
}

function freed(resource: Resource, visit: { from: number; to: number }, rules: ServiceRules): Resource {
  const clear =
    Math.max(rules.before, rules.after, ...resource.busy.flatMap(({ before, after }) => [before, after])) *
    MINUTE
  const away = (span: { startsAt: Date; endsAt: Date }) =>
    span.endsAt.getTime() + clear <= visit.from || span.startsAt.getTime() - clear >= visit.to
  return { ...resource, busy: resource.busy.filter(away), closures: resource.closures?.filter(away) }
}

function freedAssistant(one: Assistant, { search, wish, visit, rules, parts }: Freeing): Assistant {
  const zone = search.locations.find(({ id }) => id === wish.locationId)!.zone
  const whole = { from: new Date(visit.from).toISOString(), to: new Date(visit.to).toISOString() }
  const more = wallHours(whole, zone).map(({ day, from, to }) => {
    return { day, effect: 'add' as const, hours: [{ locationId: wish.locationId, from, to }] }
  })
  const way = Math.max(0, ...(search.travel ?? []).map(({ minutes }) => minutes))
  const { busy } = freed({ id: one.id, busy: one.busy }, visit, {
    ...rules,
    before: Math.max(rules.before, way),
    after: Math.max(rules.after, way),
  })
  return {
    ...one,
    busy,
    exceptions: [...(one.exceptions ?? []), ...more],
    timeOff: cut(one.timeOff ?? [], parts),
  }
}

interface Freeing {
  search: SlotSearch
  wish: Wish
  visit: { from: number; to: number }
  rules: ServiceRules
  parts: readonly Part[]
}

function wallHours(part: Part, zone: string): { day: string; from: number; to: number }[] {
  return offsetsBetween(zone, Date.parse(part.from), Date.parse(part.to)).map((span) => {
    const wall = (span.from + span.offset) / MINUTE
    const midnight = Math.floor(wall / 1440) * 1440
    const day = new Date(midnight * MINUTE).toISOString().slice(0, 10)
    return { day, from: wall - midnight, to: wall - midnight + (span.to - span.from) / MINUTE }
  })
}
