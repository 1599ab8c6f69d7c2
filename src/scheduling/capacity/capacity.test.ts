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
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
const WEEK = '2026-03-09'
const at = (day: number, time: string) => `2026-03-${String(day).padStart(2, '0')}T${time}:00-04:00`

async function book(startsAt: string, more: object = {}) {
  const answer = await fay().post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.ann.id,
    startsAt,
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { id: string }
}
const capacity = async () => (await fay().get('/capacity', { weeksBehind: 0, weeksAhead: 2 })).body
const sum = (cells: { practitionerId: string; week: string; minutes: number }[], who: { id: string }) =>
  cells
    .filter((each) => each.practitionerId === who.id && each.week === WEEK)
    .reduce((total, each) => total + each.minutes, 0)

test('sets booked time, with the time kept free after it, beside hours less leave, by place and service', async () => {
  await book(at(9, '10:00'))
  await book(at(10, '10:00'), { serviceId: willow.treatment.id })
  const cancelled = await book(at(11, '10:00'))
  await fay().post(`/appointments/${cancelled.id}/cancellation`, { by: 'client' })
  const before = await capacity()
  expect(before.weeks).toEqual(['2026-03-02', '2026-03-09', '2026-03-16'])
  expect(sum(before.booked, willow.petra)).toBe(60 + 45 + 15)
  expect(sum(before.offered, willow.petra)).toBe(5 * 8 * 60)
  expect(
    new Set(
      before.offered
        .filter((each: { practitionerId: string }) => each.practitionerId === willow.petra.id)
        .map((each: { locationId: string }) => each.locationId),
    ),
  ).toEqual(new Set([willow.mainStreet.id, willow.riverside.id]))
  await app.as(willow.max).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: at(9, '00:00'),
    endsAt: at(10, '00:00'),
    kind: 'leave',
  })
  expect(sum((await capacity()).offered, willow.petra)).toBe(4 * 8 * 60)
  expect((await app.as(willow.bill).get('/capacity')).status).toBe(403)
})

test('a full week beside an idle colleague is named, and one click proposes as many moves as level it', async () => {
  // All but Monday she is away, so that six visits fill her week.
  await app.as(willow.max).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: at(10, '00:00'),
    endsAt: at(14, '00:00'),
    kind: 'leave',
  })
  const clients = [willow.ann, willow.mia, willow.leo]
  for (const [nth, hour] of ['09', '10', '11', '12', '13', '14', '15', '16'].entries())
    await book(at(9, `${hour}:00`), { clientId: clients[nth % 3]!.id })
  const { overloads } = await capacity()
  expect(overloads).toEqual([
    {
      practitionerId: willow.petra.id,
      week: WEEK,
      percent: 100,
      colleagues: [{ practitionerId: willow.paul.id, percent: 0 }],
    },
  ])
  const wish = { practitionerId: willow.petra.id, week: WEEK }
  const plan = (await fay().post('/replannings/levelling', wish)).body
  expect(plan).toMatchObject({ kind: 'level', state: 'draft', totals: { visits: 2, placed: 2 } })
  for (const row of plan.rows) {
    expect(row).toMatchObject({ choice: 'offer', proposal: { practitioner: { id: willow.paul.id } } })
    expect(row.proposal.startsAt.slice(0, 10) <= '2026-03-13').toBe(true)
  }
  const quiet = { practitionerId: willow.paul.id, week: WEEK }
  expect((await fay().post('/replannings/levelling', quiet)).body.code).toBe('nothing_to_gain')
  expect((await fay().post('/replannings/levelling', { ...wish, week: '2026-03-10' })).body).toMatchObject({
    fields: [{ field: 'week' }],
  })
})

test('gaps of a day are closed by short moves of clients who can be asked, and of nobody else', async () => {
  await book(at(9, '09:00'))
  const late = await book(at(9, '10:15'), { clientId: willow.mia.id })
  await book(at(9, '11:30'), { clientId: willow.leo.id })
  const wish = { practitionerId: willow.petra.id, day: WEEK, maxShiftMinutes: 30 }
  const plan = (await fay().post('/replannings/gaps', wish)).body
  expect(plan.kind).toBe('gaps')
  expect(plan.rows.map((row: { appointmentId: string }) => row.appointmentId)).toContain(late.id)
  for (const row of plan.rows) {
    const shift = Math.abs(Date.parse(row.proposal.startsAt) - Date.parse(row.old.startsAt)) / 60_000
    expect(shift).toBeLessThanOrEqual(30)
    expect(row.proposal.practitioner.id).toBe(willow.petra.id)
  }
  await app.sql(`delete from contact_point where practice_id = $1 and kind = 'email'`, [willow.practiceId])
  expect((await fay().post('/replannings/gaps', wish)).body.code).toBe('nothing_to_gain')
})
