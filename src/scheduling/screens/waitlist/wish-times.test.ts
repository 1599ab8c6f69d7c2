import { expect, test } from 'vitest'
import { isTicked, partOf, shareOf, toggled } from './wish-times.ts'

const tuesdayMorning = { weekday: 2, from: '00:00', to: '12:00' }

test('a tick adds the part of the day, a second one takes it away, and exact times stay', () => {
  const exact = { weekday: 2, from: '14:00', to: '16:00' }
  const ticked = toggled([exact], 2, 0)
  expect(ticked).toEqual([exact, tuesdayMorning])
  expect(isTicked(ticked, 2, 0)).toBe(true)
  expect(toggled(ticked, 2, 0)).toEqual([exact])
})

test('what the booking page calls a morning is one, and can be unticked', () => {
  const theirs = { weekday: 2, from: '06:00', to: '12:00' }
  expect(partOf(theirs)?.key).toBe('morning')
  expect(toggled([theirs], 2, 0)).toEqual([])
  expect(partOf({ weekday: 2, from: '08:00', to: '12:00' })).toBeUndefined()
})

test('the picture tells all of a part from some of it, and a long stretch fills what it covers', () => {
  const day = [{ weekday: 3, from: '09:00', to: '18:00' }]
  expect([0, 1, 2].map((part) => shareOf(day, 3, part))).toEqual(['some', 'all', 'some'])
  expect(shareOf(day, 4, 1)).toBe('none')
  expect(shareOf([tuesdayMorning], 2, 0)).toBe('all')
})
