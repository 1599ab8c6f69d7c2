import { expect, test } from 'vitest'
import type { WeeklySpan } from './week.ts'
import {
  addBlock,
  blocksOf,
  changeBlock,
  copyDay,
  hoursAWeek,
  hoursOf,
  mondayOfWeek,
  planOf,
  removeBlock,
  setWeeks,
  shiftBlock,
  stretchesOf,
} from './week.ts'

const span = (weekday: number, starts: string, ends: string, more: Partial<WeeklySpan> = {}): WeeklySpan => ({
  locationId: 'main',
  weekday,
  starts,
  ends,
  nextDay: false,
  cycleLength: 1,
  cycleWeek: 0,
  cycleAnchor: null,
  validFrom: '2026-01-05',
  validTo: null,
  ...more,
})
const today = '2026-03-11'
const always = { from: '2026-01-05', to: null }
const planned = (hours: WeeklySpan[]) => planOf(hours, always)!

test('hours that are read and saved are the same hours, alternating or not', () => {
  const cycle = { cycleLength: 2, cycleAnchor: '2026-01-05' }
  const hours = [
    span(1, '09:00', '12:00'),
    span(2, '09:00', '12:00', { ...cycle, cycleWeek: 1 }),
    span(3, '09:00', '12:00', { ...cycle, cycleWeek: 0 }),
  ]
  const plan = planned(hours)
  expect(plan).toMatchObject({ weeks: 2, anchor: '2026-01-05' })
  expect(hoursOf(plan, always)).toEqual(hours)
  expect(hoursOf(planned([span(1, '09:00', '12:00')]), always)).toEqual([span(1, '09:00', '12:00')])
})

test('cycles of other lengths or anchors are drawn on common weeks', () => {
  const late = span(1, '09:00', '10:00', { cycleLength: 2, cycleWeek: 0, cycleAnchor: '2026-01-12' })
  const plan = planned([
    span(2, '09:00', '10:00', { cycleLength: 3, cycleWeek: 2, cycleAnchor: '2026-01-05' }),
    late,
  ])
  expect(plan.weeks).toBe(6)
  expect(plan.blocks.filter((block) => block.weekday === 2).map(({ week }) => week)).toEqual([2, 5])
  expect(plan.blocks.filter((block) => block.weekday === 1).map(({ week }) => week)).toEqual([1, 3, 5])
  const five = { cycleLength: 5, cycleAnchor: '2026-01-05' }
  expect(planOf([span(1, '09:00', '10:00', five), { ...late, cycleLength: 3 }], always)).toBeNull()
})

test('a further week begins as a copy, and goes again', () => {
  const two = setWeeks(planned([span(1, '09:00', '12:00')]), 2)
  expect(hoursOf(two, always)).toEqual([span(1, '09:00', '12:00')])
  const changed = changeBlock(two, blocksOf(two, 1, 1)[0]!.key, { ends: '13:00' })
  expect(
    hoursOf(changed, always).map(({ cycleLength, cycleWeek, ends }) => [cycleLength, cycleWeek, ends]),
  ).toEqual([
    [2, 0, '12:00'],
    [2, 1, '13:00'],
  ])
  expect(hoursOf(setWeeks(changed, 1), always)).toEqual([span(1, '09:00', '12:00')])
})

test('each week of a cycle is told by its next Monday', () => {
  const plan = { weeks: 2, anchor: '2026-03-02', blocks: [] }
  expect([0, 1].map((week) => mondayOfWeek(plan, week, today))).toEqual(['2026-03-16', '2026-03-09'])
})

test('stretches of hours follow one another from today on', () => {
  const hours = [
    span(1, '09:00', '12:00', { validTo: '2026-05-31' }),
    span(1, '10:00', '12:00', { validFrom: '2026-06-01' }),
  ]
  expect(stretchesOf(hours, today)).toEqual([
    { from: '2026-01-05', to: '2026-05-31' },
    { from: '2026-06-01', to: null },
  ])
  expect(stretchesOf([], today)).toEqual([{ from: today, to: null }])
  expect(stretchesOf([hours[1]!], today)).toEqual([
    { from: today, to: '2026-05-31' },
    { from: '2026-06-01', to: null },
  ])
  expect(stretchesOf([span(1, '09:00', '12:00', { validTo: '2026-02-01' })], today)).toEqual([
    { from: '2026-02-02', to: null },
  ])
})

test('blocks are added, moved by keys, copied and taken away', () => {
  const day = { week: 0, weekday: 2, locationId: 'main' }
  const one = addBlock(planned([]), day)
  expect(blocksOf(one, 0, 2)).toMatchObject([{ starts: '09:00', ends: '17:00' }])
  const two = addBlock(one, day)
  expect(blocksOf(two, 0, 2)[1]).toMatchObject({ starts: '17:30', ends: '19:30' })
  expect(hoursAWeek(two, 0)).toBe(10)
  const block = blocksOf(one, 0, 2)[0]!
  expect(shiftBlock(block, 15, 'both')).toEqual({ starts: '09:15', ends: '17:15' })
  expect(shiftBlock(block, -15, 'ends')).toEqual({ starts: '09:00', ends: '16:45' })
  expect(shiftBlock({ ...block, starts: '00:00' }, -15, 'both')).toEqual({})
  expect(blocksOf(copyDay(two, 0, 2), 0, 5)).toHaveLength(2)
  expect(removeBlock(one, block.key).blocks).toEqual([])
})
