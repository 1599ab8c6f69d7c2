import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Busy } from '../availability/busy.ts'
import type { Wished } from '../availability/reasons.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { orderByChoice } from './choose-practitioner.ts'

const MONDAY = Date.parse('2026-03-02T00:00:00Z') / 60_000
const PLACE = { id: 'place', zone: 'UTC' }
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ locationId: 'place', weekday, from: 480, to: 1080 }))

interface Person {
  id: string
  weight?: number
  priority?: number
  busy: Busy[]
}

/** Lets a visit be routed among everybody who is free at a minute; answers who gets it and why. */
function route(
  people: readonly Person[],
  from: number,
  more: { usual?: string; last?: string; continuity?: string } = {},
) {
  const diary = {
    service: { continuity: more.continuity ?? 'usual_or_last' },
    client: {
      usual_practitioner_id: more.usual ?? null,
      last: more.last ? { practitioner_id: more.last } : null,
    },
    practitioners: people.map(({ id, weight = 100, priority = 0 }) => ({ id, weight, priority })),
  } as unknown as DiaryRows
  const visit = { from, to: from + 60 }
  const isFree = ({ busy }: Person) =>
    busy.every((one) => one.endsAt.getTime() <= from * 60_000 || one.startsAt.getTime() >= visit.to * 60_000)
  const free = people
    .filter(isFree)
    .map(
      ({ id, busy }) => ({ practitioner: { id, hours, busy }, location: PLACE, visit }) as unknown as Wished,
    )
  const best = orderByChoice(diary, free)[0]
  return best && { id: best.wished.practitioner.id, rule: best.choice.rule }
}

const visitAt = (from: number): Busy => ({
  startsAt: new Date(from * 60_000),
  endsAt: new Date((from + 60) * 60_000),
  before: 0,
  after: 0,
})
const person = (id: string, more: Partial<Person> = {}): Person => ({ id, busy: [], ...more })

test('over many bookings the shares approach the weights', () => {
  const weights = fc.array(fc.constantFrom(50, 100, 150, 200), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(
      weights,
      fc.array(fc.integer({ min: 0, max: 49 }), { minLength: 60, maxLength: 60 }),
      (list, slots) => {
        const people = list.map((weight, at) => person(`p${at}`, { weight }))
        // Two visits an hour at most, so that it is the weights that decide, and seldom who is left.
        const often = new Map<number, number>()
        for (const slot of slots) {
          if ((often.get(slot) ?? 0) >= 1) continue
          often.set(slot, 1)
          const from = MONDAY + Math.floor(slot / 10) * 1440 + 480 + (slot % 10) * 60
          const chosen = route(people, from)
          people.find(({ id }) => id === chosen!.id)!.busy.push(visitAt(from))
        }
        const total = people.reduce((sum, { busy }) => sum + busy.length, 0)
        const weight = list.reduce((sum, each) => sum + each, 0)
        for (const { busy, weight: own } of people) {
          expect(Math.abs(busy.length / total - own! / weight)).toBeLessThan(0.13)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('somebody new with an empty week is not flooded: a day fills no further than the others’ weeks', () => {
  const half = Array.from({ length: 25 }, (_, at) =>
    visitAt(MONDAY + Math.floor(at / 5) * 1440 + 480 + (at % 5) * 60),
  )
  const people = [person('old', { busy: half }), person('older', { busy: [...half] }), person('new')]
  const got = [5, 6, 7, 8, 9, 5, 6, 7, 8, 9].map((hour) => {
    const from = MONDAY + 480 + hour * 60
    const chosen = route(people, from)!
    people.find(({ id }) => id === chosen.id)!.busy.push(visitAt(from))
    return chosen.id
  })
  expect(got.filter((id) => id === 'new').length).toBeLessThanOrEqual(6)
  expect(new Set(got).size).toBe(3)
})

test('whom the client knows comes first, as the service says, then priority, then the load', () => {
  const people = [
    person('petra', { busy: [visitAt(MONDAY + 480)] }),
    person('paul'),
    person('pia', { priority: 1 }),
  ]
  const at = MONDAY + 600
  expect(route(people, at, { usual: 'petra', last: 'paul' })).toEqual({ id: 'petra', rule: 'usual' })
  expect(route(people, at, { last: 'petra' })).toEqual({ id: 'petra', rule: 'last_seen' })
  expect(route(people, at, { last: 'petra', continuity: 'usual' })).toEqual({ id: 'pia', rule: 'priority' })
  expect(route(people, at, { usual: 'petra', continuity: 'none' })).toEqual({ id: 'pia', rule: 'priority' })
  expect(route(people.slice(0, 2), at)).toEqual({ id: 'paul', rule: 'least_booked' })
  expect(route(people.slice(0, 1), at)).toEqual({ id: 'petra', rule: 'only_one' })
  const never = [person('petra', { weight: 0 }), person('paul', { busy: [visitAt(MONDAY + 480)] })]
  expect(route(never, at)!.id).toBe('paul')
})
