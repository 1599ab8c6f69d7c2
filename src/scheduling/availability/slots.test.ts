import { describe, expect, test } from 'vitest'
import { toOffsetIso, wallToInstant } from '../../platform/time/index.ts'
import type { Busy } from './busy.ts'
import { freeSlots } from './slots.ts'
import type { Practitioner, Service, SlotSearch } from './slots.ts'

const ZONE = 'America/New_York'
const wall = (text: string) => wallToInstant(text, ZONE)

const service: Service = {
  id: 'massage',
  duration: 60,
  before: 0,
  after: 0,
  slotInterval: 30,
  slotOffset: 0,
  minimumNotice: 0,
  horizonDays: null,
  capacity: 1,
}
const mia: Practitioner = {
  id: 'mia',
  hours: [{ locationId: 'main', weekday: 1, from: 540, to: 720 }],
  busy: [],
}
const monday: SlotSearch = {
  window: { from: wall('2026-03-02T00:00'), to: wall('2026-03-03T00:00') },
  now: wall('2026-03-01T12:00'),
  service,
  locations: [{ id: 'main', zone: ZONE }],
  practitioners: [mia],
}

const visit = (from: string, to: string, more: Partial<Busy> = {}): Busy => {
  return {
    startsAt: wall(`2026-03-02T${from}`),
    endsAt: wall(`2026-03-02T${to}`),
    before: 0,
    after: 0,
    ...more,
  }
}
const times = (search: SlotSearch, limit?: number) =>
  freeSlots(search, limit).map(({ startsAt }) => toOffsetIso(startsAt, ZONE).slice(11, 16))
const withMia = (more: Partial<Practitioner>, rules: Partial<Service> = {}): SlotSearch => {
  return { ...monday, service: { ...service, ...rules }, practitioners: [{ ...mia, ...more }] }
}

test('a free morning is offered from its first minute to the last start that still fits', () => {
  expect(times(monday)).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00'])
  expect(freeSlots(monday, 1)).toEqual([
    {
      startsAt: new Date('2026-03-02T14:00:00Z'),
      endsAt: new Date('2026-03-02T15:00:00Z'),
      practitionerId: 'mia',
      locationId: 'main',
      seatsLeft: 1,
    },
  ])
})

describe('buffers', () => {
  const at = (rules: Partial<Service>, busy: Busy[]) =>
    times(withMia({ busy }, { slotInterval: 5, duration: 30, ...rules }))

  test('are kept between neighbours only: the first visit still begins when the doors open', () => {
    const free = at({ before: 15, after: 15 }, [])
    expect([free[0], free.at(-1)]).toEqual(['09:00', '11:30'])
  })

  test.each([
    // after of the first, before of the second, the first start that keeps max(after, before) behind a visit until 10:00
    [0, 0, '10:00'],
    [10, 0, '10:10'],
    [0, 10, '10:10'],
    [10, 15, '10:15'],
    [20, 15, '10:20'],
  ])('after %d and before %d do not add up', (after, before, first) => {
    const free = at({ before }, [visit('09:00', '10:00', { after })])
    expect(free[0]).toBe(first)
  })

  test.each([
    [0, 0, '10:30'],
    [10, 0, '10:20'],
    [5, 20, '10:10'],
  ])('own after %d and the next one’s before %d end the visit in time', (after, before, last) => {
    const free = at({ after }, [visit('11:00', '12:00', { before })])
    expect(free.at(-1)).toBe(last)
  })

  test('the way between two locations counts like a buffer', () => {
    const busy = [visit('09:00', '09:30', { locationId: 'branch', after: 5 })]
    const search = { ...withMia({ busy }), travel: [{ from: 'main', to: 'branch', minutes: 45 }] }
    expect(times(search)[0]).toBe('10:30')
    expect(times({ ...search, travel: [] })[0]).toBe('10:00')
  })
})

describe('the grid of starts', () => {
  test('hangs on local midnight, not on the opening time', () => {
    expect(times(withMia({ hours: [{ ...mia.hours[0]!, from: 550 }] }))).toEqual([
      '09:30',
      '10:00',
      '10:30',
      '11:00',
    ])
    expect(times(withMia({}, { slotInterval: 45, slotOffset: 10 }))).toEqual(['09:10', '09:55', '10:40'])
  })

  test('stays on the wall clock when the clock changes: nothing in the gap, the repeated hour told apart', () => {
    const night = (day: string): SlotSearch => ({
      ...withMia({ hours: [{ locationId: 'main', weekday: 7, from: 0, to: 240 }] }, { duration: 30 }),
      window: { from: wall(`${day}T00:00`), to: wall(`${day}T12:00`) },
    })
    const told = (day: string) =>
      freeSlots(night(day)).map(({ startsAt }) => toOffsetIso(startsAt, ZONE).slice(11, 22))
    expect(told('2026-03-08').join(' ')).toBe(
      '00:00:00-05 00:30:00-05 01:00:00-05 01:30:00-05 03:00:00-04 03:30:00-04',
    )
    expect(told('2026-11-01').join(' ')).toBe(
      '00:00:00-04 00:30:00-04 01:00:00-04 01:30:00-04 01:00:00-05 01:30:00-05 ' +
        '02:00:00-05 02:30:00-05 03:00:00-05 03:30:00-05',
    )
  })
})

