import { expect, test } from 'vitest'
import { stepDay } from './step-day.ts'
import { placeAfterKey } from './keyboard-move.ts'
import { spotAfterKey, spotAtMinute } from './cursor.ts'
import { ghostAt, type Ghost } from './drag.ts'
import { placeEvents, stripsOf } from './layout.ts'
import type { CalendarColumn, CalendarEvent } from './model.ts'
import { addMinutes, clockIn, minutesBetween } from './wall-clock.ts'

const visit = { start: '2026-03-09T08:30', end: '2026-03-09T09:15', resourceId: 'elena' }
const day = '2026-03-09'
const columns = ['tom', 'elena', 'ines'].map((resourceId) => ({ day, resourceId }))
const ask = { columns, step: 15 }

test('Alt with up and down moves a visit by a quarter of an hour and keeps its length', () => {
  const down = placeAfterKey('ArrowDown', visit, ask)
  expect(down).toEqual({ start: '2026-03-09T08:45', end: '2026-03-09T09:30', resourceId: 'elena' })
  expect(placeAfterKey('ArrowUp', down ?? visit, ask)).toEqual(visit)
})

test('Alt with left and right moves a visit to the neighbouring column, and no further than the last', () => {
  expect(placeAfterKey('ArrowRight', visit, ask)?.resourceId).toBe('ines')
  expect(placeAfterKey('ArrowLeft', visit, ask)?.resourceId).toBe('tom')
  expect(placeAfterKey('ArrowRight', { ...visit, resourceId: 'ines' }, ask)).toBeNull()
  expect(placeAfterKey('ArrowRight', { ...visit, resourceId: null }, ask)).toBeNull()
  expect(placeAfterKey('Enter', visit, ask)).toBeNull()
})

test('the wall clock knows no clock change: 01:45 and an hour are 02:45 on every day', () => {
  expect(addMinutes('2026-03-08T01:45', 60)).toBe('2026-03-08T02:45')
  expect(addMinutes('2026-02-28T23:50', 15)).toBe('2026-03-01T00:05')
  expect(minutesBetween('2026-03-08T01:00', '2026-03-08T04:00')).toBe(180)
})

test('a month on from the 31st is the last day of the next month', () => {
  expect(stepDay('2026-01-31', 'month', 1)).toBe('2026-02-28')
  expect(stepDay('2026-03-31', 'month', -1)).toBe('2026-02-28')
  expect(stepDay('2026-12-31', 'day', 1)).toBe('2027-01-01')
  expect(stepDay('2026-03-02', 'week', -1)).toBe('2026-02-23')
})

test('in a week Alt with left and right moves a visit to the next day, and keeps whose it is', () => {
  const week = ['2026-03-09', '2026-03-10'].map((one) => ({ day: one, resourceId: null }))
  expect(placeAfterKey('ArrowRight', visit, { columns: week, step: 15 })).toEqual({
    start: '2026-03-10T08:30', end: '2026-03-10T09:15', resourceId: 'elena',
  }) // prettier-ignore
})

test('Shift and Alt lengthen and shorten a visit, never to nothing', () => {
  const resize = (key: string, place = visit) => placeAfterKey(key, place, { ...ask, shift: true })
  expect(resize('ArrowDown')?.end).toBe('2026-03-09T09:30')
  expect(resize('ArrowUp')?.end).toBe('2026-03-09T09:00')
  expect(resize('ArrowUp', { ...visit, end: '2026-03-09T08:45' })).toBeNull()
  expect(resize('ArrowRight')).toBeNull()
})

const column: CalendarColumn = { id: 'elena', day, resourceId: 'elena', title: 'Elena' }
const hours = { from: 480, to: 1080 }
function event(id: string, start: string, end: string, more: Partial<CalendarEvent> = {}): CalendarEvent {
  return { id, start: `${day}T${start}`, end: `${day}T${end}`, resourceId: 'elena', title: id, state: 'booked', stateLabel: 'Booked', ...more } // prettier-ignore
}

