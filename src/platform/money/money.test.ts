import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import {
  addTax,
  allocate,
  basisPoints,
  currencyCodes,
  decimal,
  decimalText,
  divideRounded,
  exponentOf,
  extractTax,
  formatMoney,
  isCurrency,
  multiply,
  parseMoney,
  percent,
  splitEvenly,
} from './money.ts'

const amounts = fc.integer({ min: -10_000_000_00, max: 10_000_000_00 })

describe('currencies', () => {
  test('the yen has no minor unit, the euro has two digits, the dinar of Kuwait three', () => {
    expect(['JPY', 'EUR', 'KWD'].map(exponentOf)).toEqual([0, 2, 3])
    expect(isCurrency('eur')).toBe(false)
    expect(() => exponentOf('XYZ')).toThrow('ISO 4217')
  })

  test('every code is known to the currency names of the runtime, none twice', () => {
    const known = new Set(Intl.supportedValuesOf('currency'))
    const newer = new Set(['XCG', 'ZWG', 'SLE'])
    expect(currencyCodes.filter((code) => !known.has(code) && !newer.has(code))).toEqual([])
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length)
  })
})

describe('rounding and rates', () => {
  test('a tie goes to the even neighbour, or away from zero when the practice wants it so', () => {
    const ties: [bigint, bigint, bigint][] = [
      [5n, 0n, 1n],
      [15n, 2n, 2n],
      [25n, 2n, 3n],
      [-15n, -2n, -2n],
      [-25n, -2n, -3n],
    ]
    for (const [tenths, even, up] of ties) {
      expect(divideRounded(tenths, 10n)).toBe(even)
      expect(divideRounded(tenths, 10n, 'half_up')).toBe(up)
    }
  })

  test('the tax of 19.99 at 8.875 % is 1.77, of 0.10 at 25 % by half-even 0.02 and by half-up 0.03', () => {
    expect(multiply(1999, percent('8.875'))).toBe(177)
    expect(multiply(10, percent('25'))).toBe(2)
    expect(multiply(10, percent('25'), 'half_up')).toBe(3)
    expect(multiply(1000, decimal('1.5'))).toBe(1500)
    expect(multiply(-1, decimal('0.4'))).toBe(0)
    expect(Object.is(multiply(-1, decimal('0.4')), 0)).toBe(true)
  })

  test('a rounded product is never further than half a unit from the exact one', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 30_000 }), (amount, points) => {
        const twiceError =
          (BigInt(multiply(amount, basisPoints(points))) * 10_000n - BigInt(amount) * BigInt(points)) * 2n
        expect((twiceError < 0n ? -twiceError : twiceError) <= 10_000n).toBe(true)
      }),
    )
  })

  test('119.00 including 19 % holds 19.00 of tax; net and tax make the gross in every case', () => {
    expect(extractTax(11900, percent('19'))).toEqual({ net: 10000, tax: 1900, gross: 11900 })
    expect(addTax(10000, percent('19'))).toEqual({ net: 10000, tax: 1900, gross: 11900 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, points) => {
        const out = extractTax(amount, basisPoints(points))
        expect(out.net + out.tax).toBe(amount)
        const onTop = addTax(amount, basisPoints(points))
        expect(onTop.net + onTop.tax).toBe(onTop.gross)
        expect(extractTax(onTop.gross, basisPoints(points)).net).toBe(amount)
      }),
    )
  })

  test('fractions of a cent, floats and amounts beyond the safe range are refused', () => {
    expect(() => multiply(0.5, percent('10'))).toThrow('whole number')
    expect(() => multiply(Number.MAX_SAFE_INTEGER, decimal('2'))).toThrow('too large')
    for (const text of ['', '1e3', '1,5', '.5', ' 1', 'NaN'])
      expect(() => percent(text)).toThrow('decimal number')
  })
})

