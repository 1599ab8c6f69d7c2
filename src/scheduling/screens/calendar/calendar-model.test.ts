import { expect, test } from 'vitest'
import type { CalendarAnswer, CalendarVisit, Frame, Labels } from './calendar-model.ts'
import { eventsOf, statesOf, visitIdOf } from './calendar-model.ts'
import { byDay } from './Agenda.tsx'
import { columnsOfDay } from './columns.ts'
import { hoursOf, shareOf, totalOf, weeksOfMonth } from './figures.ts'
import { gapAt } from './gap.ts'
import { sessionEventsOf } from './sessions.ts'
import { daysOf, pageOn } from './calendar-address.ts'
import { inOrder, moved } from './use-remembered.ts'
import { backgroundOf, hoursShown, outside, practitionersAtWork, workOf } from './working.ts'

const DAY = '2026-03-09'
const frame: Frame = { zone: 'America/New_York', days: [DAY], locationId: 'main' }
const labels: Labels = {
  state: (visit) => visit.state,
  held: 'Held',
  noRoom: 'No room',
  nobody: 'Nobody',
  kept: ({ name }) => `kept: ${name}`,
  timeOff: (kind, { note, state }) => (state === 'requested' ? `asked: ${kind}` : (note ?? kind)),
  badge: () => '',
  seats: ({ taken, capacity }) => `${taken}/${capacity}`,
}

function visit(more: Partial<CalendarVisit> = {}): CalendarVisit {
  return {
    id: 'v1', state: 'booked', startsAt: '2026-03-09T14:00:00Z', endsAt: '2026-03-09T14:45:00Z', zone: 'America/New_York',
    bufferBeforeMinutes: 0, bufferAfterMinutes: 15, clientId: 'c1', clientName: 'Mia Rossi', practitionerId: 'petra', serviceId: 's1',
    serviceName: 'Treatment', color: 'teal', locationId: 'main', roomId: 'r1', roomName: 'Room 1', mode: 'in_person', source: 'staff',
    arrivedAt: null, inRoomAt: null, heldUntil: null, hasNotes: false, isFirstVisit: false, overlaps: false, rowVersion: 1, sessionId: null, canMove: true, ...more,
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
    reserved: [], timeOff: [{ id: 'o1', practitionerId: 'petra', startsAt: '2026-03-09T18:00:00Z', endsAt: '2026-03-09T19:00:00Z', kind: 'meeting', note: null, state: 'approved' }],
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
  const ask = { frame, today: DAY, shown: ['r1'], hoursText: () => '', noRoom: 'No room' }
  const ids = (more: Partial<CalendarAnswer>) => columnsOfDay('room', { ...ask, answer: answer(more) }).map((one) => one.id) // prettier-ignore
  expect(ids({})).toEqual(['r1'])
  expect(ids({ visits: [visit({ roomId: null })] })).toEqual(['r1', 'none'])
})

test('a visit that takes two units of equipment stands in both columns and stays one visit', () => {
  const equipmentUses = [
    { visitId: 'v1', unitId: 'u1' },
    { visitId: 'v1', unitId: 'u2' },
  ]
  const ask = { by: 'equipment' as const, answer: answer({ equipmentUses }), frame, labels }
  const events = eventsOf([visit(), visit({ id: 'v2' })], ask)
  expect(events.map((one) => [visitIdOf(one.id), one.resourceId])).toEqual([
    ['v1', 'u1'],
    ['v1', 'u2'],
  ])
})

test('a visit that has not changed stays the same event, so that it is not drawn anew', () => {
  const [one, ask] = [visit(), { by: 'practitioner' as const, answer: answer(), frame, labels }]
  expect(eventsOf([one], ask)[0]).toBe(eventsOf([one], ask)[0])
  expect(eventsOf([one], ask)[0]).not.toBe(eventsOf([one], { ...ask, by: 'room' })[0])
  const waits = { ...labels, badge: () => 'waits 3 min' }
  expect(eventsOf([one], { ...ask, labels: waits })[0]).toMatchObject({ badge: 'waits 3 min' })
})

test('held and requested visits are drawn as not certain', () => {
  const tentative = (state: CalendarVisit['state']) =>
    eventsOf([visit({ state })], { by: 'practitioner', answer: answer(), frame, labels })[0]?.tentative
  expect(['held', 'requested', 'booked'].map((state) => tentative(state as CalendarVisit['state']))).toEqual([
    true,
    true,
    false,
  ])
})

test('without a word in the address all but the cancelled visits are looked at', () => {
  expect(statesOf('').has('cancelled')).toBe(false)
  expect(statesOf('').has('requested')).toBe(true)
  expect([...statesOf('booked,nonsense')]).toEqual(['booked'])
})

test('pages are as long as the view', () => {
  const on = (view: Parameters<typeof pageOn>[0], narrow = false) =>
    pageOn(view, '2026-01-31', { step: 1, narrow })
  expect([on('day'), on('week'), on('team'), on('month'), on('list'), on('list', true)]).toEqual([
    '2026-02-01',
    '2026-02-07',
    '2026-02-07',
    '2026-02-01',
    '2026-02-07',
    '2026-02-01',
  ])
  expect(daysOf('week', '2026-03-11', { firstDay: 1, narrow: false })[0]).toBe('2026-03-09')
  expect(daysOf('list', '2026-03-11', { firstDay: 1, narrow: true })).toEqual(['2026-03-11'])
})

