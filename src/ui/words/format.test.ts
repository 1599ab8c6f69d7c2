import { expect, test } from 'vitest'
import { createFormat, localeFor, minorUnits } from './format.ts'
import { namespaceOf } from './namespace.ts'

const now = Date.parse('2026-03-02T14:00:00Z')
const american = createFormat({ locale: 'en-US', zone: 'America/New_York', currency: 'USD' }, () => now)
const german = createFormat({ locale: 'de-DE', zone: 'Europe/Berlin', currency: 'EUR' }, () => now)
// Intl puts narrow and unbreakable spaces between number and unit.
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0\u2009]/g, ' ')

test('money is minor units, also where a currency has none', () => {
  expect(american.money(120_050)).toBe('$1,200.50')
  expect(plain(german.money(120_050))).toBe('1.200,50 €')
  expect(american.money(1500, 'JPY')).toBe('¥1,500')
  expect(minorUnits('KWD')).toBe(1000)
})

test('an instant is told in the zone of the place', () => {
  expect(plain(american.time('2026-03-02T14:30:00Z'))).toBe('9:30 AM')
  expect(german.time('2026-03-02T14:30:00Z')).toBe('15:30')
  expect(plain(american.time('2026-03-02T14:30:00Z', 'America/Los_Angeles'))).toBe('6:30 AM')
  expect(american.dayOf('2026-03-03T02:00:00Z')).toBe('2026-03-02')
})

test('a day is that day in every zone', () => {
  expect(american.day('2026-03-02')).toBe('Mar 2, 2026')
  expect(german.day('2026-03-02', 'long')).toBe('Montag, 2. März 2026')
})

test('a span says what both ends share once', () => {
  expect(plain(american.wallRange('2026-03-02T08:00', '2026-03-02T08:30'))).toBe('8:00 – 8:30 AM')
  expect(plain(american.wallTime('13:05'))).toBe('1:05 PM')
  expect(german.wallTime('2026-03-02T08:00')).toBe('08:00')
})

test('how long ago is told in the largest unit that fits', () => {
  expect(american.ago('2026-03-02T13:57:00Z')).toBe('3 minutes ago')
  expect(american.ago('2026-03-03T14:00:00Z')).toBe('tomorrow')
  expect(german.ago('2026-03-02T12:00:00Z')).toBe('vor 2 Stunden')
})

test('who reads German in an American practice gets German words and American habits where they exist', () => {
  expect(localeFor('de', { locale: 'en-US', country: 'US' })).toBe('de-US')
  expect(localeFor('en', { locale: 'en-GB', country: 'GB' })).toBe('en-GB')
  expect(localeFor('de', null)).toBe('de')
})

test('a words file belongs to its slice', () => {
  expect(namespaceOf('../../scheduling/words.en.json')).toBe('scheduling')
  expect(namespaceOf('../words.en.json')).toBe('ui')
  expect(namespaceOf('../../billing/index.ts')).toBe('billing')
})