describe('notice and horizon', () => {
  test('the notice counts from now to the start', () => {
    const search = { ...withMia({}, { minimumNotice: 120 }), now: wall('2026-03-02T08:10') }
    expect(times(search)).toEqual(['10:30', '11:00'])
    expect(times({ ...search, now: wall('2026-03-02T08:00') })[0]).toBe('10:00')
  })

  test('the horizon includes its last day whole, counted on the local calendar', () => {
    const week = (days: number) => ({ ...withMia({}, { horizonDays: days }), now: wall('2026-03-01T23:50') })
    expect(times(week(1))).toHaveLength(5)
    expect(times(week(0))).toEqual([])
  })
})

describe('several practitioners', () => {
  const leo: Practitioner = {
    ...mia,
    id: 'leo',
    hours: [{ locationId: 'main', weekday: 1, from: 570, to: 690 }],
  }
  const both = { ...monday, practitioners: [leo, mia] }
  const told = (limit: number, more: Partial<SlotSearch> = {}) =>
    freeSlots({ ...both, ...more }, limit).map(
      ({ startsAt, practitionerId }) => `${practitionerId} ${toOffsetIso(startsAt, ZONE).slice(11, 16)}`,
    )

  test('the first free times over all, equal starts in the order given', () => {
    expect(told(4)).toEqual(['mia 09:00', 'leo 09:30', 'mia 09:30', 'leo 10:00'])
    expect(told(4, { practitioners: [mia, leo] })).toEqual([
      'mia 09:00',
      'mia 09:30',
      'leo 09:30',
      'mia 10:00',
    ])
  })

  test('each start once when that is asked', () => {
    expect(told(9, { onePerStart: true })).toEqual([
      'mia 09:00',
      'leo 09:30',
      'leo 10:00',
      'leo 10:30',
      'mia 11:00',
    ])
  })

  test('one of them may need longer for the same service', () => {
    const slow = { ...mia, overrides: { duration: 90, slotInterval: undefined } as Practitioner['overrides'] }
    expect(times({ ...monday, practitioners: [slow!] })).toEqual(['09:00', '09:30', '10:00', '10:30'])
  })
})

describe('rooms and equipment', () => {
  const room = (id: string, busy: Busy[] = [], locationId = 'main') => ({ id, busy, locationId })
  const rooms = [
    room('one', [visit('09:00', '10:30')]),
    room('two', [visit('10:00', '12:00')]),
    room('far', [], 'branch'),
  ]

  test('any free room of the location will do, the first named first', () => {
    const slots = freeSlots({ ...monday, rooms })
    expect(slots.map((slot) => `${toOffsetIso(slot.startsAt, ZONE).slice(11, 16)} ${slot.roomId}`)).toEqual([
      '09:00 two',
      '10:30 one',
      '11:00 one',
    ])
  })

  test('without a suitable room there is no time, and without a need for one nobody looks', () => {
    expect(freeSlots({ ...monday, rooms: [] })).toEqual([])
    expect(freeSlots({ ...monday, rooms: null })).toHaveLength(5)
  })

  test('a pool lends as many units as the service needs', () => {
    const unit = (id: string, ...busy: Busy[]) => ({ id, busy })
    const units = [
      unit('laser 1', visit('09:00', '10:00')),
      unit('laser 2', visit('11:00', '12:00')),
      unit('laser 3'),
    ]
    const needing = (need: number) => freeSlots({ ...monday, pools: [{ id: 'laser', units, need }] })
    expect(needing(1)).toHaveLength(5)
    expect(needing(3).map(({ unitIds }) => unitIds)).toEqual([['laser 1', 'laser 2', 'laser 3']])
    expect(needing(2)[0]?.unitIds).toEqual(['laser 2', 'laser 3'])
  })
})

