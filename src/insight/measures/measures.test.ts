import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertPastAppointments } from '../../scheduling/index.ts'
import type { PastVisit } from '../../scheduling/index.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp } from '../../testing/harness.ts'
import type { TestApp } from '../../testing/harness.ts'
import { liveOneDay } from '../../testing/lived-day.ts'
import { measures } from './all.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await keep([
    // The week of 16 February: Monday to Thursday, one visit each.
    {
      startsAt: at('2026-02-16T10:00'),
      state: 'done',
      bookedAt: at('2026-02-16T08:00'),
      arrivedAt: at('2026-02-16T09:50'),
      inRoomAt: at('2026-02-16T10:05'),
    },
    { startsAt: at('2026-02-17T10:00'), state: 'no_show', bookedAt: at('2026-02-01T08:00') },
    { startsAt: at('2026-02-18T10:00'), state: 'cancelled', cancelledBy: 'client', cancelledLate: true },
    {
      startsAt: at('2026-02-19T10:00'),
      state: 'cancelled',
      cancelledBy: 'practice',
      locationId: willow.riverside.id,
    },
    {
      startsAt: at('2026-02-20T10:00'),
      state: 'done',
      clientId: willow.leo.id,
      practitionerId: willow.paul.id,
      bookedAt: at('2026-02-19T12:00'),
    },
    // Not over yet: counts for nothing that has happened.
    {
      startsAt: at('2026-03-20T10:00'),
      state: 'booked',
      bookedAt: at('2026-02-20T10:30'),
      clientId: willow.leo.id,
    },
  ])
})
afterAll(() => app.end())

/** A wall time in New York in winter. */
function at(wall: string): Date {
  return new Date(`${wall}:00-05:00`)
}

async function keep(visits: Partial<PastVisit>[]) {
  const usual = {
    clientId: willow.mia.id,
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    locationId: willow.mainStreet.id,
    source: 'staff' as const,
  }
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  const outcomes = await app.inPractice(who, (ctx) =>
    insertPastAppointments(
      ctx,
      visits.map((visit) => ({ ...usual, ...visit }) as PastVisit),
      { overlaps: 'refuse' },
    ),
  )
  expect(outcomes.every((each) => each.is === 'kept')).toBe(true)
}

const read = async (name: string, query: Record<string, string> = {}) =>
  (await app.as(willow.nora).get(`/measures/${name}`, { from: '2026-02-16', to: '2026-02-22', ...query }))
    .body
const groupsOf = (body: { groups: { label: string; numerator: number; denominator: number | null }[] }) =>
  body.groups.map(({ label, numerator, denominator }) => [label, numerator, denominator])

test('the no-show rate leaves cancelled visits and those to come out', async () => {
  expect((await read('no-show')).total).toMatchObject({
    numerator: 1,
    denominator: 3,
    value: 1 / 3,
    clients: 2,
    firstDay: '2026-02-16',
    lastDay: '2026-02-20',
    days: 3,
  })
  expect(groupsOf(await read('no-show', { by: 'weekday' }))).toEqual([
    ['Monday', 0, 1],
    ['Tuesday', 1, 1],
    ['Friday', 0, 1],
  ])
  expect(groupsOf(await read('no-show', { by: 'lead-time' }))).toEqual([
    ['0', 0, 1],
    ['1-3', 0, 1],
    ['15-30', 1, 1],
  ])
  expect(groupsOf(await read('no-show', { by: 'age-group' }))).toEqual([
    ['0-17', 0, 1],
    ['35-49', 1, 2],
  ])
  expect(groupsOf(await read('no-show', { by: 'practitioner' }))).toEqual([
    ['Petra Schmidt', 1, 2],
    ['Paul Adeyemi', 0, 1],
  ])
})

test('late cancellations, cancellations and ours are three figures of the same visits', async () => {
  expect((await read('late-cancel')).total).toMatchObject({ numerator: 1, denominator: 5 })
  expect((await read('cancel')).total).toMatchObject({ numerator: 1, denominator: 5 })
  expect((await read('provider-cancel')).total).toMatchObject({ numerator: 1, denominator: 5 })
  expect(groupsOf(await read('provider-cancel', { by: 'location' }))).toEqual([
    ['Main Street', 0, 4],
    ['Riverside', 1, 1],
  ])
})

test('visits, new clients, rebooking and waiting are counted by their words', async () => {
  expect((await read('visits')).total.value).toBe(2)
  expect((await read('new-clients')).total.value).toBe(2)
  expect((await read('new-clients', { from: '2026-02-17' })).total.value).toBe(1)
  // Leo booked his next visit on the day of the last.
  expect((await read('rebooking')).total).toMatchObject({ numerator: 1, denominator: 2 })
  expect((await read('waiting')).total).toMatchObject({ numerator: 15, denominator: 1, value: 15 })
})

