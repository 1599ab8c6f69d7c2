import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountsOf } from './split.ts'

test('thirds add up to the minor unit, however they are said', () => {
  expect(
    amountsOf(
      [{ payerId: 'a', basisPoints: 3_333 }, { payerId: 'b', basisPoints: 3_333 }, { payerId: null }],
      10_000,
    ),
  ).toEqual([3_333, 3_333, 3_334])
  expect(
    amountsOf(
      [
        { payerId: 'a', basisPoints: 3_333 },
        { payerId: 'b', basisPoints: 3_333 },
        { payerId: null, basisPoints: 3_333 },
      ],
      10_000,
    ),
  ).toEqual([3_334, 3_333, 3_333])
  expect(
    amountsOf(
      [
        { payerId: 'a', basisPoints: 5_000 },
        { payerId: null, basisPoints: 5_000 },
      ],
      8_001,
    ),
  ).toEqual([4_001, 4_000])
})

test('an amount and the rest, or a refusal that says why', () => {
  expect(amountsOf([{ payerId: 'a', amountMinor: 2_500 }, { payerId: null }], 8_000)).toEqual([2_500, 5_500])
  expect(() => amountsOf([{ payerId: 'a', amountMinor: 9_000 }, { payerId: null }], 8_000)).toThrow(
    'more than the whole',
  )
  expect(() =>
    amountsOf(
      [
        { payerId: 'a', amountMinor: 1_000 },
        { payerId: null, amountMinor: 1_000 },
      ],
      8_000,
    ),
  ).toThrow('do not add up')
  expect(() =>
    amountsOf(
      [
        { payerId: 'a', basisPoints: 6_000 },
        { payerId: null, basisPoints: 6_000 },
      ],
      8_000,
    ),
  ).toThrow('more than 100')
  expect(() =>
    amountsOf(
      [
        { payerId: 'a', basisPoints: 6_000 },
        { payerId: null, basisPoints: 2_000 },
      ],
      8_000,
    ),
  ).toThrow('do not add up')
  expect(() => amountsOf([{ payerId: 'a' }, { payerId: null }], 8_000)).toThrow('Only one part')
})

test('shares and a rest always add up to the whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      (points, whole) => {
        const amounts = amountsOf(
          [...points.map((basisPoints) => ({ payerId: 'x', basisPoints })), { payerId: null }],
          whole,
        )
        expect(amounts.reduce((sum, each) => sum + each, 0)).toBe(whole)
        for (const [index, each] of points.entries())
          expect(Math.abs(amounts[index]! - (whole * each) / 10_000)).toBeLessThan(1)
      },
    ),
    { numRuns: 500, seed: 7 },
  )
})
