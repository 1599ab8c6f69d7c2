import { expect, test } from 'vitest'
import type { CalendarVisit } from '../calendar/calendar-model.ts'
import { columnsOfToday } from './columns.ts'

const visit = (id: string, more: Partial<CalendarVisit>) =>
  ({
    id,
    state: 'booked',
    startsAt: '2026-03-09T14:00:00Z',
    endsAt: '2026-03-09T14:45:00Z',
    arrivedAt: null,
    inRoomAt: null,
    ...more,
  }) as CalendarVisit
const ids = (visits: CalendarVisit[]) =>
  columnsOfToday(visits).map((column) => [column.key, column.visits.map((one) => one.id)])

test('everybody stands where they are, whoever has waited longest first', () => {
  expect(
    ids([
      visit('late', { state: 'arrived', arrivedAt: '2026-03-09T13:58:00Z' }),
      visit('early', { state: 'arrived', arrivedAt: '2026-03-09T13:40:00Z' }),
      visit('next', { state: 'confirmed' }),
      visit('inside', { state: 'in_room', inRoomAt: '2026-03-09T13:00:00Z' }),
      visit('first', { state: 'done', endsAt: '2026-03-09T12:00:00Z' }),
      visit('last', { state: 'done', endsAt: '2026-03-09T13:00:00Z' }),
    ]),
  ).toEqual([
    ['expected', ['next']],
    ['waiting', ['early', 'late']],
    ['inRoom', ['inside']],
    ['done', ['last', 'first']],
  ])
})

test('holds and cancelled visits stand nowhere; a column of those who did not come only when there are some', () => {
  expect(
    ids([visit('held', { state: 'held' }), visit('off', { state: 'cancelled' })]).map(([, inside]) => inside),
  ).toEqual([[], [], [], []])
  expect(ids([visit('missed', { state: 'no_show' })]).at(-1)).toEqual(['missed', ['missed']])
})
