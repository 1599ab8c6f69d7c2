import { expect, test } from 'vitest'
import { wallToInstant } from '../../platform/time/index.ts'
import type { Busy } from './busy.ts'
import type { Practitioner, Service, SlotSearch } from './slots.ts'
import { whyNot } from './why-not.ts'

const ZONE = 'America/New_York'
const wall = (time: string, day = '2026-03-02') => wallToInstant(`${day}T${time}`, ZONE)

const service: Service = {
  id: 'massage',
  duration: 60,
  before: 0,
  after: 15,
  slotInterval: 30,
  slotOffset: 0,
  minimumNotice: 120,
  horizonDays: 30,
  capacity: 1,
}
const mia: Practitioner = {
  id: 'mia',
  hours: [{ locationId: 'main', weekday: 1, from: 540, to: 1020 }],
  busy: [],
}
const visit = (from: string, to: string, more: Partial<Busy> = {}): Busy => {
  return { visitId: 'ada', startsAt: wall(from), endsAt: wall(to), before: 0, after: 0, ...more }
}

function ask(time: string, search: Partial<SlotSearch> = {}, person: Partial<Practitioner> = {}) {
  const asked: SlotSearch = {
    window: { from: wall('00:00'), to: wall('00:00', '2026-03-03') },
    now: wall('07:30'),
    service,
    locations: [{ id: 'main', zone: ZONE }],
    practitioners: [{ ...mia, ...person }],
    ...search,
  }
  return whyNot(asked, { practitionerId: 'mia', startsAt: wall(time) })
}

const codes = (explanation: ReturnType<typeof ask>) => explanation.reasons.map(({ code }) => code)

test('a free time has nothing against it', () => {
  expect(ask('10:00')).toMatchObject({ free: true, reasons: [], smallestChange: null, zone: ZONE })
})

test('the rules are told in the order in which people think of them', () => {
  const explanation = ask(
    '08:10',
    {
      locations: [{ id: 'main', zone: ZONE, holidays: [{ day: '2026-03-02', name: 'Town day' }] }],
      rooms: [],
      client: { busy: [visit('08:00', '09:00')] },
    },
    { busy: [visit('08:30', '09:00')], limits: [{ per: 'day', of: 'visits', most: 1 }] },
  )
  expect(codes(explanation)).toEqual(
    'too_soon off_grid holiday outside_hours taken client_busy day_full no_room'.split(' '),
  )
})

test('a buffer that is too short by five minutes is the smallest change, and is named', () => {
  const explanation = ask(
    '10:00',
    { service: { ...service, slotInterval: 60 } },
    { busy: [visit('11:10', '12:00')] },
  )
  expect(explanation).toMatchObject({
    reasons: [{ code: 'too_close', values: { visitId: 'ada', gap: 10, needed: 15, way: 0 } }],
    smallestChange: {
      kind: 'change',
      minutes: 5,
      changes: [{ code: 'shorten_gap', values: { minutes: 10 } }],
    },
  })
})

test('the next free time is the smallest change when it is nearer than what is in the way is long', () => {
  const explanation = ask('10:00', {}, { busy: [visit('09:45', '10:30')] })
  expect(explanation).toMatchObject({
    reasons: [{ code: 'taken', change: { code: 'move_visit', minutes: 45 } }],
    earlier: null,
    later: { startsAt: wall('10:30') },
    smallestChange: { kind: 'move', minutes: 30, slot: { startsAt: wall('10:30') } },
  })
})

test('a visit that ends half an hour after the hours needs the hours to be longer by so much', () => {
  const explanation = ask('16:30')
  expect(explanation.reasons).toEqual([
    {
      code: 'outside_hours',
      values: { works: [{ from: wall('09:00').toISOString(), to: wall('17:00').toISOString() }] },
      change: {
        code: 'add_hours',
        values: {
          locationId: 'main',
          parts: [{ from: wall('17:00').toISOString(), to: wall('17:30').toISOString() }],
        },
        minutes: 30,
      },
    },
  ])
})

test('the way between two places cannot be shortened, so the other visit would have to move', () => {
  const travel = [{ from: 'main', to: 'branch', minutes: 40 }]
  const explanation = ask('10:00', { travel }, { busy: [visit('09:00', '09:30', { locationId: 'branch' })] })
  expect(explanation.reasons).toMatchObject([
    { code: 'too_close', values: { gap: 30, needed: 40, way: 40 }, change: { code: 'move_visit' } },
  ])
})

test('the past cannot be opened by anybody', () => {
  const explanation = ask('07:00', {}, { hours: [{ locationId: 'main', weekday: 1, from: 0, to: 1440 }] })
  expect(explanation.reasons).toMatchObject([{ code: 'in_the_past', change: null }])
  expect(explanation.smallestChange).toMatchObject({ kind: 'move', slot: { startsAt: wall('09:30') } })
})

test('the room that is least in the way is the one to free', () => {
  const rooms = [
    { id: 'one', busy: [visit('09:00', '11:00')] },
    { id: 'two', busy: [visit('09:00', '10:10')] },
  ]
  const explanation = ask('10:00', { rooms, service: { ...service, after: 0, slotInterval: 60 } })
  expect(explanation.reasons).toMatchObject([
    {
      code: 'no_room',
      values: { rooms: 2 },
      change: { code: 'free_room', values: { roomId: 'two' }, minutes: 10 },
    },
  ])
})

test('a full group needs a seat', () => {
  const session = {
    id: 'yoga',
    serviceId: 'massage',
    locationId: 'main',
    startsAt: wall('10:10'),
    endsAt: wall('11:10'),
    capacity: 8,
    taken: 8,
  }
  const explanation = ask('10:10', {}, { sessions: [session], busy: [visit('10:10', '11:10')] })
  expect(explanation.reasons).toMatchObject([
    {
      code: 'too_few_seats',
      values: { capacity: 8, taken: 8 },
      change: { code: 'add_seats', values: { capacity: 9 } },
    },
  ])
  expect(
    ask('10:10', {}, { sessions: [{ ...session, taken: 7 }], busy: [visit('10:10', '11:10')] }).free,
  ).toBe(true)
})

test('somebody who does not offer the service, and a start with seconds, are told as such', () => {
  expect(codes(ask('10:00', { practitioners: [] }))).toEqual(['not_offered'])
  const withSeconds = new Date(wall('10:00').getTime() + 30_000)
  const search = {
    window: { from: wall('00:00'), to: wall('23:00') },
    now: wall('07:30'),
    service,
    locations: [{ id: 'main', zone: ZONE }],
    practitioners: [mia],
  }
  const explanation = whyNot(search, { practitionerId: 'mia', startsAt: withSeconds })
  expect(explanation.reasons).toMatchObject([{ code: 'off_grid', change: null }])
})
