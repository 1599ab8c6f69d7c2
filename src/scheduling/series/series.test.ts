import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York; clocks change on Sunday 8 March.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
const tuesdays = (more: object = {}) => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  clientId: willow.mia.id,
  rule: 'FREQ=WEEKLY;COUNT=4',
  start: '2026-03-03T10:00',
  ...more,
})
const look = (more: object = {}) => fay().post('/series/preview', tuesdays(more))
const bookSeries = (more: object = {}) => fay().post('/series', tuesdays(more))
const visitsOf = (id: string) =>
  app.sql('select * from appointment where series_id = $1 order by starts_at', [id])
const bookOne = (startsAt: string, more: object = {}) =>
  fay().post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.ann.id,
    startsAt,
    ...more,
  })

describe('the look at a series', () => {
  test('shows every date with its clock and writes nothing', async () => {
    const { status, body } = await look()
    expect(status).toBe(200)
    expect(
      body.rows.map((row: { startsAt: string; state: string; clock: string }) => [
        row.startsAt,
        row.state,
        row.clock,
      ]),
    ).toEqual([
      ['2026-03-03T10:00:00-05:00', 'free', null],
      ['2026-03-10T10:00:00-04:00', 'free', 'changed'],
      ['2026-03-17T10:00:00-04:00', 'free', null],
      ['2026-03-24T10:00:00-04:00', 'free', null],
    ])
    expect(body).toMatchObject({
      zone: 'America/New_York',
      practitioner: { id: willow.petra.id },
      totals: { dates: 4, free: 4, conflicts: 0, priceMinor: 48_000 },
    })
    expect(await app.sql('select 1 from appointment where practice_id = $1', [willow.practiceId])).toEqual([])
  })

  test('tells what is against a date in the words of Why not, and the nearest free times', async () => {
    await bookOne('2026-03-10T10:00:00-04:00')
    await app.as(willow.max).post('/time-off', {
      practitionerId: willow.petra.id,
      startsAt: '2026-03-17T00:00:00-04:00',
      endsAt: '2026-03-18T00:00:00-04:00',
      kind: 'leave',
    })
    const { rows } = (await look()).body
    const whyNot = await fay().get('/availability/reasons', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-10T14:00:00Z',
    })
    expect(rows[1].state).toBe('conflict')
    expect(rows[1].reasons).toEqual(whyNot.body.reasons)
    expect(rows[1].reasons[0].code).toBe('taken')
    expect(rows[1].alternatives.map((each: { startsAt: string }) => each.startsAt)).toEqual([
      '2026-03-10T09:00:00-04:00',
      '2026-03-10T11:00:00-04:00',
      '2026-03-10T11:15:00-04:00',
    ])
    expect(rows[2].reasons.map((each: { code: string }) => each.code)).toEqual(['time_off'])
    expect(rows[2].alternatives).toHaveLength(3)
    expect(rows[3].state).toBe('free')
  })

  test('chooses one practitioner for all, who is free most often, when none is wished for', async () => {
    await bookOne('2026-03-03T10:00:00-05:00')
    await bookOne('2026-03-10T10:00:00-04:00')
    const { body } = await look({ practitionerId: undefined })
    expect(body.practitioner.id).toBe(willow.paul.id)
    expect(body.totals.free).toBe(4)
  })

  test('of what cannot be is refused in words', async () => {
    const codes = async (more: object) => (await look(more)).body.code
    expect(await codes({ rule: 'FREQ=WEEKLY' })).toBe('series_endless')
    expect(await codes({ rule: 'FREQ=DAILY;COUNT=10000' })).toBe('series_too_long')
    expect(await codes({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2' })).toBe('series_empty')
    expect((await look({ rule: 'weekly' })).body.fields[0].field).toBe('rule')
    expect((await look({ start: '2026-02-30T10:00' })).status).toBe(422)
    expect((await look({ clientId: willow.petra.id })).status).toBe(404)
    expect((await app.as(willow.rita).post('/series/preview', tuesdays())).status).toBe(403)
  })
})

describe('a booked series', () => {
  test('is its visits, with one story told of all', async () => {
    const { status, body } = await bookSeries()
    expect(status).toBe(200)
    expect(body.visits).toHaveLength(4)
    expect(body.visits[0]).toMatchObject({ seriesId: body.id, source: 'series', state: 'booked' })
    expect(body).toMatchObject({ ahead: 4, skippedByClock: [], lastChange: { kind: 'booked', visits: 4 } })
    const rows = await visitsOf(body.id)
    expect(rows.map((row) => row.is_first)).toEqual([true, false, false, false])
    const events = await app.sql(
      `select name, data from event where practice_id = $1 and name in ('series.booked', 'appointment.booked') order by id`,
      [willow.practiceId],
    )
    expect(events.filter((event) => event.name === 'appointment.booked')).toHaveLength(4)
    expect(events.find((event) => event.name === 'appointment.booked')!.data).toMatchObject({
      seriesId: body.id,
      together: { nth: 1, of: 4 },
    })
    expect(events.find((event) => event.name === 'series.booked')!.data.appointmentIds).toHaveLength(4)
    expect((await fay().get(`/series/${body.id}`)).body.visits).toHaveLength(4)
    const other = await app.practice(`oak-${count}`)
    expect((await app.as(other.fay).get(`/series/${body.id}`)).status).toBe(404)
  })

  test('with a taken date books nothing and says which, then skips, moves and forces as chosen', async () => {
    for (const day of ['2026-03-10', '2026-03-17', '2026-03-24']) await bookOne(`${day}T10:00:00-04:00`)
    const refused = await bookSeries()
    expect(refused).toMatchObject({ status: 409, body: { code: 'rows_taken', canOverlap: true } })
    expect(refused.body.rows.map((row: { key: string }) => row.key)).toEqual([
      '2026-03-10T10:00',
      '2026-03-17T10:00',
      '2026-03-24T10:00',
    ])
    expect(refused.body.rows[0]).toMatchObject({ code: 'slot_taken', rules: [{ code: 'taken' }] })
    expect(refused.body.rows[0].alternatives.length).toBeGreaterThan(0)
    expect(await app.sql('select 1 from series where practice_id = $1', [willow.practiceId])).toEqual([])
    const rows = [
      { wall: '2026-03-10T10:00', choice: 'skip' },
      { wall: '2026-03-17T10:00', choice: 'move', startsAt: '2026-03-18T11:00:00-04:00' },
      { wall: '2026-03-24T10:00', choice: 'force', reason: 'Short talk beside it' },
    ]
    const practitioner = await app.as(willow.petra).post('/series', tuesdays({ rows }))
    expect(practitioner.status).toBe(403)
    const { body } = await bookSeries({ rows })
    const visits = await visitsOf(body.id)
    expect(visits.map((visit) => [visit.starts_at.toISOString(), visit.overlap_reason])).toEqual([
      ['2026-03-03T15:00:00.000Z', null],
      ['2026-03-18T15:00:00.000Z', null],
      ['2026-03-24T14:00:00.000Z', 'Short talk beside it'],
    ])
  })

  test('is refused for choices that do not fit it', async () => {
    const field = async (row: object) => (await bookSeries({ rows: [row] })).body.fields[0].field
    expect(await field({ wall: '2026-03-04T10:00', choice: 'skip' })).toBe('rows.0.wall')
    expect(await field({ wall: '2026-03-03T10:00', choice: 'move' })).toBe('rows.0.startsAt')
    expect(await field({ wall: '2026-03-03T10:00', choice: 'force' })).toBe('rows.0.reason')
    const all = ['03', '10', '17', '24'].map((day) => ({ wall: `2026-03-${day}T10:00`, choice: 'skip' }))
    expect((await bookSeries({ rows: all })).body.code).toBe('series_empty')
    expect(
      await field({ wall: '2026-03-03T10:00', choice: 'move', startsAt: '2026-03-10T10:30:00-04:00' }),
    ).toBe('rows')
  })

  test('that meets others in the same moment is whole or not at all, and the loser learns the rows', async () => {
    const answers = await Promise.all([
      bookSeries(),
      bookSeries({ clientId: willow.ann.id }),
      bookSeries({ clientId: willow.leo.id, start: '2026-03-10T10:30' }),
      bookSeries({ clientId: willow.leo.id, start: '2026-03-17T10:00' }),
    ])
    for (const { status, body } of answers) {
      if (status === 200) expect(body.visits).toHaveLength(4)
      else expect(body).toMatchObject({ code: 'rows_taken' })
    }
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const lost = answers.filter(({ status }) => status === 409)
    for (const { body } of lost) {
      expect(body.rows[0].alternatives.length).toBeGreaterThan(0)
    }
    const visits = await app.sql('select series_id from appointment where practice_id = $1', [
      willow.practiceId,
    ])
    expect(visits).toHaveLength(4)
    const verified = await app.sql('select count(*)::int as n from occupancy where practice_id = $1', [
      willow.practiceId,
    ])
    expect(verified[0]!.n).toBe(12)
  })

  test('of a new client makes the client in the same step', async () => {
    const newClient = { givenName: 'Otto', familyName: 'Klein' }
    const { body } = await bookSeries({ clientId: undefined, newClient })
    expect(body.visits[0].client.name).toBe('Otto Klein')
  })
})
