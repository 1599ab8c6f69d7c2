import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await history()
}, 60_000)
afterAll(() => app.end())

const nora = () => app.as(willow.nora)
const fay = () => app.as(willow.fay)
const at = (day: number, time: string) => `2026-03-${String(day).padStart(2, '0')}T${time}:00-05:00`

/** Eighty people with twelve visits each in the year before: every fourth stays away from two thirds of them, the others rarely. */
async function history() {
  await app.sql(
    `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
     select practice_id, gen_random_uuid(), 9000 + n, 'Person', n::text, 'person ' || n, n::text, '2025-01-01' from
     (select practice_id from client where id = $1) c, generate_series(1, 80) n`,
    [willow.ann.id],
  )
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, booked_at, created_by, created_at)
     select c.practice_id, gen_random_uuid(), c.id, $2, $3, $4, day, day + interval '45 min', 'America/New_York',
       case when dice < (case when c.number % 4 = 0 then 65 else 6 end) then 'no_show' else 'done' end,
       'staff', 0, 0, 0, day - make_interval(days => case visit % 3 when 0 then 21 when 1 then 7 else 2 end), 'test', day
     from client c, generate_series(1, 12) visit, lateral (select timestamptz '2025-03-04 15:00Z' + make_interval(days => (visit * 28 + c.number % 20)::int) as day,
       ('x' || substr(md5(c.number || '.' || visit), 1, 6))::bit(24)::int % 100 as dice) d
     where c.practice_id = $1 and c.number > 9000`,
    [willow.practiceId, willow.petra.id, willow.treatment.id, willow.mainStreet.id],
  )
}

const clientOf = async (number: number) =>
  (
    await app.sql('select id from client where practice_id = $1 and number = $2', [willow.practiceId, number])
  )[0]!.id as string
async function book(clientId: string, startsAt: string) {
  const answer = await fay().post('/appointments', {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    clientId,
    startsAt,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { id: string }
}
async function learn() {
  app.clock.advance({ minutes: 1 })
  expect((await nora().post('/no-show-model/learning')).status).toBe(200)
  await app.settle()
}

test('before anything was learned it says so; a practice with little history falls back to its base rate', async () => {
  const small = await app.practice('small')
  expect((await app.as(small.nora).get('/no-show-model')).body).toMatchObject({
    learned: null,
    least: { visits: 300, absences: 30 },
    settings: { usesAge: false },
  })
  await app.as(small.nora).post('/no-show-model/learning')
  await app.settle()
  const { learned } = (await app.as(small.nora).get('/no-show-model')).body
  expect(learned).toMatchObject({ state: 'too_few', test: null, effects: [] })
  const visit = await app.as(small.fay).post('/appointments', {
    serviceId: small.treatment.id,
    practitionerId: small.petra.id,
    clientId: small.ann.id,
    startsAt: at(4, '10:00'),
  })
  const { risk } = (await app.as(small.fay).get(`/appointments/${visit.body.id}/no-show-risk`)).body
  expect(risk).toMatchObject({ level: 'unknown', basis: 'base_rate', reasons: [] })
  expect(risk.chance).toBeCloseTo(0.05, 5)
})

test('it learns from the own visits, is judged by later ones of other people, and shows that beside two simple guesses', async () => {
  await learn()
  const { learned } = (await fay().get('/no-show-model')).body
  expect(learned).toMatchObject({ state: 'learned', visits: 960, clients: 80, usesAge: false })
  expect(learned.test.model.auc).toBeGreaterThan(0.7)
  expect(learned.test.model.auc).toBeGreaterThan(learned.test.leadAlone.auc)
  expect(learned.test.constant.auc).toBe(0.5)
  const chance = (days: number) =>
    learned.effects.find((each: { code: string; values: { days?: number } }) => each.values.days === days)
      .chance
  expect(chance(14)).toBeGreaterThan(chance(1))
  // Each learning is a version of its own.
  await learn()
  expect((await fay().get('/no-show-model')).body.learned.id).not.toBe(learned.id)
})

test('who often stayed away stands above who always came, with the reasons; the list is for staff who may see it', async () => {
  await app.sql(
    `insert into contact_point (practice_id, id, client_id, kind, value, is_preferred, created_at)
     select practice_id, gen_random_uuid(), id, 'email', number || '@mail.example', true, '2025-01-01' from client where number in (9001, 9004)`,
  )
  const often = await book(await clientOf(9004), at(9, '10:00'))
  const never = await book(await clientOf(9001), at(9, '11:00'))
  await app.settle()
  const riskOf = async (id: string) => (await fay().get(`/appointments/${id}/no-show-risk`)).body.risk
  const [high, low] = [await riskOf(often.id), await riskOf(never.id)]
  expect(high).toMatchObject({ level: 'high', basis: 'model' })
  expect(low.chance).toBeLessThan(high.chance / 2)
  expect(high.reasons).toContainEqual(
    expect.objectContaining({
      code: 'history',
      direction: 'up',
      values: { missed: expect.any(Number), visits: 12 },
    }),
  )
  const { items } = (await fay().get('/no-show-risks', { to: at(14, '00:00') })).body
  expect(items.map((each: { appointmentId: string }) => each.appointmentId)).toEqual([often.id, never.id])
  expect((await fay().get('/no-show-risks', { to: at(14, '00:00'), level: 'high' })).body.items).toHaveLength(
    1,
  )
  expect((await app.as(willow.bill).get('/no-show-risks', { to: at(14, '00:00') })).status).toBe(403)
  // One more reminder for the one, the plan of the service for the other.
  const reminders = (id: string) =>
    app.sql(`select why from message where subject_id = $1 and rule = 'reminder' and why like '%One more%'`, [
      id,
    ])
  expect(await reminders(often.id)).toEqual([
    { why: 'Reminder 72 h before the visit. One more, by the rule for visits with a high risk of absence.' },
  ])
  expect(await reminders(never.id)).toEqual([])
  // What is over has no risk any more.
  await fay().post(`/appointments/${never.id}/cancellation`, { by: 'client' })
  expect(await riskOf(never.id)).toBeNull()
})

test('nobody is overbooked unless a limit allows it, then within the limit, the bound and the length, with the reason kept', async () => {
  const host = await book(await clientOf(9008), at(10, '10:00'))
  const other = await book(await clientOf(9012), at(10, '11:00'))
  const steady = await book(await clientOf(9002), at(10, '13:00'))
  expect((await fay().get('/overbooking')).body).toMatchObject({ hindered: null, limits: [], days: [] })
  const wish = (besideId: string) => ({ besideId, clientId: willow.leo.id, serviceId: willow.treatment.id })
  expect((await fay().post('/overbookings', wish(host.id))).body.code).toBe('not_overbookable')

  const limit = { mostPerDay: 1, bothPercent: 70 }
  expect((await fay().put(`/overbooking/limits/${willow.petra.id}`, limit)).status).toBe(403)
  const { days } = (await nora().put(`/overbooking/limits/${willow.petra.id}`, limit)).body
  const day = days.find((each: { day: string }) => each.day === '2026-03-10')
  expect(day).toMatchObject({ visits: 3, used: 0, left: 1 })
  expect(day.slots.map((each: { appointmentId: string }) => each.appointmentId).toSorted()).toEqual(
    [host.id, other.id].toSorted(),
  )
  expect((await fay().post('/overbookings', wish(steady.id))).body.code).toBe('not_overbookable')
  const tooLong = { ...wish(host.id), serviceId: willow.assessment.id }
  expect((await fay().post('/overbookings', tooLong)).body).toMatchObject({
    fields: [{ field: 'serviceId' }],
  })

  // Two at the desk at once: the limit of the day is one.
  const two = await Promise.all([
    fay().post('/overbookings', wish(host.id)),
    fay().post('/overbookings', { ...wish(other.id), clientId: willow.mia.id }),
  ])
  expect(two.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const won = two.find(({ status }) => status === 200)!.body
  expect(won.overlapReason).toMatch(/Overbooked: .* chance of absence; both come with \d+ %/)
  const left = (await fay().get('/overbooking')).body.days.find(
    (each: { day: string }) => each.day === '2026-03-10',
  )
  expect(left).toMatchObject({ used: 1, left: 0, slots: [] })
  expect((await nora().delete(`/overbooking/limits/${willow.petra.id}`)).body.limits).toEqual([])
})

test('the age is learned from only where the practice decides so', async () => {
  await app.sql(
    `update client set born_on = date '1950-01-01' + (number % 60) * interval '1 year' where practice_id = $1`,
    [willow.practiceId],
  )
  expect((await fay().put('/no-show-model/settings', { usesAge: true })).status).toBe(403)
  app.clock.advance({ minutes: 1 })
  expect((await nora().put('/no-show-model/settings', { usesAge: true })).body.settings).toEqual({
    usesAge: true,
  })
  await app.settle()
  expect((await nora().get('/no-show-model')).body.learned.usesAge).toBe(true)
})
