import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// Monday 2 March 2026, 09:00 in New York; the clocks go forward on the 8th.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
  await app.sql('update service set series_online_max = 6 where practice_id = $1 and id = $2', [
    willow.practiceId,
    willow.treatment.id,
  ])
})

const FIRST = '2026-03-03T10:00:00-05:00'
const who = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' }
async function hold(more: object = {}): Promise<string> {
  const { body, status } = await app.visitor().post(`/public/${willow.slug}/holds`, {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    startsAt: FIRST,
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.token
}
const look = (token: string, more: object = {}) =>
  app.withLink(token).post('/holds/series/preview', { everyWeeks: 1, visits: 4, ...more })
const keep = (token: string, more: object = {}) =>
  app.withLink(token).post('/holds/series', { everyWeeks: 1, visits: 4, ...more })
const block = (startsAt: string) =>
  app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt,
  })
const heldNow = async () =>
  (
    await app.sql(`select count(*)::int as held from appointment where practice_id = $1 and state = 'held'`, [
      willow.practiceId,
    ])
  )[0]!.held

test('a client books a series: every date at nine o’clock of the wall, one series for the desk, one mail', async () => {
  const token = await hold()
  const { body } = await look(token)
  expect(
    body.rows.map(({ startsAt, state }: { startsAt: string; state: string }) => [startsAt, state]),
  ).toEqual([
    ['2026-03-10T10:00:00-04:00', 'free'],
    ['2026-03-17T10:00:00-04:00', 'free'],
    ['2026-03-24T10:00:00-04:00', 'free'],
  ])
  const kept = await keep(token)
  expect(kept.status, JSON.stringify(kept.body)).toBe(200)
  expect(kept.body.visit.series).toHaveLength(4)
  const before = app.mails.length
  const booked = await app.withLink(token).post('/holds/confirmation', who)
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  expect(booked.body.visit.series).toHaveLength(4)
  await app.settle()
  const mails = app.mails.slice(before).filter((mail) => mail.to.address === who.email)
  expect(mails).toHaveLength(1)
  const rows = await app.sql(
    'select state, series_id, is_first, client_id from appointment where practice_id = $1 order by starts_at',
    [willow.practiceId],
  )
  expect(rows.map(({ state, is_first }) => [state, is_first])).toEqual([
    ['booked', true],
    ['booked', false],
    ['booked', false],
    ['booked', false],
  ])
  const series = await app.as(willow.fay).get(`/series/${String(rows[0]!.series_id)}`)
  expect(series.body).toMatchObject({ rule: 'FREQ=WEEKLY;INTERVAL=1;COUNT=4', startsTime: '10:00', ahead: 4 })
})

test('a date that is taken has other times beside it, and may be moved or left out', async () => {
  await block('2026-03-10T10:00:00-04:00')
  const token = await hold()
  const [taken] = (await look(token)).body.rows
  expect(taken).toMatchObject({ wall: '2026-03-10T10:00', state: 'conflict' })
  expect(JSON.stringify(taken)).not.toContain('visitId')
  const refused = await keep(token)
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'rows_taken', rows: [{ key: '2026-03-10T10:00' }] },
  })
  expect(JSON.stringify(refused.body)).not.toContain('visitId')
  expect(await heldNow()).toBe(1)
  const { startsAt } = taken.alternatives[0]
  const rows = [
    { wall: '2026-03-10T10:00', choice: 'move', startsAt },
    { wall: '2026-03-17T10:00', choice: 'skip' },
  ]
  const kept = await keep(token, { rows })
  expect(kept.status, JSON.stringify(kept.body)).toBe(200)
  expect(kept.body.visit.series.map((each: { startsAt: string }) => each.startsAt)).toEqual([
    FIRST,
    startsAt,
    '2026-03-24T10:00:00-04:00',
  ])
})

test('another choice gives the dates of the one before back, and giving up the hold gives up all', async () => {
  const token = await hold()
  await keep(token)
  expect(await heldNow()).toBe(4)
  expect((await keep(token, { everyWeeks: 2, visits: 3 })).status).toBe(200)
  expect(await heldNow()).toBe(3)
  expect((await block('2026-03-10T10:00:00-04:00')).status).toBe(200)
  expect((await keep(token, { visits: 1 })).body.visit.series).toEqual([])
  expect(await heldNow()).toBe(1)
  await keep(token, { everyWeeks: 2, visits: 3 })
  expect((await app.withLink(token).delete('/holds/current')).status).toBe(200)
  expect(await heldNow()).toBe(0)
})

test('the terms for clients hold for every date, and the limit of the service', async () => {
  const token = await hold()
  expect((await look(token, { visits: 7 })).body.fields[0].field).toBe('visits')
  await app.sql('update service set horizon_days = 14 where practice_id = $1', [willow.practiceId])
  expect((await look(token)).body.rows.map(({ state }: { state: string }) => state)).toEqual([
    'free',
    'conflict',
    'conflict',
  ])
  const other = await hold({ serviceId: willow.assessment.id, startsAt: '2026-03-04T10:00:00-05:00' })
  expect((await look(other)).body.code).toBe('no_series')
  await app.sql('update service set requires_approval = true where practice_id = $1', [willow.practiceId])
  expect((await look(token)).body.code).toBe('no_series')
})

test('two series that want one date at once: one has all of theirs, the other none and is told which is gone', async () => {
  const [one, two] = [await hold(), await hold({ startsAt: '2026-03-10T10:00:00-04:00' })]
  const answers = await Promise.all([
    keep(one, { everyWeeks: 2, visits: 3 }),
    keep(two, { everyWeeks: 1, visits: 3 }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const loser = answers.find(({ status }) => status === 409)!
  expect(loser.body.rows.map(({ key }: { key: string }) => key)).toEqual(['2026-03-17T10:00'])
  expect(await heldNow()).toBe(4)
})