test('a month is shown in whole weeks', () => {
  expect(weeksOfMonth('2026-02-10', 0).length).toBe(4)
  const march = weeksOfMonth('2026-03-10', 1)
  expect([march.length, march[0]![0], march.at(-1)!.at(-1)]).toEqual([6, '2026-02-23', '2026-04-05'])
})

test('a day is as full as its booked share of the open time', () => {
  const figures = { visits: 3, firstVisits: 1, requested: 0, bookedMinutes: 90, openMinutes: 120 }
  const total = totalOf([figures, { ...figures, openMinutes: 240 }])
  expect(total).toEqual({ visits: 6, firstVisits: 2, requested: 0, bookedMinutes: 180, openMinutes: 360 })
  expect(shareOf(total)).toBe(0.5)
  expect(shareOf({ ...figures, bookedMinutes: 500 })).toBe(1)
  expect(shareOf({ ...figures, bookedMinutes: 0, openMinutes: 0 })).toBeNull()
  expect(hoursOf(90)).toBe(1.5)
})

test('the agenda is parted by the local day', () => {
  const late = visit({ id: 'v2', startsAt: '2026-03-10T03:30:00Z' })
  expect(byDay([visit(), late], frame.zone).map((one) => [one.day, one.visits.length])).toEqual([[DAY, 2]])
})

test('columns keep the order they were put in; new ones follow', () => {
  const all = ['a', 'b', 'c'].map((id) => ({ id }))
  expect(inOrder(all, ['c', 'a']).map((one) => one.id)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
})

test('a group session is one event with its seats, in the column of who gives it', () => {
  const session = {
    id: 's9', name: 'Pilates', startsAt: '2026-03-09T14:00:00Z', endsAt: '2026-03-09T15:00:00Z', taken: 5, capacity: 8, waiting: 1,
    practitioner: { id: 'petra', name: 'Petra' }, room: { id: 'r1', name: 'Room 1' }, location: { id: 'main', name: 'Main Street' }, service: { color: 'teal' }, can: { move: true },
  } as Parameters<typeof sessionEventsOf>[0][number] // prettier-ignore
  const ask = {
    by: 'practitioner' as const,
    view: 'day' as const,
    frame,
    ids: new Set(['petra']),
    label: labels.seats,
  }
  expect(sessionEventsOf([session], ask)).toMatchObject([
    { id: 'session:s9', title: 'Pilates', about: '5/8 · Room 1', resourceId: 'petra', locked: false },
  ])
  const over = { ...session, can: { ...session.can, move: false } }
  expect(sessionEventsOf([over], ask)[0]).toMatchObject({ locked: true })
  expect(sessionEventsOf([session], { ...ask, by: 'room' })[0]).toMatchObject({
    resourceId: 'r1',
    about: '5/8 · Petra',
  })
  expect(sessionEventsOf([session], { ...ask, ids: new Set(['paul']) })).toEqual([])
  expect(sessionEventsOf([session], { ...ask, frame: { ...frame, locationId: 'river' } })).toEqual([])
})

test('leave that is only asked for is drawn as a wish, and ends a free time as time off does', () => {
  const off = answer().timeOff[0]!
  const asked = answer({ timeOff: [{ ...off, kind: 'leave', state: 'requested' }] })
  const columns = [{ id: 'petra', practitionerId: 'petra' }]
  const hours = { from: '08:00', to: '19:00' }
  const kinds = backgroundOf({ answer: asked, frame, labels, columns, hours }).map(({ kind, title }) => [
    kind,
    title,
  ])
  expect(kinds).toContainEqual(['asked', 'asked: leave'])
  const wish = { at: '2026-03-09T17:00:00Z', practitionerId: 'petra', zone: frame.zone }
  const free = answer({
    visits: [],
    open: [{ practitionerId: 'petra', locationId: 'main', startsAt: '2026-03-09T16:30:00Z', endsAt: '2026-03-09T21:00:00Z' }],
  }) // prettier-ignore
  expect(gapAt(free, wish)?.endsAt).toBe('2026-03-09T18:00:00.000Z')
  expect(gapAt(free, { ...wish, at: '2026-03-09T18:30:00Z' })).toBeNull()
})

test('what is expected of a visit is a picture and the same in words', () => {
  const outlook = new Map([['v1', { mark: 'noShow' as const, words: 'may well not come (38%)' }]])
  const ask = { by: 'practitioner' as const, answer: answer(), frame, labels }
  const one = visit()
  const plain = eventsOf([one], ask)[0]!
  expect(plain.marks).not.toContain('noShow')
  expect(eventsOf([one], { ...ask, outlook })[0]).toMatchObject({
    marks: ['noShow', ...(plain.marks ?? [])],
    stateLabel: `${plain.stateLabel}, may well not come (38%)`,
  })
})
