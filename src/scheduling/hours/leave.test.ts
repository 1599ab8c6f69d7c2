import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast, StaffPerson } from '../../testing/cast.ts'
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

const leave = (who: StaffPerson = willow.petra, more: object = {}) =>
  app.as(who).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: '2026-03-10T00:00:00-04:00',
    endsAt: '2026-03-12T00:00:00-04:00',
    kind: 'leave',
    note: 'Lisbon',
    ...more,
  })
const book = (who: StaffPerson = willow.fay) =>
  app.as(who).post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-10T10:00:00-04:00',
  })
const online = async () =>
  (
    await app.visitor().get(`/public/${willow.slug}/availability`, {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      from: '2026-03-10',
      days: 1,
    })
  ).body.items.length

test('leave is asked for, shown as tentative, and blocks when it is approved; the visits in it are told', async () => {
  const asked = await leave()
  expect(asked.body.timeOff).toMatchObject({ state: 'requested', requestedBy: willow.petra.name })
  const visit = await book()
  expect(visit.status).toBe(200)
  const calendar = await app.as(willow.fay).get('/calendar', { from: '2026-03-10', to: '2026-03-10' })
  expect(calendar.body.timeOff).toMatchObject([{ kind: 'leave', state: 'requested' }])
  const { items } = (await app.as(willow.max).get('/time-off/requests')).body
  expect(items).toMatchObject([{ practitionerName: willow.petra.name, visits: 1, can: { decide: true } }])
  const approved = await app
    .as(willow.max)
    .post(`/time-off/${asked.body.timeOff.id}/approval`, { note: 'Enjoy' })
  expect(approved.body).toMatchObject({
    timeOff: { state: 'approved', decidedBy: willow.max.name, decisionNote: 'Enjoy' },
    affected: [{ id: visit.body.id, clientName: 'Mia Rossi' }],
  })
  expect((await app.as(willow.fay).get(`/appointments/${visit.body.id}`)).body.state).toBe('booked')
  const late = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.ann.id,
    startsAt: '2026-03-10T13:00:00-04:00',
  })
  expect(late.body.code).toBe('time_off')
  const [event] = await app.sql(
    `select data from event where practice_id = $1 and name = 'time_off.approved'`,
    [willow.practiceId],
  )
  expect(event.data).toEqual({
    practitionerId: willow.petra.id,
    startsAt: '2026-03-10T04:00:00.000Z',
    endsAt: '2026-03-12T04:00:00.000Z',
    kind: 'leave',
  })
})

test('what is asked for is kept from clients online, or not, as the practice says', async () => {
  const before = await online()
  expect(before).toBeGreaterThan(0)
  await leave()
  expect(await online()).toBe(0)
  expect((await app.as(willow.petra).put('/time-off/rules', { requestsBlockOnline: false })).status).toBe(403)
  await app.as(willow.max).put('/time-off/rules', { requestsBlockOnline: false })
  expect(await online()).toBe(before)
  expect((await app.as(willow.fay).get('/time-off/rules')).body).toEqual({ requestsBlockOnline: false })
})

test('of two who decide at once one does, and the other is told what was decided', async () => {
  const { id } = (await leave()).body.timeOff
  await app.as(willow.nora).get('/time-off/requests')
  await app.as(willow.max).get('/time-off/requests')
  const answers = await Promise.all([
    app.as(willow.nora).post(`/time-off/${id}/approval`, {}),
    app.as(willow.max).post(`/time-off/${id}/refusal`, { note: 'We are too few that week.' }),
  ])
  expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
  const [winner, loser] = answers[0]!.status === 200 ? answers : [answers[1]!, answers[0]!]
  expect(loser!.body).toMatchObject({ code: 'wrong_state', state: winner!.body.timeOff.state })
  expect(loser!.body.message ?? loser!.body.detail).toContain('already')
})

