import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chain, PartOption } from './combine.ts'
import { combine } from './combine.ts'

interface Given {
  from: number
  length: number
  who: number
  place: number
  before: number
  after: number
  needs: number[][]
}

const option = (given: Partial<Given> = {}): PartOption => {
  const { from = 0, length = 30, who = 0, place = 0, before = 0, after = 0, needs = [] } = given
  return {
    from,
    to: from + length,
    practitionerId: `who ${who}`,
    locationId: `place ${place}`,
    before,
    after,
    needs: () => needs.map((ids) => ids.map((id) => `thing ${id}`)),
  }
}
const starts = (chains: Chain<PartOption>[]) => chains.map(({ options }) => options.map(({ from }) => from))

test('parts follow one another with no more than the gap allowed, at one place', () => {
  const first = [option({ from: 0 }), option({ from: 60 }), option({ from: 120 })]
  const second = [
    option({ from: 30, who: 1 }),
    option({ from: 110, who: 1 }),
    option({ from: 150, place: 1 }),
  ]
  expect(starts(combine([first, second], { maxGap: 15 }))).toEqual([[0, 30]])
  expect(starts(combine([first, second], { maxGap: 20 }))).toEqual([
    [0, 30],
    [60, 110],
  ])
  expect(starts(combine([first, second], { maxGap: 20, limit: 1 }))).toEqual([[0, 30]])
  expect(combine([first, second], { maxGap: 20, samePlace: false })).toHaveLength(3)
})

test('one practitioner keeps the buffers between two parts; another begins at once', () => {
  const first = [option({ after: 10 })]
  const second = [option({ from: 30 }), option({ from: 40 }), option({ from: 30, who: 1 })]
  expect(starts(combine([first, second.slice(0, 2)], { maxGap: 15 }))).toEqual([[0, 40]])
  expect(starts(combine([first, second], { maxGap: 15 }))).toEqual([[0, 30]])
})

test('of chains that end at the same time the one with the fewest people is taken', () => {
  const second = [option({ from: 30, who: 1 }), option({ from: 30 })]
  const [chain] = combine([[option()], second], { maxGap: 0 })
  expect(chain!.options.map(({ practitionerId }) => practitionerId)).toEqual(['who 0', 'who 0'])
})

test('the first part leaves a room that only the second can use', () => {
  const first = [option({ after: 10, needs: [[1, 2]] })]
  const second = [option({ from: 30, who: 1, needs: [[1]] })]
  const [chain] = combine([first, second], { maxGap: 0 })
  expect(chain!.taken).toEqual([['thing 2'], ['thing 1']])
  expect(combine([[option({ after: 10, needs: [[1]] })], second], { maxGap: 0 })).toEqual([])
})

const given = fc.record({
  from: fc.integer({ min: 0, max: 7 }).map((n) => n * 5),
  length: fc.constantFrom(5, 10),
  who: fc.integer({ min: 0, max: 2 }),
  place: fc.integer({ min: 0, max: 1 }),
  before: fc.constantFrom(0, 5),
  after: fc.constantFrom(0, 5),
  needs: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }), {
    maxLength: 2,
  }),
})
const many = fc.array(
  fc.array(given, { minLength: 1, maxLength: 4 }).map((list) => list.map(option)),
  { minLength: 2, maxLength: 3 },
)

function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((known) => list.map((one) => [...known, one])), [[]])
}

/** By definition: any choice of options and things in which no two parts want the same too close to each other. */
function isPossible(chain: readonly PartOption[], maxGap: number): boolean {
  const inRow = chain.every((part, at) => {
    const before = chain[at - 1]
    if (!before) return true
    const gap = part.from - before.to
    return gap >= 0 && gap <= maxGap && part.locationId === before.locationId
  })
  const clear = (a: PartOption, b: PartOption) => b.from - a.to >= Math.max(a.after, b.before)
  const wanted = chain.flatMap((part) =>
    [[part.practitionerId], ...part.needs()].map((ids) => ids.map((id) => ({ id, part }))),
  )
  return (
    inRow &&
    product(wanted).some((things) =>
      things.every((a, i) =>
        things.slice(i + 1).every((b) => a.id !== b.id || (a.part !== b.part && clear(a.part, b.part))),
      ),
    )
  )
}

test('finds exactly what trying everything finds', () => {
  fc.assert(
    fc.property(many, fc.constantFrom(0, 5, 15), (parts, maxGap) => {
      const possible = product(parts).filter((chain) => isPossible(chain, maxGap))
      const found = combine(parts, { maxGap })
      const wanted = [...new Set(possible.map(([first]) => first!.from))].sort((a, b) => a - b)
      expect(found.map(({ options }) => options[0]!.from)).toEqual(wanted)
      for (const { options, taken } of found) {
        expect(isPossible(options, maxGap)).toBe(true)
        const rivals = possible.filter(([first]) => first!.from === options[0]!.from)
        expect(options.at(-1)!.to).toBe(Math.min(...rivals.map((chain) => chain.at(-1)!.to)))
        expect(taken.map((ids) => ids.length)).toEqual(options.map((each) => each.needs().length))
      }
    }),
    { numRuns: 400 },
  )
})
