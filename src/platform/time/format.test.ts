import { expect, test } from 'vitest'
import { formatDate, formatDateTime, formatDay, formatRange, formatTime } from './index.ts'

const newYork = { locale: 'en', zone: 'America/New_York' }
const berlin = { locale: 'de', zone: 'Europe/Berlin' }
const instant = new Date('2026-03-02T14:00:00Z')
// Intl puts narrow spaces and thin spaces where a reader sees a space.
const plain = (text: string) => text.replace(/[\u202f\u2009\u00a0]/g, ' ')

test('the same instant is told to each reader in their words and by their clock', () => {
  expect(plain(formatTime(instant, newYork))).toBe('9:00 AM')
  expect(plain(formatTime(instant, berlin))).toBe('15:00')
  expect(formatDate(instant, newYork)).toBe('Monday, March 2, 2026')
  expect(formatDate(instant, berlin)).toBe('Montag, 2. März 2026')
  expect(plain(formatDateTime(instant, berlin))).toBe('Montag, 2. März 2026 um 15:00')
})

test('a range names the day once, or both days when it passes midnight', () => {
  const halfAnHourLater = new Date('2026-03-02T14:30:00Z')
  expect(plain(formatRange(instant, halfAnHourLater, newYork))).toBe('9:00 – 9:30 AM')
  expect(plain(formatRange(instant, halfAnHourLater, berlin))).toBe('15:00–15:30 Uhr')
  expect(formatRange(instant, new Date('2026-03-03T14:30:00Z'), newYork)).toContain('3/3/2026')
})

test('the two times of a repeated hour do not look the same', () => {
  const first = plain(formatTime(new Date('2026-11-01T05:30:00Z'), newYork))
  const second = plain(formatTime(new Date('2026-11-01T06:30:00Z'), newYork))
  expect([first, second]).toEqual(['1:30 AM EDT', '1:30 AM EST'])
  expect(plain(formatTime(new Date('2026-11-01T07:30:00Z'), newYork))).toBe('2:30 AM')
  expect(plain(formatTime(new Date('2026-11-01T04:30:00Z'), newYork))).toBe('12:30 AM')
})

test('a calendar day is the same day for every reader', () => {
  expect(formatDay('2026-03-02', 'en')).toBe('Monday, March 2, 2026')
  expect(formatDay('2026-03-02', 'de', { day: '2-digit', month: '2-digit', year: 'numeric' })).toBe(
    '02.03.2026',
  )
})