describe('groups', () => {
  const session = {
    id: 'yoga on monday',
    serviceId: 'massage',
    locationId: 'main',
    startsAt: wall('2026-03-02T10:10'),
    endsAt: wall('2026-03-02T11:10'),
    roomId: 'hall',
    capacity: 8,
    taken: 6,
  }
  const group = withMia({ sessions: [session], busy: [visit('10:10', '11:10')] }, { capacity: 8 })

  test('the seats that are left in a session are offered among the new times', () => {
    const slots = freeSlots(group).map(({ startsAt, seatsLeft, sessionId }) => [
      toOffsetIso(startsAt, ZONE).slice(11, 16),
      seatsLeft,
      sessionId,
    ])
    expect(slots).toEqual([
      ['09:00', 8, undefined],
      ['10:10', 2, 'yoga on monday'],
    ])
  })

  test('three friends do not fit where two seats are left, nor anybody who is elsewhere then', () => {
    expect(times({ ...group, seats: 3 })).toEqual(['09:00'])
    expect(times({ ...group, client: { busy: [visit('11:00', '11:30')] } })).toEqual(['09:00'])
  })
})

describe('limits', () => {
  const busy = [
    visit('06:00', '07:00', { serviceId: 'massage' }),
    visit('07:00', '08:00', { serviceId: 'intake' }),
  ]

  test.each([
    [{ per: 'day', of: 'visits', most: 3 } as const, 5],
    [{ per: 'day', of: 'visits', most: 2 } as const, 0],
    [{ per: 'week', of: 'visits', most: 2 } as const, 0],
    [{ per: 'day', of: 'visits', most: 1, serviceId: 'massage' } as const, 0],
    [{ per: 'day', of: 'visits', most: 2, serviceId: 'massage' } as const, 5],
    [{ per: 'day', of: 'visits', most: 1, serviceId: 'intake' } as const, 5],
    // Two hours are booked, and one more is wished for.
    [{ per: 'day', of: 'minutes', most: 180 } as const, 5],
    [{ per: 'day', of: 'minutes', most: 179 } as const, 0],
    [{ per: 'week', of: 'minutes', most: 120, serviceId: 'massage' } as const, 5],
    [{ per: 'week', of: 'minutes', most: 119, serviceId: 'massage' } as const, 0],
    [{ per: 'day', of: 'minutes', most: 59, serviceId: 'gait' } as const, 5],
  ])('with %o %i times are left', (limit, left) => {
    expect(times(withMia({ busy, limits: [limit] }))).toHaveLength(left)
  })

  test('Sunday belongs to the week that begins on it where weeks begin on Sunday', () => {
    const sunday = {
      ...visit('09:00', '10:00'),
      startsAt: wall('2026-03-01T09:00'),
      endsAt: wall('2026-03-01T10:00'),
    }
    const search = withMia({ busy: [sunday], limits: [{ per: 'week', of: 'visits', most: 1 }] })
    expect(times({ ...search, weekStartsOn: 1 })).toHaveLength(5)
    expect(times({ ...search, weekStartsOn: 7 })).toEqual([])
  })
})

test('a hold takes the time until it expires', () => {
  const busy = [visit('09:00', '12:00', { heldUntil: wall('2026-03-02T08:10') })]
  expect(times({ ...withMia({ busy }), now: wall('2026-03-02T08:09') })).toEqual([])
  expect(times({ ...withMia({ busy }), now: wall('2026-03-02T08:10') })).toHaveLength(5)
})

test('time off and the client’s own visits are taken', () => {
  const timeOff = [{ startsAt: wall('2026-03-02T09:00'), endsAt: wall('2026-03-02T10:15'), name: 'Dentist' }]
  expect(times(withMia({ timeOff }))).toEqual(['10:30', '11:00'])
  expect(times({ ...monday, client: { busy: [visit('09:30', '10:30')] } })).toEqual(['10:30', '11:00'])
})

test('windows that follow each other offer each start exactly once', () => {
  const middle = wall('2026-03-02T10:30')
  const first = times({ ...monday, window: { ...monday.window, to: middle } })
  const second = times({ ...monday, window: { ...monday.window, from: middle } })
  expect([...first, ...second]).toEqual(times(monday))
})

test.each([{ duration: 0 }, { slotInterval: 0 }, { duration: -30 }, { slotInterval: NaN }])(
  'rules that no time can meet are refused: %o',
  (rules) => {
    expect(() => freeSlots(withMia({}, rules))).toThrowError(/minute/)
  },
)

test('a window that ends before it begins holds nothing', () => {
  expect(freeSlots({ ...monday, window: { from: monday.window.to, to: monday.window.from } })).toEqual([])
})
