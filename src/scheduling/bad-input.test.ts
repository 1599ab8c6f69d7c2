import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York; on Sunday 8 March there is no 02:30.
beforeEach(() => app.clock.set('2026-03-02T14:00:00Z'))

const at = (time: string) => `2026-03-03T${time}:00-05:00`
const fay = () => app.as(willow.fay)
const max = () => app.as(willow.max)
const hours = (...spans: [starts: string, ends: string][]) =>
  spans.map(([starts, ends]) => ({
    locationId: willow.mainStreet.id,
    weekday: 2,
    starts,
    ends,
    cycleLength: 1,
    cycleWeek: 0,
    validFrom: '2026-01-05',
    validTo: null,
  }))
const series = (rule: string, start = '2026-03-03T10:00') => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  clientId: willow.mia.id,
  rule,
  start,
})

/** Everything of scheduling that could be left half-done. */
async function counts() {
  const tables = [
    'appointment',
    'occupancy',
    'session',
    'series',
    'time_off',
    'working_hours',
    'hours_exception',
    'waitlist_entry',
    'waitlist_offer',
    'replanning',
    'replanning_row',
    'location',
  ]
  const sum = tables.map((table) => `(select count(*)::int from ${table} where practice_id = $1) as ${table}`)
  return (await app.sql(`select ${sum.join(', ')}`, [willow.practiceId]))[0]
}

type Answer = Promise<{
  status: number
  body: { code: string; message?: string; fields?: { field: string }[] }
}>

const REFUSED: [what: string, expected: [status: number, code: string, field?: string], act: () => Answer][] =
  [
    [
      'a zone that is none',
      [422, 'invalid', 'zone'],
      () => max().post('/locations', { name: 'Mars', addressLines: [], zone: 'Mars/Olympus', opening: [] }),
    ],
    [
      'a zone that is only an offset',
      [422, 'invalid', 'zone'],
      () => max().post('/locations', { name: 'Mars', addressLines: [], zone: '+25:00', opening: [] }),
    ],
    [
      'time off that ends before it starts',
      [422, 'invalid', 'endsAt'],
      () =>
        max().post('/time-off', {
          practitionerId: willow.petra.id,
          startsAt: at('12:00'),
          endsAt: at('10:00'),
          kind: 'leave',
        }),
    ],
    [
      'hours that end before they start',
      [422, 'invalid', 'hours.0.ends'],
      () => max().put(`/practitioners/${willow.petra.id}/hours`, { hours: hours(['17:00', '09:00']) }),
    ],
    [
      'an hour in two intervals',
      [422, 'invalid', 'hours.1.starts'],
      () =>
        max().put(`/practitioners/${willow.petra.id}/hours`, {
          hours: hours(['09:00', '12:00'], ['11:00', '15:00']),
        }),
    ],
    [
      'a meeting that ends before it starts',
      [422, 'invalid', 'ends'],
      () =>
        max().post('/time-off/meetings', {
          practitionerIds: [willow.petra.id],
          weekdays: [2],
          starts: '12:00',
          ends: '10:00',
          from: '2026-03-03',
          to: '2026-03-31',
        }),
    ],
    [
      'a lost day that ends before it starts',
      [422, 'invalid', 'to'],
      () =>
        fay().post('/replannings', { practitionerId: willow.petra.id, from: at('12:00'), to: at('10:00') }),
    ],
    [
      'a wish for a time of day that ends before it starts',
      [422, 'invalid'],
      () =>
        fay().post('/waitlist', {
          clientId: willow.mia.id,
          serviceId: willow.assessment.id,
          wantedTimes: [{ weekday: 2, from: '12:00', to: '09:00' }],
        }),
    ],
    [
      'a gap that ends before it starts',
      [422, 'invalid', 'endsAt'],
      () =>
        fay().get('/waitlist/matches', {
          practitionerId: willow.petra.id,
          locationId: willow.mainStreet.id,
          startsAt: at('12:00'),
          endsAt: at('10:00'),
        }),
    ],
    [
      'a calendar from later to earlier',
      [422, 'invalid'],
      () => fay().get('/calendar', { from: '2026-03-10', to: '2026-03-03' }),
    ],
    [
      'a calendar over the whole year',
      [422, 'invalid'],
      () => fay().get('/calendar', { from: '2026-01-01', to: '2027-01-01' }),
    ],
    [
      'free times over the whole year',
      [422, 'invalid', 'days'],
      () => fay().get('/availability', { serviceId: willow.assessment.id, days: '365' }),
    ],
    [
      'the days of a practitioner over the whole year',
      [422, 'invalid', 'to'],
      () => fay().get(`/practitioners/${willow.petra.id}/days`, { from: '2026-01-01', to: '2026-12-31' }),
    ],
    [
      'time off of three years',
      [422, 'invalid', 'endsAt'],
      () =>
        max().post('/time-off', {
          practitionerId: willow.petra.id,
          startsAt: at('12:00'),
          endsAt: '2029-03-03T12:00:00-05:00',
          kind: 'leave',
        }),
    ],
    [
      'services in a row looked for over the whole year',
      [422, 'invalid', 'days'],
      () =>
        fay().post('/bundles/times', {
          parts: [{ serviceId: willow.assessment.id }, { serviceId: willow.gait.id }],
          days: 365,
        }),
    ],
    [
      'a shift at 02:30 on the day that has none',
      [422, 'invalid'],
      () =>
        max().put(`/practitioners/${willow.petra.id}/days/2026-03-08`, {
          hours: [{ locationId: willow.mainStreet.id, starts: '02:30', ends: '05:00' }],
        }),
    ],
    [
      'a series that lands at 02:30 on the day that has none',
      [409, 'rows_taken'],
      () => fay().post('/series', series('FREQ=DAILY;COUNT=2', '2026-03-07T02:30')),
    ],
    [
      'a rule that never matches',
      [422, 'series_empty'],
      () => fay().post('/series', series('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3')),
    ],
    [
      'a series of ten thousand',
      [422, 'series_too_long'],
      () => fay().post('/series', series('FREQ=DAILY;COUNT=10000')),
    ],
    ['a series without an end', [422, 'series_endless'], () => fay().post('/series', series('FREQ=WEEKLY'))],
    [
      'a visit on half a minute',
      [422, 'invalid', 'startsAt'],
      () =>
        fay().post('/appointments', {
          serviceId: willow.assessment.id,
          practitionerId: willow.petra.id,
          clientId: willow.mia.id,
          startsAt: '2026-03-03T10:00:30-05:00',
        }),
    ],
    [
      'a visit at no time at all',
      [422, 'invalid', 'startsAt'],
      () =>
        fay().post('/appointments', {
          serviceId: willow.assessment.id,
          practitionerId: willow.petra.id,
          clientId: willow.mia.id,
          startsAt: '2026-02-30T10:00:00-05:00',
        }),
    ],
  ]

