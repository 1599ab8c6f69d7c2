import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const week = (query: object = {}) =>
  app.as(willow.fay).get('/calendar', { from: '2026-03-02', to: '2026-03-08', ...query })
const book = async (more: object = {}) =>
  (
    await app.as(willow.fay).post('/appointments', {
      serviceId: willow.treatment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-03T10:00:00-05:00',
      ...more,
    })
  ).body

test('a week shows the visits with their names, and what lies behind them', async () => {
  const mia = await book({ notes: 'brings her scans' })
  const ann = await book({ clientId: willow.ann.id, startsAt: '2026-03-05T09:00:00-05:00' })
  const gone = await book({ clientId: willow.leo.id, startsAt: '2026-03-06T09:00:00-05:00' })
  await app.as(willow.fay).post(`/appointments/${gone.id}/cancellation`, { by: 'client' })
  await app.as(willow.petra).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: '2026-03-04T12:00:00-05:00',
    endsAt: '2026-03-04T13:00:00-05:00',
    kind: 'meeting',
  })
  await app.sql(
    `insert into closure (practice_id, id, starts_on, ends_on, name) values ($1, gen_random_uuid(), '2026-03-06', '2026-03-06', 'Move')`,
    [willow.practiceId],
  )

  const { status, body } = await week()
  expect(status).toBe(200)
  expect([body.from, body.to]).toEqual(['2026-03-02T05:00:00.000Z', '2026-03-09T04:00:00.000Z'])
  expect(body.visits.map((each: { id: string }) => each.id)).toEqual([mia.id, ann.id])
  expect(body.visits[0]).toMatchObject({
    state: 'booked',
    clientName: 'Mia Rossi',
    serviceName: 'Physiotherapy treatment',
    bufferAfterMinutes: 15,
    roomName: mia.room.name,
    hasNotes: true,
    isFirstVisit: true,
    canMove: true,
  })
  expect(new Date(body.visits[0].startsAt).toISOString()).toBe('2026-03-03T15:00:00.000Z')
  const petra = body.open.filter(
    (each: { practitionerId: string }) => each.practitionerId === willow.petra.id,
  )
  expect(petra.map((each: { startsAt: string }) => each.startsAt)).toEqual([
    '2026-03-02T14:00:00.000Z',
    '2026-03-03T14:00:00.000Z',
    '2026-03-04T14:00:00.000Z',
    '2026-03-05T14:00:00.000Z',
  ])
  expect(petra[3].locationId).toBe(willow.riverside.id)
  expect(body.timeOff).toMatchObject([{ practitionerId: willow.petra.id, kind: 'meeting' }])
  expect(body.closures).toEqual([
    { locationId: null, startsOn: '2026-03-06', endsOn: '2026-03-06', name: 'Move' },
  ])
  expect(body.rooms).toHaveLength(3)

  expect((await week({ cancelled: 'true' })).body.visits).toHaveLength(3)
  expect((await week({ practitionerId: willow.paul.id })).body.visits).toEqual([])
  expect(
    (await week({ locationId: willow.riverside.id })).body.visits.map((each: { id: string }) => each.id),
  ).toEqual([ann.id])
})

test('is limited to what one may see, to a span, and to the practice', async () => {
  expect((await week({ to: '2026-05-01' })).body.fields[0].field).toBe('to')
  expect((await week({ to: '2026-03-01' })).body.fields[0].field).toBe('to')
  expect(
    (await app.as(willow.rita).get('/calendar', { from: '2026-03-02', to: '2026-03-08' })).body.visits[0]
      .canMove,
  ).toBe(false)
  const other = await app.practice('oak-street')
  expect(
    (await app.as(other.fay).get('/calendar', { from: '2026-03-02', to: '2026-03-08' })).body.visits,
  ).toEqual([])
  await app.sql('update staff set own_clients_only = true where id = $1', [willow.paul.id])
  expect(
    (await app.as(willow.paul).get('/calendar', { from: '2026-03-02', to: '2026-03-08' })).body.visits,
  ).toEqual([])
})

const days = (query: object = {}) =>
  app.as(willow.fay).get('/calendar/days', { from: '2026-03-02', to: '2026-03-08', ...query })

test('the days of a week are counted for each practitioner, with how much of them is open', async () => {
  const { status, body } = await days({ practitionerId: willow.petra.id })
  expect(status).toBe(200)
  const tuesday = body.days.find((each: { day: string }) => each.day === '2026-03-03')
  expect(tuesday).toMatchObject({ practitionerId: willow.petra.id, visits: 1, firstVisits: 1, requested: 0 })
  expect(tuesday.bookedMinutes).toBeGreaterThan(0)
  const [monday, wednesday] = ['2026-03-02', '2026-03-04'].map((day) =>
    body.days.find((each: { day: string }) => each.day === day),
  )
  // A meeting of an hour is no time that can be booked.
  expect(monday.openMinutes - wednesday.openMinutes).toBe(60)
  expect(body.days.some((each: { day: string }) => each.day === '2026-03-06')).toBe(false)
  expect((await days({ to: '2026-05-01' })).body.fields[0].field).toBe('to')
  expect((await days({ locationId: willow.petra.id })).status).toBe(404)
})

test('equipment stands beside the visits that take it, when it is asked for', async () => {
  await book({ serviceId: willow.gait.id, clientId: willow.leo.id, startsAt: '2026-03-02T13:00:00-05:00' })
  const plain = (await week()).body
  expect(plain.equipment).toBeUndefined()
  const { equipment, equipmentUses, visits } = (await week({ equipment: 'true' })).body
  expect(equipment.length).toBeGreaterThan(0)
  const known = new Set(equipment.map((each: { id: string }) => each.id))
  for (const use of equipmentUses) {
    expect(known.has(use.unitId)).toBe(true)
    expect(visits.some((each: { id: string }) => each.id === use.visitId)).toBe(true)
  }
  expect(equipmentUses.length).toBeGreaterThan(0)
})

test('why a time is not free is told by the rules that bind the desk, and a visit does not stand in its own way', async () => {
  const { visits } = (await week()).body
  const visit = visits.find((each: { clientName: string }) => each.clientName === 'Mia Rossi')
  const ask = {
    serviceId: visit.serviceId,
    practitionerId: visit.practitionerId,
    startsAt: '2026-03-03T10:07:00-05:00',
  }
  const why = async (more: object = {}) =>
    (await app.as(willow.fay).get('/availability/reasons', { ...ask, ...more })).body
  const codes = ({ reasons }: { reasons: { code: string }[] }) => reasons.map((each) => each.code)
  expect(codes(await why())).toContain('off_grid')
  const desk = await why({ by: 'staff' })
  expect(codes(desk)).not.toContain('off_grid')
  expect(codes(desk)).toContain('taken')
  expect(desk.smallestChange).not.toBeNull()
  expect(codes(await why({ by: 'staff', except: visit.id }))).not.toContain('taken')
})

test('a printed sheet has phone numbers and notes for those who may see clients', async () => {
  const ask = { from: '2026-03-03T05:00:00Z', to: '2026-03-04T05:00:00Z' }
  const { status, body } = await app.as(willow.fay).get('/calendar/sheet', ask)
  expect(status).toBe(200)
  expect(body.items).toMatchObject([{ notes: 'brings her scans' }])
  expect(body.items[0]).toHaveProperty('phone')
  const other = await app.practice('elm-street')
  expect((await app.as(other.fay).get('/calendar/sheet', ask)).body.items).toEqual([])
  expect(
    (await app.as(willow.fay).get('/calendar/sheet', { ...ask, to: ask.from })).body.fields[0].field,
  ).toBe('to')
})
