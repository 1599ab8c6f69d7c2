import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assign } from './assign.ts'
import { bestPlan } from './best-plan.ts'
import type { Given } from './best-plan.ts'
import { isTooClose } from './option.ts'
import type { Option, Seeker } from './option.ts'

const UNPLACED = 1000

/** Cases as practices have them: few practitioners, rooms that several want, lengths that overlap. */
const option = fc
  .record({
    from: fc.integer({ min: 0, max: 8 }).map((n) => n * 15),
    length: fc.constantFrom(30, 45),
    who: fc.integer({ min: 0, max: 1 }),
    rooms: fc.subarray(['room a', 'room b'], { minLength: 1 }),
    unit: fc.boolean(),
    help: fc.option(fc.subarray(['help a', 'help b'], { minLength: 1 }), { freq: 2 }),
    after: fc.constantFrom(0, 15),
    cost: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ from, length, who, rooms, unit, help, after, cost }): Option => {
    return {
      from,
      to: from + length,
      practitionerId: `who ${who}`,
      locationId: 'here',
      before: 0,
      after,
      ways: rooms.flatMap((roomId) =>
        (help ?? [null]).map((assistantId) => ({ roomId, assistantId, unitIds: unit ? ['unit'] : [] })),
      ),
      cost,
      terms: [],
    }
  })
const seekers = (most: number) =>
  fc
    .array(
      fc.record({ options: fc.array(option, { maxLength: 5 }), client: fc.integer({ min: 0, max: 3 }) }),
      {
        minLength: 1,
        maxLength: most,
      },
    )
    .map((list) =>
      list.map(({ options, client }, nth): Seeker => {
        return {
          id: `visit ${nth}`,
          clientId: `client ${client}`,
          options: [...options].sort((a, b) => a.cost - b.cost),
          unplaced: UNPLACED,
        }
      }),
    )

/** The rule itself, written down apart from the engine: shared people and things keep their gaps. */
function clashes(asked: readonly Seeker[], given: readonly Given[]): string[] {
  const found: string[] = []
  for (let one = 0; one < given.length; one += 1) {
    for (let other = one + 1; other < given.length; other += 1) {
      const [a, b] = [given[one], given[other]]
      if (!a || !b) continue
      const [first, second] = a.option.from <= b.option.from ? [a, b] : [b, a]
      const gap = second.option.from - first.option.to
      const things = (each: NonNullable<Given>) => [
        each.option.practitionerId,
        each.way.roomId,
        each.way.assistantId,
        ...each.way.unitIds,
      ]
      const shared = things(a).some((each) => each && things(b).includes(each))
      if (shared && gap < Math.max(first.option.after, second.option.before)) found.push(`${one} ${other}`)
      if (asked[one]!.clientId === asked[other]!.clientId && gap < 0) found.push(`client ${one} ${other}`)
    }
  }
  return found
}

/** Every plan there is. */
function cheapestByTryingAll(asked: readonly Seeker[], given: Given[] = []): number {
  if (given.length === asked.length)
    return given.reduce((sum, each) => sum + (each ? each.option.cost : UNPLACED), 0)
  const choices: Given[] = [
    null,
    ...asked[given.length]!.options.flatMap((each) => each.ways.map((way) => ({ option: each, way }))),
  ]
  let best = Infinity
  for (const choice of choices) {
    const next = [...given, choice]
    if (clashes(asked, next).length === 0) best = Math.min(best, cheapestByTryingAll(asked, next))
  }
  return best
}

describe('the best overall plan', () => {
  test('costs what trying every plan finds, and says that it is the best', () => {
    fc.assert(
      fc.property(seekers(4), (asked) => {
        const plan = bestPlan(asked)
        expect(plan.isOptimal).toBe(true)
        expect(plan.cost).toBe(cheapestByTryingAll(asked))
        expect(plan.bound).toBe(plan.cost)
      }),
      { numRuns: 250 },
    )
  })

  test('without the complete search it still never costs less than its bound, nor less than the best', () => {
    fc.assert(
      fc.property(seekers(4), (asked) => {
        const plan = bestPlan(asked, 0)
        const best = cheapestByTryingAll(asked)
        expect(plan.cost).toBeGreaterThanOrEqual(best)
        expect(plan.bound).toBeLessThanOrEqual(best)
        if (plan.isOptimal) expect(plan.cost).toBe(best)
      }),
      { numRuns: 150 },
    )
  })

  test('never puts anybody or anything in two places, gives only what was offered, and answers the same again', () => {
    fc.assert(
      fc.property(seekers(14), (asked) => {
        const plan = bestPlan(asked, 300)
        expect(clashes(asked, plan.given)).toEqual([])
        plan.given.forEach((each, nth) => each && expect(asked[nth]!.options).toContain(each.option))
        expect(bestPlan(structuredClone(asked), 300)).toEqual(plan)
      }),
      { numRuns: 100 },
    )
  })

  test('where visits only compete for the same times it is the assignment, which is exact', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 6, maxLength: 6 }), {
          minLength: 1,
          maxLength: 6,
        }),
        (costs) => {
          const lines = costs.map((line) => Float64Array.from(line))
          const columns = assign(lines)
          expect(new Set(columns).size).toBe(costs.length)
          const sum = columns.reduce((total, column, row) => total + costs[row]![column]!, 0)
          expect(sum).toBe(cheapestAssignment(costs))
          const asked = costs.map((line, row) => seekerFor(line, row))
          expect(bestPlan(asked, 0)).toMatchObject({ cost: sum, isOptimal: true })
        },
      ),
      { numRuns: 150 },
    )
  })

  test('not first come: whoever can only have one time gets it, though another asked first', () => {
    const [nine, ten] = [timeAt(0), timeAt(60)]
    const asked = [
      { ...seekerFor([], 0), options: [nine, { ...ten, cost: 20 }] },
      { ...seekerFor([], 1), options: [{ ...nine, cost: 10 }] },
    ]
    const { given, cost } = bestPlan(asked)
    expect(given.map((each) => each?.option.from)).toEqual([60, 0])
    expect(cost).toBe(30)
  })
})

test('two times of one practitioner keep the longer of the two buffers between them, of a client none', () => {
  const one = { ...timeAt(0), after: 15 }
  expect(isTooClose(one, timeAt(30), false)).toBe(true)
  expect(isTooClose(one, timeAt(45), false)).toBe(false)
  expect(isTooClose(one, timeAt(30), true)).toBe(false)
  expect(isTooClose(timeAt(30), one, false)).toBe(true)
})

function timeAt(from: number, cost = 0): Option {
  return {
    from,
    to: from + 30,
    practitionerId: 'who',
    locationId: 'here',
    before: 0,
    after: 0,
    ways: [{ roomId: null, unitIds: [] }],
    cost,
    terms: [],
  }
}

function seekerFor(costs: readonly number[], nth: number): Seeker {
  const options = costs.map((cost, column) => timeAt(column * 60, cost)).sort((a, b) => a.cost - b.cost)
  return { id: `visit ${nth}`, clientId: `client ${nth}`, options, unplaced: UNPLACED }
}

function cheapestAssignment(costs: readonly (readonly number[])[], used: readonly number[] = []): number {
  const line = costs[used.length]
  if (!line) return 0
  return Math.min(
    ...line.map((cost, column) =>
      used.includes(column) ? Infinity : cost + cheapestAssignment(costs, [...used, column]),
    ),
  )
}
