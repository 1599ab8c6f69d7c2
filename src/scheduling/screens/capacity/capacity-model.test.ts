import { expect, test } from 'vitest'
import { cellOf, heatOf, hoursOf } from './capacity-model.ts'
import type { Capacity } from './capacity-model.ts'

const data = {
  offered: [
    { practitionerId: 'petra', locationId: 'main', week: '2026-03-02', minutes: 1200 },
    { practitionerId: 'petra', locationId: 'river', week: '2026-03-02', minutes: 300 },
  ],
  booked: [
    {
      practitionerId: 'petra',
      locationId: 'main',
      serviceId: 'gait',
      week: '2026-03-02',
      minutes: 600,
      attended: 480,
      visits: 10,
    },
    {
      practitionerId: 'petra',
      locationId: 'river',
      serviceId: 'treat',
      week: '2026-03-02',
      minutes: 300,
      attended: 0,
      visits: 5,
    },
  ],
} as unknown as Capacity
const at = { practitionerId: 'petra', week: '2026-03-02' }

test('a week is booked through offered, at all places or one, of all services or one', () => {
  const all = { locationId: '', serviceId: '' }
  expect(cellOf(data, all, at)).toEqual({
    offered: 1500,
    booked: 900,
    attended: 480,
    visits: 15,
    percent: 60,
  })
  expect(cellOf(data, { ...all, locationId: 'river' }, at).percent).toBe(100)
  expect(cellOf(data, { ...all, serviceId: 'gait' }, at).percent).toBe(40)
  expect(cellOf(data, all, { ...at, week: '2026-03-09' }).percent).toBeNull()
})

test('a week without hours is told from an empty one, and more than all from full', () => {
  const heat = (percent: number | null) => heatOf({ offered: 0, booked: 0, attended: 0, visits: 0, percent })
  expect([null, 0, 55, 75, 95, 104].map(heat)).toEqual(['none', 'idle', 'easy', 'good', 'full', 'over'])
  expect(hoursOf(750)).toBe(12.5)
})
