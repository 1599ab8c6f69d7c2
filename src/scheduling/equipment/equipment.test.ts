import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let mills: { id: string; name: string }[]
let count = 0
const TUESDAY = '2026-03-03T10:00:00-05:00'
beforeAll(async () => {
  app = await testApp({ appPool: 12 })
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
  await app.sql(
    `insert into equipment_unit (practice_id, id, pool_id, name) select practice_id, gen_random_uuid(), id, 'Treadmill 2' from equipment_pool where practice_id = $1`,
    [willow.practiceId],
  )
  mills = (await app.sql(`select id, name from equipment_unit where practice_id = $1 order by name`, [
    willow.practiceId,
  ])) as { id: string; name: string }[]
})

const fay = () => app.as(willow.fay)
const gait = (more: object = {}) =>
  fay().post('/appointments', {
    serviceId: willow.gait.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: TUESDAY,
    ...more,
  })
const choose = (id: string, unitIds: string[], more: object = {}) =>
  fay().put(`/appointments/${id}/equipment`, { unitIds, ...more })

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

test('the desk gives a visit another unit of the kind, also while it is going on; the old one is free at once', async () => {
  const visit = (await gait()).body
  const [had] = visit.equipment as { id: string }[]
  const other = mills.find(({ id }) => id !== had!.id)!
  expect((await fay().get(`/appointments/${visit.id}/equipment`)).body).toMatchObject({
    canChange: true,
    kinds: [
      {
        name: 'Treadmills',
        units: mills.map(({ id, name }) => ({ id, name, isOurs: id === had!.id, isTaken: false })),
      },
    ],
  })
  const changed = await choose(visit.id, [other.id], { rowVersion: visit.rowVersion })
  expect(changed.body).toMatchObject({ equipment: [{ id: other.id }], startsAt: visit.startsAt })
  expect((await fay().get(`/appointments/${visit.id}`)).body.equipment).toMatchObject([{ id: other.id }])
  const stale = await choose(visit.id, [had!.id], { rowVersion: visit.rowVersion })
  expect([stale.status, stale.body.code]).toEqual([409, 'changed_meanwhile'])
  // The other practitioner takes the one that is free, and neither can be had twice.
  const beside = (await gait({ practitionerId: willow.paul.id, clientId: willow.ann.id })).body
  expect(beside.equipment).toMatchObject([{ id: had!.id }])
  const taken = await choose(visit.id, [had!.id])
  expect([taken.status, taken.body.code]).toEqual([409, 'no_equipment'])
  expect((await fay().get(`/appointments/${visit.id}`)).body.equipment).toMatchObject([{ id: other.id }])
  await allIsWell()
})

test('only units of a kind that the service needs, one of each, and only until the visit is over', async () => {
  const visit = (await gait()).body
  const both = await choose(
    visit.id,
    mills.map(({ id }) => id),
  )
  expect([both.status, both.body.fields[0].field]).toEqual([422, 'unitIds'])
  expect((await choose(visit.id, [willow.petra.id])).status).toBe(422)
  const plain = (await gait({ serviceId: willow.assessment.id, startsAt: '2026-03-04T10:00:00-05:00' })).body
  expect((await choose(plain.id, [mills[0]!.id])).status).toBe(422)
  await fay().post(`/appointments/${visit.id}/cancellation`, { by: 'client', reason: 'ill' })
  const over = await choose(visit.id, [mills[1]!.id])
  expect([over.status, over.body.code]).toEqual([409, 'wrong_state'])
  expect(
    (await app.as(willow.rita).put(`/appointments/${visit.id}/equipment`, { unitIds: [mills[0]!.id] }))
      .status,
  ).toBe(403)
})

test('two who book at once never lose for want of a unit while another one of the kind is free', async () => {
  const hours = ['09', '10', '11', '13', '14', '15']
  const answers = await Promise.all(
    hours.flatMap((hour) =>
      [
        { practitionerId: willow.petra.id, clientId: willow.mia.id },
        { practitionerId: willow.paul.id, clientId: willow.ann.id },
      ].map((who) => gait({ ...who, startsAt: `2026-03-03T${hour}:00:00-05:00` })),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  await allIsWell()
})

test('a moved visit keeps its unit where that is free', async () => {
  const visit = (await gait()).body
  const other = mills.find(({ id }) => id !== visit.equipment[0].id)!
  await choose(visit.id, [other.id])
  const moved = await fay().post(`/appointments/${visit.id}/move`, { startsAt: '2026-03-03T14:00:00-05:00' })
  expect(moved.body.equipment).toMatchObject([{ id: other.id }])
})

test('series that want the same unit at once take another that is free, and both are whole', async () => {
  const series = (practitionerId: string, clientId: string, start: string) =>
    fay().post('/series', {
      serviceId: willow.gait.id,
      practitionerId,
      clientId,
      rule: 'FREQ=WEEKLY;COUNT=3',
      start,
    })
  for (const start of ['2026-03-03T09:00', '2026-03-03T11:00', '2026-03-03T14:00']) {
    const answers = await Promise.all([
      series(willow.petra.id, willow.mia.id, start),
      series(willow.paul.id, willow.ann.id, start),
    ])
    expect(
      answers.map(({ status }) => status),
      JSON.stringify(answers[1]!.body),
    ).toEqual([200, 200])
  }
  await allIsWell()
})

test('a visit is moved to a unit of one’s choice', async () => {
  const visit = (await gait()).body
  const other = mills.find(({ id }) => id !== visit.equipment[0].id)!
  const moved = await fay().post(`/appointments/${visit.id}/move`, {
    startsAt: '2026-03-03T14:00:00-05:00',
    unitIds: [other.id],
  })
  expect(moved.body.equipment).toEqual([{ id: other.id, name: other.name }])
  await allIsWell()
})

test('a broken unit: its visits get the other one at their own time, or another time where that is taken', async () => {
  const first = (await gait()).body
  const broken = first.equipment[0].id as string
  const second = (
    await gait({
      practitionerId: willow.paul.id,
      clientId: willow.ann.id,
      startsAt: '2026-03-04T10:00:00-05:00',
    })
  ).body
  await choose(second.id, [broken])
  // The other unit is taken when the second visit is to be.
  const beside = await gait({ clientId: willow.leo.id, startsAt: '2026-03-04T10:00:00-05:00' })
  expect(beside.status, JSON.stringify(beside.body)).toBe(200)
  const draft = await fay().post('/replannings', {
    unitId: broken,
    from: '2026-03-03T00:00:00-05:00',
    to: '2026-03-06T00:00:00-05:00',
    approach: 'move',
  })
  expect(draft.status, JSON.stringify(draft.body)).toBe(200)
  expect(draft.body.what).toMatchObject({ type: 'unit', id: broken })
  const rows = draft.body.rows as { terms: { code: string }[]; proposal: { startsAt: string } | null }[]
  expect(rows).toHaveLength(2)
  expect(rows[0]!.terms.map(({ code }) => code)).toEqual(['other_unit'])
  expect(new Date(rows[0]!.proposal!.startsAt)).toEqual(new Date(TUESDAY))
  expect(new Date(rows[1]!.proposal!.startsAt)).not.toEqual(new Date('2026-03-04T10:00:00-05:00'))
  const approved = await fay().post(`/replannings/${draft.body.id}/approval`)
  expect(approved.status, JSON.stringify(approved.body)).toBe(200)
  await app.settle()
  const now = await app.sql(
    `select appointment_id from occupancy where practice_id = $1 and resource_id = $2`,
    [willow.practiceId, broken],
  )
  expect(now).toEqual([])
  await allIsWell()
})
