import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LineToPrice, TaxRate } from './price.ts'
import { priceLine, priceTogether } from './price.ts'

const rate = (code: string, percent: number): TaxRate => ({
  code,
  name: code.toUpperCase(),
  ratePpm: Math.round(percent * 10_000),
})
const line = (unitPriceMinor: number, rates: TaxRate[], priceIncludesTax = false): LineToPrice => ({
  quantity: 1,
  unitPriceMinor,
  rates,
  priceIncludesTax,
})

test('on top, each tax is rounded by itself; inside, all of them once', () => {
  const newYork = [rate('state', 4), rate('city', 4.5), rate('mctd', 0.375)]
  expect(priceLine(line(9_999, newYork))).toMatchObject({
    netMinor: 9_999,
    taxMinor: 400 + 450 + 37,
    totalMinor: 10_886,
  })
  expect(priceLine(line(11_900, [rate('ust', 19)], true))).toMatchObject({
    netMinor: 10_000,
    taxMinor: 1_900,
  })
  expect(priceLine(line(10_000, newYork, true))).toMatchObject({ totalMinor: 10_000, taxMinor: 815 })
})

test('a discount is taken off before the tax', () => {
  expect(priceLine({ ...line(10_000, [rate('ust', 19)]), discountMinor: 1_000 })).toMatchObject({
    netMinor: 9_000,
    taxMinor: 1_710,
    totalMinor: 10_710,
  })
  expect(() => priceLine({ ...line(100, []), discountMinor: 101 })).toThrow('more than the price')
})

test('rounded over the invoice, three lines of 0.33 have the tax of 0.99', () => {
  const lines = [33, 33, 33].map((minor) => line(minor, [rate('ust', 19)]))
  expect(lines.map(priceLine).map((each) => each.taxMinor)).toEqual([6, 6, 6])
  expect(priceTogether(lines).map((each) => each.taxMinor)).toEqual([7, 6, 6])
})

const Line = fc.record({
  quantity: fc.integer({ min: 1, max: 5_000 }).map((thousandths) => thousandths / 1_000),
  unitPriceMinor: fc.integer({ min: 0, max: 500_000 }),
  rates: fc.constantFrom([], [rate('ust', 19)], [rate('gst', 5), rate('pst', 9.975)], [rate('low', 2.5)]),
  priceIncludesTax: fc.boolean(),
})

test('however it is rounded, net + tax = total, taxes add up to the tax, and nothing is negative', () => {
  fc.assert(
    fc.property(fc.array(Line, { minLength: 1, maxLength: 12 }), (lines) => {
      const alone = lines.map(priceLine)
      const together = priceTogether(lines)
      for (const [index, each] of [...alone, ...together].entries()) {
        expect(each.netMinor + each.taxMinor).toBe(each.totalMinor)
        expect(each.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(each.taxMinor)
        expect(
          Math.min(each.netMinor, each.taxMinor, ...each.taxes.map((tax) => tax.taxMinor)),
        ).toBeGreaterThanOrEqual(0)
        // What the price says stays: the net on top, the total inside.
        const same = alone[index % lines.length]!
        if (lines[index % lines.length]!.priceIncludesTax) expect(each.totalMinor).toBe(same.totalMinor)
        else expect(each.netMinor).toBe(same.netMinor)
      }
      for (const taxes of [19]) {
        const group = together.filter(
          (_, index) => !lines[index]!.priceIncludesTax && lines[index]!.rates[0]?.code === 'ust',
        )
        const net = group.reduce((sum, each) => sum + each.netMinor, 0)
        const tax = group.reduce((sum, each) => sum + each.taxMinor, 0)
        expect(tax).toBe(Math.floor((net * taxes + 50) / 100))
      }
    }),
    { numRuns: 400, seed: 20_260_302 },
  )
})