describe('splitting', () => {
  test('100.00 in three is 33.34, 33.33, 33.33', () => {
    expect(splitEvenly(10000, 3)).toEqual([3334, 3333, 3333])
    expect(splitEvenly(-10000, 3)).toEqual([-3334, -3333, -3333])
    expect(allocate(5, [3, 7])).toEqual([2, 3])
    expect(allocate(0, [1, 1])).toEqual([0, 0])
    expect(allocate(101, [0, 1])).toEqual([0, 101])
  })

  test('the parts sum to the whole and each is less than a cent from its exact share', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
      .filter((list) => list.some((weight) => weight > 0))
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        const parts = allocate(amount, list)
        const total = list.reduce((sum, weight) => sum + weight, 0)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
        parts.forEach((part, index) => {
          const gap = BigInt(part) * BigInt(total) - BigInt(amount) * BigInt(list[index] ?? 0)
          expect((gap < 0n ? -gap : gap) < BigInt(total)).toBe(true)
        })
      }),
    )
  })

  test('equal weights never differ by more than one cent, and the left is served first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 50 }),
        (amount, count) => {
          const parts = splitEvenly(amount, count)
          expect(parts).toEqual([...parts].sort((a, b) => b - a))
          expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('weights that mean nothing are refused', () => {
    for (const weights of [[], [0, 0], [-1, 2], [0.5]])
      expect(() => allocate(100, weights)).toThrow(RangeError)
    expect(() => splitEvenly(100, 0)).toThrow('at least one part')
  })
})

describe('written amounts', () => {
  test('each locale sees its own way of writing', () => {
    expect(formatMoney(123456, 'EUR', 'de')).toBe('1.234,56\u00a0€')
    expect(formatMoney(123456, 'USD', 'en')).toBe('$1,234.56')
    expect(formatMoney(1234, 'JPY', 'en')).toBe('¥1,234')
    expect(formatMoney(-1234, 'KWD', 'en')).toBe('-KWD\u00a01.234')
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'USD', 'en')).toBe('$90,071,992,547,409.91')
    expect(decimalText(-5, 'EUR')).toBe('-0.05')
    expect(decimalText(5, 'JPY')).toBe('5')
  })

  const typed: [string, string, string, number][] = [
    ['1.234,56', 'de', 'EUR', 123456],
    ['1,234.56', 'en', 'USD', 123456],
    ['1234,5', 'de', 'EUR', 123450],
    ['1.234', 'de', 'EUR', 123400],
    ['€ 12', 'de', 'EUR', 1200],
    ['12,00 EUR', 'de', 'EUR', 1200],
    ['-$3.50', 'en', 'USD', -350],
    ['$-3.50', 'en', 'USD', -350],
    ['\u22123.50', 'en', 'USD', -350],
    ['0', 'en', 'USD', 0],
    ['1 234,50', 'fr', 'EUR', 123450],
    ["1'234.50", 'de-CH', 'CHF', 123450],
    ['1,00,000.00', 'en-IN', 'INR', 10000000],
    ['1234', 'en', 'JPY', 1234],
    ['1.234', 'en', 'KWD', 1234],
  ]
  test.each(typed)('%s typed in %s (%s) is %i minor units', (text, locale, currency, minor) => {
    expect(parseMoney(text, { locale, currency })).toBe(minor)
  })

  const refused: [string, string, string, RegExp][] = [
    ['', 'en', 'USD', /Enter an amount, for example 1,234\.50/],
    ['1,5', 'en', 'USD', /Write it like 1,234\.50/],
    ['1.5', 'de', 'EUR', /Write it like 1\.234,50/],
    ['1.234', 'en', 'USD', /at most 2 decimals/],
    ['12.5', 'en', 'JPY', /no decimals/],
    ['1.2.3', 'en', 'USD', /not an amount/],
    ['12,34,5', 'en', 'USD', /not an amount/],
    ['1e5', 'en', 'USD', /not an amount/],
    ['--5', 'en', 'USD', /not an amount/],
    ['five', 'en', 'USD', /not an amount/],
    ['5.', 'en', 'USD', /not an amount/],
    ['99999999999999999999', 'en', 'USD', /too large/],
  ]
  test.each(refused)('%j typed in %s (%s) is refused with a way out', (text, locale, currency, message) => {
    try {
      expect(parseMoney(text, { locale, currency, field: 'price' })).toBe('refused')
    } catch (error) {
      expect(error).toBeInstanceOf(Problem)
      expect((error as Problem).message).toMatch(message)
      expect((error as Problem).details).toMatchObject({ fields: [{ field: 'price' }] })
    }
  })

  test('what is printed can be typed back in every currency and locale we offer', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CHF'),
        fc.constantFrom('en', 'de', 'fr', 'de-CH', 'es', 'pl'),
        (minor, currency, locale) => {
          expect(parseMoney(formatMoney(minor, currency, locale), { currency, locale })).toBe(minor)
        },
      ),
    )
  })
})
