import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallToInstant } from '../../platform/time/index.ts'
import { addDays, instantOf, startOfWeek, todayIn, wallOf, zonePlace } from './zone.ts'

const NEW_YORK = 'America/New_York'

test('a wall clock is the same instant that the server reads', () => {
  const zones = [NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC']
  const day = fc.integer({ min: 0, max: 6 * 365 }).map((count) => addDays('2023-01-01', count))
  const minute = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, minute, (zone, date, at) => {
      const wall = `${date}T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
      expect(instantOf(wall, zone)).toBe(
        wallToInstant(wall, zone, { disambiguation: 'compatible' }).toISOString(),
      )
    }),
    { numRuns: 400 },
  )
})

test('of an hour that occurs twice the first is meant; a skipped one is later by the jump', () => {
  expect(instantOf('2026-11-01T01:30', NEW_YORK)).toBe('2026-11-01T05:30:00.000Z')
  expect(instantOf('2026-03-08T02:30', NEW_YORK)).toBe('2026-03-08T07:30:00.000Z')
})

test('an instant is shown as the clocks of the place show it', () => {
  expect(wallOf('2026-03-02T14:00:00Z', NEW_YORK)).toBe('2026-03-02T09:00')
  expect(wallOf('2026-03-02T05:00:00.000Z', NEW_YORK)).toBe('2026-03-02T00:00')
  expect(todayIn(NEW_YORK, Date.parse('2026-03-03T03:00:00Z'))).toBe('2026-03-02')
})

test('a week begins where the country begins it', () => {
  expect(startOfWeek('2026-03-04', 1)).toBe('2026-03-02')
  expect(startOfWeek('2026-03-04', 0)).toBe('2026-03-01')
  expect(startOfWeek('2026-03-01', 1)).toBe('2026-02-23')
})

test('a zone is told by its place', () => {
  expect(zonePlace(NEW_YORK)).toBe('New York')
})
