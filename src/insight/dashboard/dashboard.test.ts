import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp } from '../../testing/harness.ts'
import type { TestApp } from '../../testing/harness.ts'
import { liveOneDay } from '../../testing/lived-day.ts'
import { createPractice } from '../../practice/index.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const dashboard = async (cast: Cast = willow) => (await app.as(cast.nora).get('/dashboard')).body

test('the dashboard moves with every step of the day', async () => {
  const start = await dashboard()
  expect(start).toMatchObject({
    day: '2026-03-02',
    zone: 'America/New_York',
    currency: 'USD',
    flow: { visits: 0, expected: 0, latestDay: null },
    money: { receivablesMinor: 0 },
  })
  const desk = app.as(willow.fay)
  const { body: visit } = await desk.post('/appointments', {
    clientId: willow.mia.id,
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-02T11:00:00-05:00',
  })
  expect((await dashboard()).flow).toMatchObject({ visits: 1, expected: 1, waiting: 0, late: 0 })
  app.clock.set('2026-03-02T16:05:00Z')
  expect((await dashboard()).flow.late).toBe(1)
  await desk.post(`/appointments/${visit.id}/arrival`, {})
  app.clock.advance({ minutes: 12 })
  expect((await dashboard()).flow).toMatchObject({
    expected: 0,
    waiting: 1,
    late: 0,
    meanWaitMinutes: 12,
    longestWaitMinutes: 12,
  })
  await app.as(willow.petra).post(`/appointments/${visit.id}/room`, {})
  expect((await dashboard()).flow).toMatchObject({ waiting: 0, inRoom: 1, longestWaitMinutes: null })
  await app.as(willow.petra).post(`/appointments/${visit.id}/completion`, {})
  await app.settle()
  expect(await dashboard()).toMatchObject({
    flow: { inRoom: 0, done: 1 },
    money: {
      invoicedTodayMinor: 8000,
      invoicedMonthMinor: 8000,
      receivablesMinor: 8000,
      receivedTodayMinor: 0,
    },
    work: { chargesMissing: 0 },
  })
  app.clock.set('2026-03-02T14:00:00Z')
})

test('capacity is what the measure "utilization" says, day by day', async () => {
  const { capacity } = await dashboard()
  expect(capacity).toHaveLength(8)
  expect(capacity[0]).toEqual({ day: '2026-03-02', offeredHours: 16, bookedHours: 1 })
  expect(capacity.map(({ offeredHours }: { offeredHours: number }) => offeredHours)).toEqual([
    16, 16, 16, 16, 16, 0, 0, 16,
  ])
  const week = (
    await app.as(willow.nora).get('/measures/utilization', { from: '2026-03-02', to: '2026-03-09' })
  ).body.total
  const sum = (key: string) =>
    capacity.reduce((all: number, each: Record<string, number>) => all + each[key]!, 0)
  expect([week.numerator, week.denominator]).toEqual([sum('bookedHours'), sum('offeredHours')])
})

test('what a role may not see is not there', async () => {
  expect((await app.as(willow.petra).get('/dashboard')).status).toBe(403)
  expect((await app.as(willow.max).get('/dashboard')).body.work.notesUnsigned).toBeNull()
  const narrow = app.withKey(await app.makeKey(willow, 'owner', ['insight.see']))
  expect((await narrow.get('/dashboard')).body).toMatchObject({
    money: null,
    work: { pipeline: null, messagesFailed: null },
  })
})

test('a practice with nothing in it has a dashboard, too', async () => {
  const practiceId = crypto.randomUUID()
  const who = { practiceId, actor: { kind: 'system' as const, name: 'tests' }, name: 'tests' }
  await app.inPractice(who, (ctx) =>
    createPractice(ctx, {
      name: 'Bare',
      pack: 'general',
      locale: 'de',
      currency: 'EUR',
      country: 'DE',
      zone: 'Europe/Berlin',
      location: { name: 'Haus', opening: [] },
      owner: { name: 'Olga', email: 'o@bare.example' },
    }),
  )
  const key = await app.makeKey({ practiceId } as Cast)
  const { status, body } = await app.withKey(key).get('/dashboard')
  expect(status).toBe(200)
  expect(body).toMatchObject({ flow: { visits: 0 }, work: { formsOpen: 0, chargesMissing: 0 } })
  expect(body.capacity.every(({ offeredHours }: { offeredHours: number }) => offeredHours === 0)).toBe(true)
})

test('money, work and pipeline after a whole lived day agree with the measures', async () => {
  const lived = await app.practice('lived')
  await liveOneDay(app, lived, { marker: 'Lived' })
  const now = await dashboard(lived)
  const { day } = now
  const figure = async (name: string) =>
    (await app.as(lived.nora).get(`/measures/${name}`, { from: day, to: day })).body.total.value
  expect(now.money.invoicedTodayMinor).toBe(await figure('invoiced'))
  expect(now.money.receivedTodayMinor).toBe(await figure('takings'))
  expect(now.money.receivablesMinor).toBe(await figure('receivables'))
  expect(now.money.receivedTodayMinor).toBeGreaterThan(0)
  expect(now.work.pipeline.map(({ stage }: { stage: string }) => stage)).toEqual([
    'new',
    'contacted',
    'qualified',
    'booked',
    'lost',
  ])
  expect(now.money.days.at(-1)).toEqual({
    day,
    invoicedMinor: now.money.invoicedTodayMinor,
    receivedMinor: now.money.receivedTodayMinor,
  })
})