test('utilization: hours booked with the time kept after, of working hours less leave and closed days', async () => {
  // Two practitioners, five days of eight hours; three visits of 45 minutes and 15 after each.
  expect((await read('utilization')).total).toMatchObject({ numerator: 3, denominator: 80 })
  expect(groupsOf(await read('utilization', { by: 'location' }))).toEqual([
    ['Main Street', 3, 72],
    ['Riverside', 0, 8],
  ])
  expect((await read('utilization-attended')).total.numerator).toBe(2)
  await app.as(willow.nora).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: at('2026-02-16T13:00'),
    endsAt: at('2026-02-17T11:00'),
    kind: 'leave',
  })
  await app
    .as(willow.nora)
    .post('/closures', { locationId: null, startsOn: '2026-02-18', endsOn: '2026-02-18', name: 'Flood' })
  // 80 less four hours of Monday, two of Tuesday, and Wednesday of both.
  expect((await read('utilization')).total.denominator).toBe(58)
})

test('the rows behind a figure are those that were summed', async () => {
  const rows = async (query: Record<string, string>) =>
    (
      await app
        .as(willow.nora)
        .get('/measures/no-show/rows', { from: '2026-02-16', to: '2026-02-22', ...query })
    ).body.items
  expect(await rows({})).toHaveLength(3)
  expect(await rows({ counted: 'true' })).toMatchObject([
    {
      type: 'appointment',
      day: '2026-02-17',
      name: 'Mia Rossi',
      practitionerName: 'Petra Schmidt',
      serviceName: 'Physiotherapy treatment',
      numerator: 1,
    },
  ])
  expect(await rows({ by: 'weekday', key: 'Friday' })).toMatchObject([{ name: 'Leo Rossi' }])
  const first = (await app.as(willow.nora).get('/measures/no-show/rows', { limit: 2 })).body
  const second = (await app.as(willow.nora).get('/measures/no-show/rows', { limit: 2, cursor: first.next }))
    .body
  expect([...first.items, ...second.items].map(({ day }) => day)).toEqual([
    '2026-02-20',
    '2026-02-17',
    '2026-02-16',
  ])
})

test('a group that a measure does not know is refused with those it knows', async () => {
  const answer = await app.as(willow.nora).get('/measures/invoiced', { by: 'age-group' })
  expect(answer).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('It can by day, week, month, weekday, practitioner') },
  })
  expect((await app.as(willow.nora).get('/measures/nothing')).status).toBe(404)
  expect(
    (await app.as(willow.nora).get('/measures/visits', { from: '2026-02-02', to: '2026-02-01' })).status,
  ).toBe(422)
})

test('figures are for who may see them, and money only with billing’s word', async () => {
  expect((await app.as(willow.fay).get('/measures')).status).toBe(403)
  expect((await app.as(willow.petra).get('/measures/no-show')).status).toBe(403)
  const names = (await app.as(willow.nora).get('/measures')).body.items.map(
    ({ name }: { name: string }) => name,
  )
  expect(names).toEqual(expect.arrayContaining(['no-show', 'utilization', 'invoiced', 'lead-conversion']))
  const narrow = app.withKey(await app.makeKey(willow, 'owner', ['insight.see']))
  expect((await narrow.get('/measures')).body.items.map(({ name }: { name: string }) => name)).not.toContain(
    'invoiced',
  )
  expect((await narrow.get('/measures/invoiced')).status).toBe(404)
})

test('definitions are told in the reader’s language', async () => {
  const german = await app.withKey(await app.makeKey(willow)).get('/measures')
  expect(german.body.items[1]).toMatchObject({
    name: 'no-show',
    title: 'No-show rate',
    unit: 'share',
    denominator: { name: 'appointments' },
  })
})

test('every measure answers in all, by each of its groups and with its rows, and each group adds up to the whole', async () => {
  const other = await app.practice('lived')
  await liveOneDay(app, other, { marker: 'Lived' })
  const owner = app.as(other.nora)
  for (const { name, dimensions } of measures) {
    for (const by of dimensions) {
      const { status, body } = await owner.get(`/measures/${name}`, { by })
      expect(status, `${name} by ${by}: ${JSON.stringify(body).slice(0, 200)}`).toBe(200)
      const sum = body.groups.reduce((all: number, each: { numerator: number }) => all + each.numerator, 0)
      expect(sum, `${name} by ${by}`).toBeCloseTo(body.total.numerator, 6)
    }
    const rows = await owner.get(`/measures/${name}/rows`, { counted: 'true' })
    expect(rows.status, name).toBe(200)
    const { total } = (await owner.get(`/measures/${name}`)).body
    expect(
      rows.body.items.reduce((all: number, each: { numerator: number }) => all + each.numerator, 0),
      name,
    ).toBeCloseTo(total.numerator, 6)
  }
  expect((await owner.get('/measures/collected', { by: 'practitioner' })).body.total.value).toBeGreaterThan(0)
  expect((await owner.get('/measures/lead-conversion')).body.total).toMatchObject({ denominator: 1 })
})
