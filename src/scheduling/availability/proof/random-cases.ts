import fc from 'fast-check'
import type { Assistant } from '../assistants.ts'
import type { Busy } from '../busy.ts'
import type { HoursException, Span, WeeklyHours, WorkingHours } from '../hours.ts'
import type { Limit } from '../limits.ts'
import type { ReservedHours } from '../reserved.ts'
import type { Resource } from '../resources.ts'
import type { Practitioner, SlotSearch } from '../slots.ts'

// Random practices for the property tests: odd hours, overlapping diaries, clock changes, all in a window of two days.

const MINUTE = 60_000

/** Places and days at which clocks do something: nothing, an hour on or back, half an hour, at midnight. */
const SCENES = [
  { zone: 'America/New_York', day: '2026-03-02' },
  { zone: 'America/New_York', day: '2026-03-08' },
  { zone: 'America/New_York', day: '2026-11-01' },
  { zone: 'Australia/Lord_Howe', day: '2026-04-05' },
  { zone: 'Australia/Lord_Howe', day: '2026-10-04' },
  { zone: 'Africa/Cairo', day: '2026-04-24' },
  { zone: 'Africa/Cairo', day: '2026-10-30' },
  { zone: 'Asia/Kathmandu', day: '2026-05-31' },
]

const HOME = 'main street'
const BRANCH = 'branch'

export interface RandomOptions {
  /** Everything on quarters of an hour, as the SQL oracle needs it. */
  step?: number
  rich?: boolean
}

/** A search over one to three practitioners. */
export function randomSearch({ step = 1, rich = true }: RandomOptions = {}): fc.Arbitrary<SlotSearch> {
  return fc.constantFrom(...SCENES).chain(({ zone, day }) => {
    const noon = Date.parse(`${day}T12:00:00Z`)
    const moment = fc
      .integer({ min: -30 * 60, max: 30 * 60 })
      .map((m) => new Date(noon + Math.round(m / step) * step * MINUTE))
    return fc.record({
      window: windowAround(noon),
      now: fc.oneof(moment, fc.constant(new Date(noon - 36 * 60 * MINUTE))),
      service: service(step),
      locations: locations(zone, { day, moment, rich }),
      practitioners: practitioners({ day, moment, step, rich }),
      rooms: rich
        ? sometimes(fc.array(resource(moment), { minLength: 1, maxLength: 3 }))
        : fc.constant(undefined),
      assistants: sometimes(fc.array(assistant({ day, moment, step, rich }), { maxLength: 3 })),
      pools: rich ? sometimes(fc.array(pool(moment), { maxLength: 2 })) : fc.constant(undefined),
      client: rich ? sometimes(fc.record({ busy: busy(moment, 2) })) : fc.constant(undefined),
      travel: fc.constant(rich ? [{ from: HOME, to: BRANCH, minutes: 35 }] : []),
      weekStartsOn: fc.constantFrom(1, 7),
    })
  })
}

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

function windowAround(noon: number) {
  return fc
    .tuple(fc.integer({ min: -24, max: 10 }), fc.integer({ min: 1, max: 20 }))
    .map(([first, hours]) => ({
      from: new Date(noon + first * 60 * MINUTE),
      to: new Date(noon + (first + hours) * 60 * MINUTE),
    }))
}

function service(step: number) {
  const length = (most: number) => fc.integer({ min: 0, max: most }).map((n) => Math.round(n / step) * step)
  return fc.record({
    id: fc.constant('treatment'),
    duration: length(100).map((n) => Math.max(n, step)),
    before: length(30),
    after: length(30),
    slotInterval:
      step > 1 ? fc.constantFrom(15, 30, 45, 60, 90) : fc.constantFrom(5, 7, 10, 15, 20, 30, 45, 60, 100),
    slotOffset: length(70),
    minimumNotice: fc.constantFrom(0, 0, 0, 60, 600),
    horizonDays: fc.constantFrom(null, null, null, 0, 1),
    capacity: fc.constant(1),
  })
}

interface Around {
  day: string
  moment: fc.Arbitrary<Date>
  step?: number
  rich: boolean
}

function locations(zone: string, { day, moment, rich }: Around) {
  const plain = { id: HOME, zone }
  if (!rich) return fc.constant([plain])
  const home = fc.record({
    id: fc.constant(HOME),
    zone: fc.constant(zone),
    openingHours: sometimes(fc.array(weekly(day, 1), { minLength: 1, maxLength: 4 })),
    holidays: sometimes(fc.constant([{ day, name: 'Founding day' }])),
    closures: fc.array(span(moment), { maxLength: 1 }),
  })
  const branch = fc.constant({ id: BRANCH, zone: 'Europe/Berlin' })
  return fc.tuple(home, fc.boolean(), branch).map(([one, two, other]) => (two ? [one, other] : [one]))
}

function practitioners({ day, moment, step = 1, rich }: Around): fc.Arbitrary<Practitioner[]> {
  const where = rich ? fc.constantFrom(HOME, HOME, HOME, BRANCH) : fc.constant(HOME)
  const one = fc.record({
    hours: hoursOf({ day, moment, step, rich }),
    exceptions: rich ? sometimes(fc.array(exception(day, where), { maxLength: 2 })) : fc.constant([]),
    timeOff: fc.array(span(moment), { maxLength: 2 }),
    reserved: rich ? sometimes(fc.array(reserved(day), { maxLength: 2 })) : fc.constant([]),
    busy: busy(moment, 5),
    limits: rich ? sometimes(fc.array(limit, { maxLength: 2 })) : fc.constant([]),
    overrides: rich
      ? fc.constantFrom({}, {}, { duration: 25 }, { before: 10, slotOffset: 3 })
      : fc.constant({}),
  })
  const people = fc.array(one, { minLength: 1, maxLength: rich ? 3 : 1 })
  return people.map((list) => list.map((person, index) => ({ id: `practitioner ${index}`, ...person })))
}

