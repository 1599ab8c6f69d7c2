import { expect, test } from 'vitest'
import { stepDay } from './step-day.ts'
import { placeAfterKey } from './keyboard-move.ts'
import { addMinutes, minutesBetween, offsetOf, wallOf } from './wall-clock.ts'

const visit = { start: '2026-03-09T08:30', end: '2026-03-09T09:15', resourceId: 'elena' }
const columns = ['tom', 'elena', 'ines']

test('Alt with up and down moves a visit by a quarter of an hour and keeps its length', () => {
  const down = placeAfterKey('ArrowDown', visit, columns, 15)
  expect(down).toEqual({ start: '2026-03-09T08:45', end: '2026-03-09T09:30', resourceId: 'elena' })
  expect(placeAfterKey('ArrowUp', down ?? visit, columns, 15)).toEqual(visit)
})

test('Alt with left and right moves a visit to the neighbouring column, and no further than the last', () => {
  expect(placeAfterKey('ArrowRight', visit, columns, 15)?.resourceId).toBe('ines')
  expect(placeAfterKey('ArrowLeft', visit, columns, 15)?.resourceId).toBe('tom')
  expect(placeAfterKey('ArrowRight', { ...visit, resourceId: 'ines' }, columns, 15)).toBeNull()
  expect(placeAfterKey('ArrowRight', { ...visit, resourceId: null }, columns, 15)).toBeNull()
  expect(placeAfterKey('Enter', visit, columns, 15)).toBeNull()
})

test('the wall clock knows no clock change: 01:45 and an hour are 02:45 on every day', () => {
  expect(addMinutes('2026-03-08T01:45', 60)).toBe('2026-03-08T02:45')
  expect(addMinutes('2026-02-28T23:50', 15)).toBe('2026-03-01T00:05')
  expect(minutesBetween('2026-03-08T01:00', '2026-03-08T04:00')).toBe(180)
})

test('a date of the grid is read by its local fields, whatever zone the browser is in', () => {
  expect(wallOf(new Date(2026, 2, 9, 8, 5))).toBe('2026-03-09T08:05')
})

test("the line of now stands by the location's offset of today", () => {
  expect(offsetOf('America/New_York', new Date('2026-01-15T12:00:00Z'))).toBe('-05:00')
  expect(offsetOf('America/New_York', new Date('2026-07-15T12:00:00Z'))).toBe('-04:00')
  expect(offsetOf('Asia/Kathmandu', new Date('2026-07-15T12:00:00Z'))).toBe('+05:45')
  expect(offsetOf('UTC', new Date('2026-07-15T12:00:00Z'))).toBe('+00:00')
})

test('a month on from the 31st is the last day of the next month', () => {
  expect(stepDay('2026-01-31', 'month', 1)).toBe('2026-02-28')
  expect(stepDay('2026-03-31', 'month', -1)).toBe('2026-02-28')
  expect(stepDay('2026-12-31', 'day', 1)).toBe('2027-01-01')
  expect(stepDay('2026-03-02', 'week', -1)).toBe('2026-02-23')
})