test.each(REFUSED)(
  '%s is a clear problem, and nothing is half-done',
  async (_what, [status, code, field], act) => {
    const before = await counts()
    const answer = await act()
    expect([answer.status, answer.body.code], JSON.stringify(answer.body)).toEqual([status, code])
    if (field) expect(answer.body.fields?.map((each) => each.field)).toContain(field)
    // Words for people, not a code.
    expect(answer.body.message ?? '').toMatch(/\w+ \w+/)
    expect(await counts()).toEqual(before)
  },
)

test('a client who books a second visit at the same time is told so, and has the first', async () => {
  const wish = { serviceId: willow.assessment.id, clientId: willow.ann.id, startsAt: at('10:00') }
  const first = await fay().post('/appointments', { ...wish, practitionerId: willow.petra.id })
  expect(first.status).toBe(200)
  const before = await counts()
  const second = await fay().post('/appointments', {
    ...wish,
    practitionerId: willow.paul.id,
    startsAt: at('10:30'),
  })
  expect([second.status, second.body.code]).toEqual([422, 'client_double_booked'])
  expect(second.body.alternatives).toHaveLength(3)
  expect(await counts()).toEqual(before)
})

describe('a link', () => {
  const OPENED = [
    'GET /visit',
    'GET /offer',
    'GET /replan',
    'GET /holds/current',
    'GET /booking-confirmation',
    'GET /booking-people',
  ]

  test('that is guessed opens nothing, whatever it pretends to be', async () => {
    const guesses = ['x'.repeat(43), '../../etc/passwd', '0', `${'a'.repeat(4_000)}`]
    for (const path of OPENED)
      for (const guess of guesses) {
        const { status } = await app.withLink(guess).get(path.slice(4))
        expect([401, 404], `${path} ${guess.slice(0, 20)}`).toContain(status)
      }
  })

  test('of one kind opens no other, and what it did once it does not do again', async () => {
    const visit = await fay().post('/appointments', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-05T10:00:00-05:00',
      locationId: willow.riverside.id,
    })
    expect(visit.status, JSON.stringify(visit.body)).toBe(200)
    await app.settle()
    const token = app.mails.map((mail) => /\/visit\/([\w-]{20,})/.exec(mail.text)?.[1]).find(Boolean)!
    const link = app.withLink(token)
    expect((await link.get('/visit')).status).toBe(200)
    for (const path of OPENED.slice(1)) expect((await link.get(path.slice(4))).status, path).toBe(404)
    expect((await link.post('/visit/cancellation', {})).status).toBe(200)
    const before = await counts()
    const replayed = await link.post('/visit/cancellation', {})
    expect([replayed.status, replayed.body.code]).toEqual([409, 'wrong_state'])
    expect((await link.post('/visit/move', { startsAt: '2026-03-06T10:00:00-05:00' })).body.code).toBe(
      'wrong_state',
    )
    expect(await counts()).toEqual(before)
  })
})