test('declining takes a reason, frees the time, and the person sees it', async () => {
  const { id } = (await leave()).body.timeOff
  expect((await app.as(willow.max).post(`/time-off/${id}/refusal`, {})).status).toBe(422)
  await app.as(willow.max).post(`/time-off/${id}/refusal`, { note: 'We are too few that week.' })
  expect(await online()).toBeGreaterThan(0)
  const { body } = await app.as(willow.petra).get(`/practitioners/${willow.petra.id}/hours`)
  expect(body.timeOff).toMatchObject([{ state: 'declined', decisionNote: 'We are too few that week.' }])
  expect(
    (
      await app
        .as(willow.petra)
        .get('/time-off', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' })
    ).body.items,
  ).toEqual([])
})

test('nobody decides about their own leave but the owner', async () => {
  await app.sql(`update staff set is_practitioner = true where practice_id = $1 and id = any($2)`, [
    willow.practiceId,
    [willow.max.id, willow.nora.id],
  ])
  const own = await leave(willow.max, { practitionerId: willow.max.id })
  expect(own.body.timeOff.state).toBe('requested')
  expect((await app.as(willow.max).post(`/time-off/${own.body.timeOff.id}/approval`, {})).status).toBe(403)
  expect((await app.as(willow.petra).post(`/time-off/${own.body.timeOff.id}/approval`, {})).status).toBe(403)
  expect((await app.as(willow.nora).post(`/time-off/${own.body.timeOff.id}/approval`, {})).status).toBe(200)
  expect((await leave(willow.nora, { practitionerId: willow.nora.id })).body.timeOff.state).toBe('approved')
  expect((await leave(willow.max)).body.timeOff).toMatchObject({ state: 'approved', decidedBy: null })
})

test('what was withdrawn, or never asked for, is not decided', async () => {
  const { id } = (await leave()).body.timeOff
  await app.as(willow.petra).post(`/time-off/${id}/cancellation`)
  expect((await app.as(willow.max).post(`/time-off/${id}/approval`, {})).body).toMatchObject({
    code: 'wrong_state',
    state: 'cancelled',
  })
  const sick = (await leave(willow.petra, { kind: 'sick' })).body.timeOff
  expect(sick.state).toBe('approved')
  expect((await app.as(willow.max).post(`/time-off/${sick.id}/refusal`, { note: 'no' })).body.code).toBe(
    'wrong_state',
  )
  const other = await app.practice(`oak-${count}`)
  expect((await app.as(other.nora).post(`/time-off/${sick.id}/approval`, {})).status).toBe(404)
})

const meeting = (more: object = {}) => ({
  practitionerIds: [willow.petra.id, willow.paul.id],
  weekdays: [1],
  starts: '09:00',
  ends: '10:00',
  from: '2026-03-02',
  to: '2026-03-20',
  note: 'Team',
  ...more,
})

test('a weekly meeting blocks several people at once, by the wall clock, and is taken back from a day on', async () => {
  await app.sql(`delete from appointment where practice_id = $1`, [willow.practiceId])
  const visit = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.paul.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-16T09:00:00-04:00',
  })
  const { body } = await app.as(willow.max).post('/time-off/meetings', meeting())
  expect(body.times.map((each: { startsAt: string }) => each.startsAt)).toEqual([
    '2026-03-02T14:00:00.000Z',
    '2026-03-09T13:00:00.000Z',
    '2026-03-16T13:00:00.000Z',
  ])
  expect(body.affected.map((each: { id: string }) => each.id)).toEqual(
    visit.status === 200 ? [visit.body.id] : [],
  )
  const list = async () =>
    (await app.as(willow.fay).get('/time-off', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }))
      .body.items
  expect(await list()).toHaveLength(6)
  const url = `/time-off/meetings/${body.id}/cancellation`
  expect((await app.as(willow.paul).post(url, {})).status).toBe(403)
  expect((await app.as(willow.max).post(url, { from: '2026-03-10' })).body).toEqual({ times: 2 })
  expect((await app.as(willow.max).post(url, {})).body).toEqual({ times: 4 })
  expect(await list()).toEqual([])
})

