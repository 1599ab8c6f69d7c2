import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closeGaps, measure } from './close-gaps.ts'
import type { DayVisit } from './close-gaps.ts'
import { isTooClose } from './option.ts'
import type { Option } from './option.ts'

const OPEN = [{ from: 0, to: 480 }]

function at(from: number, minutes = 45, cost = 0): Option {
  return {
    from,
    to: from + minutes,
    practitionerId: 'who',
    locationId: 'here',
    before: 0,
    after: 0,
    ways: [{ roomId: null, unitIds: [] }],
    cost,
    terms: [],
  }
}

test('a half hour nobody can use is closed by moving the next visit up, and the afternoon becomes one block', () => {
  const visits: DayVisit[] = [
    { id: 'a', option: at(0), options: [] },
    { id: 'b', option: at(75), options: [at(45, 45, 2), at(120, 45, 3)] },
  ]
  const plan = closeGaps({ open: OPEN, visits, useful: 45 })
  expect(plan.moves.get('b')?.from).toBe(45)
  expect(plan).toMatchObject({ wastedBefore: 30, wastedAfter: 0, longestBefore: 360, longestAfter: 390 })
})

test('a move that saves less than it costs the client is not proposed', () => {
  const visits: DayVisit[] = [
    { id: 'a', option: at(0), options: [] },
    { id: 'b', option: at(75), options: [at(45, 45, 40)] },
  ]
  expect(closeGaps({ open: OPEN, visits, useful: 45 }).moves.size).toBe(0)
})

test('whatever the day, no two visits meet afterwards, each moves once to a time it was offered, and the day is no worse', () => {
  const starts = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 })
  const shifts = fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 4 }), {
    minLength: 6,
    maxLength: 6,
  })
  fc.assert(
    fc.property(starts, shifts, (slots, moves) => {
      const visits = slots.map((slot, nth): DayVisit => {
        const from = slot * 48
        return {
          id: `visit ${nth}`,
          option: at(from, 30),
          options: moves[nth]!.map((shift) => at(Math.max(0, from + shift * 15), 30, Math.abs(shift))),
        }
      })
      const { moves: made } = closeGaps({ open: OPEN, visits, useful: 45 })
      const after = visits.map((each) => made.get(each.id) ?? each.option)
      for (const [nth, one] of after.entries())
        for (const other of after.slice(nth + 1)) expect(isTooClose(one, other, false)).toBe(false)
      for (const each of visits) {
        const move = made.get(each.id)
        if (move) expect(each.options).toContain(move)
      }
      const before = visits.map((each) => each.option)
      expect(measure(OPEN, after, 45).score).toBeLessThanOrEqual(measure(OPEN, before, 45).score)
    }),
    { numRuns: 200 },
  )
})
