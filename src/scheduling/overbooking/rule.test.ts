import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bothCome, overbookable } from './rule.ts'

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 15 })

test('never more than the limit, the absences to be expected and what is used leave; never above the bound', () => {
  fc.assert(
    fc.property(
      chances,
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 6 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (absent, mostPerDay, most, used, guestAbsent) => {
        const visits = absent.map((each, nth) => ({ appointmentId: String(nth), absent: each }))
        const found = overbookable(visits, { limit: { mostPerDay, most }, used, guestAbsent })
        const expected = absent.reduce((sum, each) => sum + each, 0)
        expect(found.left).toBeLessThanOrEqual(Math.max(0, mostPerDay - used))
        expect(found.left + used).toBeLessThanOrEqual(Math.max(used, expected + 0.5))
        for (const slot of found.slots) {
          expect(slot.both).toBeLessThanOrEqual(most)
          expect(slot.both).toBe(bothCome(slot.absent, guestAbsent))
        }
        const order = found.slots.map(({ both }) => both)
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      },
    ),
  )
})

test.each([
  [[0.6, 0.1], 0.5, ['0']],
  [[0.6, 0.7], 0.5, ['1', '0']],
  [[0.2, 0.2], 0.9, []],
  [[], 0.9, []],
])('of chances %j with a bound of %d: %j', (absent, most, expected) => {
  const visits = absent.map((each, nth) => ({ appointmentId: String(nth), absent: each }))
  const { slots } = overbookable(visits, { limit: { mostPerDay: 3, most }, used: 0, guestAbsent: 0.1 })
  expect(slots.map(({ appointmentId }) => appointmentId)).toEqual(expected)
})
