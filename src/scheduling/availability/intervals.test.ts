import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, covers, intersect, meets, subtract, totalMinutes, union } from './intervals.ts'
import type { Interval } from './intervals.ts'

const MOST = 60
const parts = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: MOST }), to: fc.integer({ min: 0, max: MOST }) }),
  { maxLength: 12 },
)
const sets = parts.map(union)

/** The minutes one by one, as an answer nobody can misread. */
const minutes = (list: readonly Interval[]) =>
  Array.from({ length: MOST }, (_, at) => list.some(({ from, to }) => from <= at && at < to))

function expectProper(list: readonly Interval[]) {
  list.forEach(({ from, to }, index) => {
    expect(from).toBeLessThan(to)
    if (index > 0) expect(from).toBeGreaterThan(list[index - 1]!.to)
  })
}

describe('over sets of minutes', () => {
  test('a union holds what any part holds, in order and without seams', () => {
    fc.assert(
      fc.property(parts, (list) => {
        expect(minutes(union(list))).toEqual(minutes(list))
        expectProper(union(list))
      }),
    )
  })

  test('subtracting and intersecting go minute by minute', () => {
    fc.assert(
      fc.property(sets, sets, (one, other) => {
        const [a, b] = [minutes(one), minutes(other)]
        expect(minutes(subtract(one, other))).toEqual(a.map((here, at) => here && !b[at]))
        expect(minutes(intersect(one, other))).toEqual(a.map((here, at) => here && b[at]))
        expectProper(subtract(one, other))
        expectProper(intersect(one, other))
        expect(totalMinutes(one)).toBe(a.filter(Boolean).length)
      }),
    )
  })

  test('covering and meeting agree with the minutes', () => {
    const stretch = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(sets, stretch, (set, [from, length]) => {
        const asked = { from, to: from + length }
        const inside = minutes(set).slice(from, asked.to)
        expect(covers(set, asked)).toBe(inside.every(Boolean))
        expect(meets(set, asked)).toBe(inside.some(Boolean))
      }),
    )
  })
})

test('a reversed stretch holds nothing', () => {
  expect(union([{ from: 9, to: 5 }])).toEqual([])
  expect(clip([{ from: 0, to: 10 }], { from: 8, to: 4 })).toEqual([])
})

test('neighbours that touch become one, so that a visit may lie across the seam', () => {
  expect(
    union([
      { from: 5, to: 9 },
      { from: 0, to: 5 },
    ]),
  ).toEqual([{ from: 0, to: 9 }])
})
