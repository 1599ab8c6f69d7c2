import { expect, test } from 'vitest'
import type { CalendarAnswer } from './calendar-model.ts'
import { gapAt } from './gap.ts'

const open = {
  practitionerId: 'petra',
  locationId: 'main',
  startsAt: '2026-03-09T09:00:00Z',
  endsAt: '2026-03-09T17:00:00Z',
}
const answer = (visits: object[], timeOff: object[] = []) =>
  ({ open: [open], visits, timeOff }) as unknown as CalendarAnswer
const visit = (startsAt: string, endsAt: string) => ({ practitionerId: 'petra', startsAt, endsAt })
const ask = (at: string, practitionerId = 'petra') => ({ at, practitionerId, zone: 'UTC' })

test('a gap ends with the next visit, the day’s work, or after four hours', () => {
  const day = answer([
    visit('2026-03-09T08:00:00Z', '2026-03-09T09:30:00Z'),
    visit('2026-03-09T11:00:00Z', '2026-03-09T12:00:00Z'),
  ])
  expect(gapAt(day, ask('2026-03-09T10:00:00Z'))).toMatchObject({
    locationId: 'main',
    endsAt: '2026-03-09T11:00:00.000Z',
  })
  expect(gapAt(day, ask('2026-03-09T12:00:00Z'))!.endsAt).toBe('2026-03-09T16:00:00.000Z')
  expect(gapAt(day, ask('2026-03-09T15:00:00Z'))!.endsAt).toBe('2026-03-09T17:00:00.000Z')
})

test('there is none beside a visit, outside of the hours or for somebody else', () => {
  const day = answer([visit('2026-03-09T11:00:00Z', '2026-03-09T12:00:00Z')])
  expect(gapAt(day, ask('2026-03-09T11:30:00Z'))).toBeNull()
  expect(gapAt(day, ask('2026-03-09T18:00:00Z'))).toBeNull()
  expect(gapAt(day, ask('2026-03-09T10:00:00Z', 'paul'))).toBeNull()
})

test('a gap ends where somebody is away', () => {
  const away = { practitionerId: 'petra', startsAt: '2026-03-09T10:30:00Z', endsAt: '2026-03-09T11:00:00Z' }
  expect(gapAt(answer([], [away]), ask('2026-03-09T10:00:00Z'))).toMatchObject({
    endsAt: '2026-03-09T10:30:00.000Z',
  })
})
