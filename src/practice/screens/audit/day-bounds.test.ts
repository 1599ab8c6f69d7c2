import { expect, test } from 'vitest'
import { dayEnd, dayStart } from './day-bounds.ts'

test.each([
  ['2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z', '2026-01-16T05:00:00.000Z'],
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z', '2026-06-01T10:00:00.000Z'],
])('the day %s in %s lasts from %s to %s', (day, zone, start, end) => {
  expect(dayStart(day, zone)).toBe(start)
  expect(dayEnd(day, zone)).toBe(end)
})
