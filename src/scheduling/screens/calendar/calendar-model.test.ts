import { expect, test } from 'vitest'
import type { CalendarAnswer, CalendarVisit, Frame, Labels } from './calendar-model.ts'
import {
  backgroundOf,
  columnsByRoom,
  eventsOf,
  hoursShown,
  outside,
  practitionersAtWork,
  workOf,
} from './calendar-model.ts'

const DAY = '2026-03-09'
const frame: Frame = { zone: 'America/New_York', days: [DAY], locationId: 'main' }
const labels: Labels = {
  state: (visit) => visit.state,
  held: 'Held',
  noRoom: 'No room',
  nobody: 'Nobody',
  timeOff: (kind) => kind,
}

function visit(more: Partial<CalendarVisit> = {}): CalendarVisit {
  return {
    id: 'v1', state: 'booked', startsAt: '2026-03-09T14:00:00Z', endsAt: '2026-03-09T14:45:00Z', zone: 'America/New_York',
    bufferBeforeMinutes: 0, bufferAfterMinutes: 15, clientId: 'c1', clientName: 'Mia Rossi', practitionerId: 'petra', serviceId: 's1',
    serviceName: 'Treatment', color: 'teal', locationId: 'main', roomId: 'r1', roomName: 'Room 1', mode: 'in_person', source: 'staff',
    arrivedAt: null, inRoomAt: null, heldUntil: null, hasNotes: false, isFirstVisit: false, overlaps: false, rowVersion: 1, canMove: true, ...more,
  } // prettier-ignore
}

function answer(more: Partial<CalendarAnswer> = {}): CalendarAnswer {
  return {
    from: '2026-03-09T04:00:00Z', to: '2026-03-10T04:00:00Z', visits: [visit()],
    open: [
      { practitionerId: 'petra', locationId: 'main', startsAt: '2026-03-09T13:00:00Z', endsAt: '2026-03-09T16:30:00Z' },
      { practitionerId: 'petra', locationId: 'main', startsAt: '2026-03-09T17:00:00Z', endsAt: '2026-03-09T23:00:00Z' },
      { practitionerId: 'paul', locationId: 'river', startsAt: '2026-03-09T13:00:00Z', endsAt: '2026-03-09T21:00:00Z' },
    ],
    timeOff: [{ id: 'o1', practitionerId: 'petra', startsAt: '2026-03-09T18:00:00Z', endsAt: '2026-03-09T19:00:00Z', kind: 'meeting', note: null, state: 'approved' }],
    closures: [],
    practitioners: [{ id: 'paul', name: 'Paul', title: null, color: null }, { id: 'petra', name: 'Petra', title: null, color: null }],
    locations: [{ id: 'main', name: 'Main Street', zone: 'America/New_York' }, { id: 'river', name: 'Riverside', zone: 'America/New_York' }],
    rooms: [{ id: 'r1', name: 'Room 1', locationId: 'main' }, { id: 'r2', name: 'River room', locationId: 'river' }],
    can: { book: true, overlap: true }, ...more,
  } // prettier-ignore
}

test('a visit stands at the wall clock of the place, in the column of who gives it', () => {
  const [event] = eventsOf([visit()], { by: 'practitioner', answer: answer(), frame, labels })
  expect(event).toMatchObject({
    start: '2026-03-09T10:00',
    end: '2026-03-09T10:45',
    resourceId: 'petra',
    about: 'Treatment · Room 1',
    after: 15,
    locked: false,
  })
})

test('in columns of rooms the second line says first who gives the visit', () => {
  const [event] = eventsOf([visit({ roomId: null, roomName: null })], {
    by: 'room',
    answer: answer(),
    frame,
    labels,
  })
  expect(event).toMatchObject({ resourceId: 'none', about: 'Petra · Treatment' })
})

test('a held time has no name yet and can not be moved', () => {
  const held = visit({ state: 'held', clientId: null, clientName: null, canMove: false })
  expect(eventsOf([held], { by: 'practitioner', answer: answer(), frame, labels })[0]).toMatchObject({
    title: 'Held',
    locked: true,
  })
})

test('working hours count at the chosen location only', () => {
  expect(workOf(answer(), { practitionerId: 'petra', day: DAY, frame })).toEqual([
    { start: `${DAY}T09:00`, end: `${DAY}T12:30` },
    { start: `${DAY}T13:00`, end: `${DAY}T19:00` },
  ])
  expect(workOf(answer(), { practitionerId: 'paul', day: DAY, frame })).toEqual([])
  expect(practitionersAtWork(answer(), frame)).toEqual(['petra'])
  expect(practitionersAtWork(answer(), { ...frame, locationId: null })).toEqual(['paul', 'petra'])
})

test('who is looked at is everybody when nobody works', () => {
  expect(practitionersAtWork(answer({ open: [], visits: [] }), frame)).toEqual(['paul', 'petra'])
})

test('what is closed is the rest of the day around the hours', () => {
  const spans = [{ start: `${DAY}T09:00`, end: `${DAY}T12:30` }]
  expect(outside(spans, { day: DAY, from: '08:00', to: '18:00' })).toEqual([
    { start: `${DAY}T08:00`, end: `${DAY}T09:00` },
    { start: `${DAY}T12:30`, end: `${DAY}T18:00` },
  ])
  expect(outside([], { day: DAY, from: '08:00', to: '18:00' })).toEqual([
    { start: `${DAY}T08:00`, end: `${DAY}T18:00` },
  ])
})

test('early and late work widens the hours that are shown', () => {
  expect(hoursShown(answer(), frame)).toEqual({ from: '08:00', to: '19:00' })
  const early = visit({ startsAt: '2026-03-09T10:20:00Z', endsAt: '2026-03-09T11:00:00Z' })
  expect(hoursShown(answer({ visits: [early] }), frame).from).toBe('06:00')
})

test('time off and closed days lie behind the visits with their names', () => {
  const shown = backgroundOf({
    answer: answer({ closures: [{ locationId: null, startsOn: DAY, endsOn: DAY, name: 'Founders day' }] }),
    frame,
    labels,
    columns: [{ id: 'petra', practitionerId: 'petra' }],
    hours: { from: '08:00', to: '19:00' },
  })
  expect(shown.filter((one) => one.kind === 'blocked').map((one) => one.title)).toEqual([
    'meeting',
    'Founders day',
  ])
  expect(shown.filter((one) => one.kind === 'closed').map((one) => one.start)).toEqual([
    `${DAY}T08:00`,
    `${DAY}T12:30`,
  ])
})

test('a column for visits without a room stands only where there are some', () => {
  const ask = { frame, labels, shown: [], hoursText: () => '' }
  expect(columnsByRoom({ ...ask, answer: answer() }).map((one) => one.id)).toEqual(['r1'])
  expect(
    columnsByRoom({ ...ask, answer: answer({ visits: [visit({ roomId: null })] }) }).map((one) => one.id),
  ).toEqual(['r1', 'none'])
})