/** Somebody to help, who may be one of those who offer the service. */
function assistant(around: Around): fc.Arbitrary<Assistant> {
  const { moment, rich } = around
  const ids = fc.constantFrom('assistant', 'second assistant', ...(rich ? ['practitioner 0'] : []))
  return fc.tuple(ids, hoursOf(around)).chain(([id, hours]) =>
    fc.record({
      id: fc.constant(id),
      hours: fc.constant(hours),
      exceptions: rich
        ? sometimes(fc.array(exception(around.day, fc.constant(HOME)), { maxLength: 1 }))
        : fc.constant([]),
      timeOff: fc.array(span(moment), { maxLength: 1 }),
      busy: busy(moment, 3),
    }),
  )
}

function hoursOf({ day, step = 1, rich }: Around): fc.Arbitrary<WorkingHours[]> {
  const where = rich ? fc.constantFrom(HOME, HOME, HOME, BRANCH) : fc.constant(HOME)
  const working = fc
    .tuple(weekly(day, step), where)
    .map(([rule, locationId]): WorkingHours => ({ ...rule, locationId }))
  return fc.array(working, { minLength: 1, maxLength: 5 })
}

function weekly(day: string, step: number): fc.Arbitrary<WeeklyHours> {
  const weekday = ((Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 3) % 7) + 1
  const near = fc.constantFrom(weekday, weekday, weekday, ((weekday + 5) % 7) + 1, (weekday % 7) + 1)
  const hours = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 900 }))
  const cycle = fc.constantFrom(
    null,
    null,
    null,
    { weeks: 2, week: 0, anchor: '2026-01-05' },
    { weeks: 3, week: 1, anchor: '2026-06-07' },
  )
  const valid = fc.constantFrom(null, null, null, day)
  return fc
    .record({ near, hours, cycle, validFrom: valid, validTo: valid })
    .map(({ near: on, hours: [from, length], ...rest }) => {
      const begin = Math.round(from / step) * step
      return {
        weekday: on,
        from: begin,
        to: Math.min(begin + Math.round(length / step) * step, 2880),
        ...rest,
      }
    })
}

/** Hours of one day (they end where it ends), kept until so long before they begin. */
function reserved(day: string): fc.Arbitrary<ReservedHours> {
  const locationId = fc.constantFrom(null, HOME, BRANCH)
  const releaseMinutes = fc.constantFrom(null, null, 0, 240, 1440)
  const rest = fc.record({ locationId, releaseMinutes, name: fc.uuid(), cycle: fc.constant(null) })
  const end = ({ from, to }: WeeklyHours) => Math.max(from + 1, Math.min(to, 1440))
  return fc.tuple(weekly(day, 1), rest).map(([rule, more]) => ({ ...rule, ...more, to: end(rule) }))
}

function exception(day: string, where: fc.Arbitrary<string>): fc.Arbitrary<HoursException> {
  const hours = fc
    .record({
      from: fc.integer({ min: 0, max: 1400 }),
      length: fc.integer({ min: 10, max: 600 }),
      locationId: where,
    })
    .map(({ from, length, locationId }) => ({ from, to: from + length, locationId }))
  return fc.record({
    day: fc.constant(day),
    effect: fc.constantFrom('replace' as const, 'add' as const),
    hours: fc.array(hours, { maxLength: 2 }),
  })
}

function span(moment: fc.Arbitrary<Date>): fc.Arbitrary<Span> {
  return fc.tuple(moment, fc.constantFrom(15, 30, 60, 240)).map(([startsAt, minutes]) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + minutes * MINUTE),
  }))
}

function busy(moment: fc.Arbitrary<Date>, most: number): fc.Arbitrary<Busy[]> {
  const buffer = fc.constantFrom(0, 0, 15, 30)
  const one = fc.record({
    span: span(moment),
    before: buffer,
    after: buffer,
    heldUntil: sometimes(moment),
    locationId: fc.constantFrom(HOME, BRANCH),
    serviceId: fc.constantFrom('treatment', 'massage'),
  })
  return fc.array(one, { maxLength: most }).map((list) =>
    list.map(({ span: { startsAt, endsAt }, ...rest }, n) => ({
      startsAt,
      endsAt,
      visitId: `visit ${n}`,
      ...rest,
    })),
  )
}

function resource(moment: fc.Arbitrary<Date>): fc.Arbitrary<Resource> {
  return fc.record({
    id: fc.uuid(),
    locationId: fc.constantFrom(HOME, HOME, BRANCH, null),
    busy: busy(moment, 3),
    closures: fc.array(span(moment), { maxLength: 1 }),
  })
}

function pool(moment: fc.Arbitrary<Date>) {
  return fc.record({
    id: fc.uuid(),
    units: fc.array(resource(moment), { minLength: 1, maxLength: 3 }),
    need: fc.constantFrom(1, 1, 2),
  })
}

const limit: fc.Arbitrary<Limit> = fc.record({
  per: fc.constantFrom('day' as const, 'week' as const),
  of: fc.constantFrom('visits' as const, 'minutes' as const),
  most: fc.constantFrom(0, 1, 2, 3, 4, 5, 45, 120, 300),
  serviceId: fc.constantFrom(null, 'treatment', 'massage'),
})
