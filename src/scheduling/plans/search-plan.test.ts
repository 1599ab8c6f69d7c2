import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, weekdayOfNumber } from '../../platform/time/index.ts'
import type { PlanConditions, PlanTime } from './search-plan.ts'
import { searchPlan } from './search-plan.ts'

const MONDAY = dayNumber('2026-03-02')
const any: PlanConditions = {
  visits: 4,
  minGapDays: 1,
  maxGapDays: null,
  perWeek: null,
  samePractitioner: true,
  weekdays: null,
  between: null,
}
const time = (day: number, hour: number, practitionerId = 'petra'): PlanTime => ({
  day: MONDAY + day,
  minute: hour * 60,
  practitionerId,
})
const weekdaysAt = (hours: number[], weeks = 4, who = 'petra') =>
  Array.from({ length: weeks * 7 }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) => hours.map((hour) => time(day, hour, who)))
const daysOf = (times: readonly PlanTime[]) => times.map(({ day }) => day - MONDAY)

describe('a plan', () => {
  test('twice a week with two days between is done as early as can be', () => {
    const { times } = searchPlan(weekdaysAt([9]), { ...any, perWeek: 2, minGapDays: 2 }, { sameTime: false })
    expect(daysOf(times)).toEqual([0, 2, 7, 9])
  })

  test('keeps to one time of day rather than end a day earlier', () => {
    const times = [time(0, 9), time(1, 10), time(2, 17), time(3, 10), time(4, 10), time(7, 10)]
    expect(searchPlan(times, any, { sameTime: true }).times.map(({ minute }) => minute)).toEqual([
      600, 600, 600, 600,
    ])
  })

  test('stays with one practitioner, the preferred one where that costs no visit', () => {
    const both = [...weekdaysAt([9], 4, 'paul'), ...weekdaysAt([9], 4, 'petra')]
    const wishes = { sameTime: false, practitioners: ['petra'] }
    expect(new Set(searchPlan(both, any, wishes).times.map((each) => each.practitionerId))).toEqual(
      new Set(['petra']),
    )
    const little = [...weekdaysAt([9], 4, 'paul'), time(0, 9)]
    expect(new Set(searchPlan(little, any, wishes).times.map((each) => each.practitionerId))).toEqual(
      new Set(['paul']),
    )
  })

  test('of which not all fit has as many as can be', () => {
    expect(searchPlan(weekdaysAt([9], 1), { ...any, minGapDays: 2 }, { sameTime: true }).times).toHaveLength(
      3,
    )
    expect(searchPlan([], any, { sameTime: true }).times).toEqual([])
  })

  test('of thirty visits in half a year of ten practitioners is found at once', () => {
    const times = Array.from({ length: 10 }, (_, who) =>
      weekdaysAt([8, 9, 10, 11, 14, 15, 16], 26, `p${who}`),
    ).flat()
    const began = performance.now()
    const { times: found } = searchPlan(
      times,
      { ...any, visits: 30, perWeek: 2, minGapDays: 2 },
      { sameTime: true },
    )
    expect(found).toHaveLength(30)
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})

const someTimes = fc.uniqueArray(
  fc.record({
    day: fc.integer({ min: 0, max: 15 }).map((day) => MONDAY + day),
    minute: fc.constantFrom(540, 600, 840),
    practitionerId: fc.constantFrom('petra', 'paul'),
  }),
  { maxLength: 11, selector: ({ day, minute, practitionerId }) => `${day} ${minute} ${practitionerId}` },
)
const someConditions = fc.record({
  visits: fc.integer({ min: 1, max: 5 }),
  minGapDays: fc.integer({ min: 0, max: 4 }),
  maxGapDays: fc.option(fc.integer({ min: 2, max: 8 }), { nil: null }),
  perWeek: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  samePractitioner: fc.boolean(),
  weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: null }),
  between: fc.constantFrom(null, { from: 480, to: 720 }),
})

/** Says each condition on its own, apart from the search. */
function keeps(times: readonly PlanTime[], conditions: PlanConditions): boolean {
  const { visits, minGapDays, maxGapDays, perWeek, samePractitioner, weekdays, between } = conditions
  const weeks = new Map<number, number>()
  for (const { day } of times) {
    const monday = day - weekdayOfNumber(day)
    weeks.set(monday, (weeks.get(monday) ?? 0) + 1)
  }
  return (
    times.length <= visits &&
    times.every(({ day }, at) => {
      const gap = at === 0 ? null : day - times[at - 1]!.day
      return gap === null || (gap >= Math.max(1, minGapDays) && (maxGapDays === null || gap <= maxGapDays))
    }) &&
    [...weeks.values()].every((count) => perWeek === null || count <= perWeek) &&
    (!samePractitioner || new Set(times.map((each) => each.practitionerId)).size <= 1) &&
    times.every(({ day }) => !weekdays || weekdays.includes(weekdayOfNumber(day))) &&
    times.every(({ minute }) => !between || (minute >= between.from && minute < between.to))
  )
}

/** The most visits of any subset: all of them are tried. */
function mostByTrying(times: readonly PlanTime[], conditions: PlanConditions): number {
  const sorted = [...times].sort((a, b) => a.day - b.day)
  let most = 0
  for (let subset = 0; subset < 2 ** sorted.length; subset += 1) {
    const chosen = sorted.filter((_, at) => (subset >> at) & 1)
    if (chosen.length > most && chosen.length <= conditions.visits && keeps(chosen, conditions))
      most = chosen.length
  }
  return most
}

test('no condition is ever broken, and as many visits are found as trying everything finds', () => {
  fc.assert(
    fc.property(someTimes, someConditions, fc.boolean(), (times, conditions, sameTime) => {
      const found = searchPlan(times, conditions, { sameTime })
      expect(keeps(found.times, conditions)).toBe(true)
      expect(found.times).toHaveLength(mostByTrying(times, conditions))
    }),
    { numRuns: 400 },
  )
})