test('a meeting every second week skips the others; what cannot be is refused', async () => {
  const post = (more: object, who = willow.max) => app.as(who).post('/time-off/meetings', meeting(more))
  const { body } = await post({ everyWeeks: 2, to: '2026-04-05' })
  expect(body.times.map((each: { day: string }) => each.day)).toEqual([
    '2026-03-02',
    '2026-03-16',
    '2026-03-30',
  ])
  expect((await post({ ends: '08:00' })).body.fields[0].field).toBe('ends')
  expect((await post({ to: '2026-03-01' })).body.fields[0].field).toBe('to')
  expect((await post({ to: '2029-03-01' })).body.fields[0].field).toBe('to')
  expect((await post({ weekdays: [6], to: '2026-03-06' })).body.fields[0].field).toBe('weekdays')
  expect((await post({}, willow.petra)).status).toBe(403)
  expect((await post({ practitionerIds: [willow.petra.id] }, willow.petra)).status).toBe(200)
})

test('whoever asked for leave is mailed the decision with its words, and nobody for what was simply entered', async () => {
  await app.settle()
  app.mails.length = 0
  const first = await leave()
  await app.as(willow.max).post(`/time-off/${first.body.timeOff.id}/approval`, { note: 'Enjoy' })
  const second = await leave(willow.petra, {
    startsAt: '2026-04-10T00:00:00-04:00',
    endsAt: '2026-04-12T00:00:00-04:00',
  })
  await app.as(willow.max).post(`/time-off/${second.body.timeOff.id}/refusal`, { note: 'Too few of us' })
  await leave(willow.max, { startsAt: '2026-05-10T00:00:00-04:00', endsAt: '2026-05-12T00:00:00-04:00' })
  await app.settle()
  const address = `petra@${willow.slug}.example`
  const mails = app.mails.toSorted((a, b) => a.subject.localeCompare(b.subject))
  expect(mails.map(({ to, subject }) => [to.address, subject])).toEqual([
    [address, 'Your leave is approved'],
    [address, 'Your leave is declined'],
  ])
  expect(mails[0]!.text).toContain('Enjoy')
  expect(mails[1]!.text).toContain('Too few of us')
  expect(mails[1]!.text).toContain(`Decided by ${willow.max.name}.`)
  expect(mails[1]!.text).not.toContain('Lisbon')
})

test('the desk blocks an hour of anybody in the calendar and frees it; a practitioner only their own; leave stays leave', async () => {
  const lunch = {
    practitionerId: willow.petra.id,
    startsAt: '2026-03-10T12:00:00-04:00',
    endsAt: '2026-03-10T13:00:00-04:00',
  }
  const visit = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-10T12:00:00-04:00',
  })
  const blocked = await app.as(willow.fay).post('/blocked-time', { ...lunch, note: 'Boiler' })
  expect(blocked.body).toMatchObject({
    timeOff: { kind: 'blocked', state: 'approved', note: 'Boiler' },
    affected: [{ id: visit.body.id }],
  })
  expect((await app.as(willow.paul).post('/blocked-time', lunch)).status).toBe(403)
  expect(
    (await app.as(willow.paul).post('/blocked-time', { ...lunch, practitionerId: willow.paul.id })).status,
  ).toBe(200)
  const days = { ...lunch, endsAt: '2026-03-12T12:00:00-04:00' }
  expect((await app.as(willow.fay).post('/blocked-time', days)).body).toMatchObject({ status: 422 })
  const { id } = blocked.body.timeOff
  expect((await app.as(willow.fay).delete(`/blocked-time/${id}`)).status).toBe(200)
  const calendar = await app.as(willow.fay).get('/calendar', { from: '2026-03-10', to: '2026-03-10' })
  expect(calendar.body.timeOff.map((off: { id: string }) => off.id)).not.toContain(id)
  const asked = await leave()
  expect((await app.as(willow.fay).delete(`/blocked-time/${asked.body.timeOff.id}`)).body).toMatchObject({
    status: 409,
    code: 'wrong_state',
  })
})