test('visits at the same time share the width, others have all of it', () => {
  const placed = placeEvents(
    [event('b', '09:30', '10:30'), event('a', '09:00', '10:00'), event('c', '10:00', '11:00'), event('d', '11:00', '12:00')],
    column,
    hours,
  ) // prettier-ignore
  expect(placed.map(({ event: one, lane, lanes }) => [one.id, lane, lanes])).toEqual([
    ['a', 0, 2],
    ['b', 1, 2],
    ['c', 0, 2],
    ['d', 0, 1],
  ])
})

test('a column shows only its own day and whose it is, cut to the hours that are shown', () => {
  const all = [event('early', '07:30', '08:30'), event('other', '09:00', '10:00', { resourceId: 'tom' })]
  expect(placeEvents(all, column, hours).map((one) => [one.event.id, one.from, one.to])).toEqual([
    ['early', 480, 510],
  ])
  expect(placeEvents(all, { ...column, resourceId: null }, hours)).toHaveLength(2)
  expect(placeEvents(all, { ...column, day: '2026-03-10' }, hours)).toHaveLength(0)
})

test('the minutes kept free lie before and after a visit', () => {
  const placed = placeEvents([event('a', '09:00', '10:00', { before: 5, after: 15 })], column, hours)
  expect(stripsOf([], placed, { column, hours }).map((one) => [one.kind, one.from, one.to])).toEqual([
    ['buffer', 535, 540],
    ['buffer', 600, 615],
  ])
})

test('the arrows go from visit to free time to visit, and sideways between the lanes and columns', () => {
  const drawn = [
    { column, placed: placeEvents([event('a', '09:00', '09:50')], column, hours), strips: [] },
    { column: { ...column, id: 'tom' }, placed: [], strips: [] },
  ]
  const ground = { drawn, hours, step: 15 }
  const visitSpot = spotAtMinute(ground, 0, 550)!
  expect(visitSpot).toEqual({ column: 0, from: 540, to: 590, id: 'a' })
  const below = spotAfterKey(ground, visitSpot, 'ArrowDown')
  expect(below).toEqual({ column: 0, from: 590, to: 600, id: '' })
  expect(spotAfterKey(ground, visitSpot, 'ArrowUp')).toEqual({ column: 0, from: 525, to: 540, id: '' })
  expect(spotAfterKey(ground, visitSpot, 'ArrowRight')).toMatchObject({ column: 1, id: '' })
  expect(spotAfterKey(ground, visitSpot, 'ArrowLeft')).toBe('back')
  expect(spotAfterKey(ground, { column: 0, from: 1065, to: 1080, id: '' }, 'ArrowDown')).toBeNull()
})

test('a dragged visit snaps to the grid, keeps its length and stays within the hours', () => {
  const ghost: Ghost = { kind: 'move', id: 'a', column: 0, from: 545, to: 595 }
  const gesture = { ghost, grab: 10, pointer: 1, isTouch: false, target: null as never, x: 0, y: 0, lifted: false, begun: true } // prettier-ignore
  const at = (minute: number, step = 15) => ghostAt(gesture, { column: 1, minute }, { hours, step })
  expect(at(622)).toMatchObject({ column: 1, from: 615, to: 665 })
  expect(at(622, 5)).toMatchObject({ from: 610, to: 660 })
  expect(at(0)).toMatchObject({ from: 480, to: 530 })
  expect(at(2000)).toMatchObject({ from: 1030, to: 1080 })
  expect(ghostAt({ ...gesture, ghost: { ...ghost, kind: 'resize' } }, { column: 1, minute: 622 }, { hours, step: 15 })).toMatchObject({ column: 0, from: 545, to: 615 }) // prettier-ignore
})

test('the line of now stands at the wall clock of the place', () => {
  expect(clockIn('America/New_York', Date.parse('2026-01-15T12:05:00Z'))).toBe('2026-01-15T07:05')
  expect(clockIn('Asia/Kathmandu', Date.parse('2026-07-15T12:00:00Z'))).toBe('2026-07-15T17:45')
})
