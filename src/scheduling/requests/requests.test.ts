import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { requestEnd } from './request-end.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`requests-${count}`)
  await app.sql('update service set requires_approval = true where id = $1', [willow.assessment.id])
})

async function ask(startsAt = '2026-03-05T10:00:00-05:00') {
  const wish = { serviceId: willow.assessment.id, practitionerId: willow.petra.id, startsAt }
  const held = await app.visitor().post(`/public/${willow.slug}/holds`, wish)
  expect(held.status, JSON.stringify(held.body)).toBe(200)
  const who = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' }
  const { body, status } = await app.withLink(held.body.token).post('/holds/confirmation', who)
  expect(status, JSON.stringify(body)).toBe(200)
  await app.settle()
  return body as { token: string; visit: { id: string; state: string; answerBy: string } }
}
const desk = () => app.as(willow.fay)
const waiting = async () => (await desk().get('/appointment-requests')).body.items as { id: string }[]
const mailsTo = (address: string) =>
  app.mails.filter((mail) => mail.to.address === address).map((mail) => mail.subject)
const lastMail = () => app.mails.at(-1)!
const events = async (id: string) =>
  (await app.sql(`select name from event where subject_id = $1 order by id`, [id])).map((row) => row.name)

test('what needs approval is asked for: it takes up time, and no form or confirmation goes out yet', async () => {
  const { visit } = await ask()
  expect(visit).toMatchObject({ state: 'requested', answerBy: '2026-03-04T14:00:00.000Z' })
  expect(await events(visit.id)).toEqual(['appointment.held', 'appointment.requested'])
  expect(lastMail().text).toContain('kept for you while we look at it')
  expect(lastMail().ics).toBeUndefined()
  expect(await waiting()).toMatchObject([{ id: visit.id, can: { approve: true, arrive: false } }])
  expect((await desk().get('/appointment-requests/count')).body).toEqual({ count: 1 })
  const clash = {
    serviceId: willow.assessment.id,
    locationId: willow.riverside.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
  }
  const other = await desk().post('/appointments', { ...clash, startsAt: '2026-03-05T10:00:00-05:00' })
  expect(other.body.code).toBe('slot_taken')
})

test('a hold of it that is long over does not free the time of the request', async () => {
  const { visit } = await ask()
  app.clock.advance({ minutes: 60 })
  await app.sweepAll()
  expect((await waiting()).map((each) => each.id)).toEqual([visit.id])
})

describe('the practice', () => {
  test('approves, and everything that follows a booking follows', async () => {
    const { visit, token } = await ask()
    const { body } = await desk().post(`/appointments/${visit.id}/approval`, {})
    expect(body).toMatchObject({ state: 'booked', heldUntil: null })
    await app.settle()
    expect(lastMail().ics?.method).toBe('REQUEST')
    expect(await events(visit.id)).toContain('appointment.booked')
    expect((await app.withLink(token).get('/visit')).body).toMatchObject({ state: 'booked', answerBy: null })
    expect((await desk().post(`/appointments/${visit.id}/approval`, {})).body.code).toBe('wrong_state')
  })

  test('two people decide at once: one of them decides', async () => {
    const { visit } = await ask()
    const [yes, no] = await Promise.all([
      desk().post(`/appointments/${visit.id}/approval`, {}),
      app.as(willow.nora).post(`/appointments/${visit.id}/refusal`, { reason: 'We are full.' }),
    ])
    expect([yes.status, no.status].sort()).toEqual([200, 409])
    const lost = yes.status === 409 ? yes : no
    expect(lost.body.code).toBe('wrong_state')
  })

  test('proposes another time in the same step, and the mail says so once', async () => {
    const { visit } = await ask()
    const before = app.mails.length
    const other = { startsAt: '2026-03-06T11:00:00-05:00' }
    const { body } = await desk().post(`/appointments/${visit.id}/approval`, other)
    expect(body).toMatchObject({ state: 'booked', startsAt: '2026-03-06T16:00:00.000Z' })
    await app.settle()
    const about = app.mails.slice(before).filter((mail) => mail.ics)
    expect(about).toHaveLength(1)
    expect(about[0]!.text).toContain('the time you asked for was not possible')
    expect(about[0]!.ics!.content).toMatch(/SEQUENCE:1/)
  })

  test('a proposal that is taken changes nothing', async () => {
    const { visit } = await ask()
    const taken = { serviceId: willow.treatment.id, practitionerId: willow.petra.id, clientId: willow.mia.id }
    await desk().post('/appointments', { ...taken, startsAt: '2026-03-06T11:00:00-05:00' })
    const other = { startsAt: '2026-03-06T11:00:00-05:00' }
    expect((await desk().post(`/appointments/${visit.id}/approval`, other)).body.code).toBe('slot_taken')
    expect(await waiting()).toMatchObject([{ id: visit.id, startsAt: '2026-03-05T15:00:00.000Z' }])
  })

  test('declines with a reason that the client reads, and the time is free again', async () => {
    const { visit } = await ask()
    const decline = (body: object) => desk().post(`/appointments/${visit.id}/refusal`, body)
    expect((await decline({})).status).toBe(422)
    const { body } = await decline({ reason: 'Please come to the other place for this.' })
    expect(body).toMatchObject({ state: 'cancelled', cancelledBy: 'practice', cancelledLate: false })
    await app.settle()
    expect(lastMail().text).toContain('Please come to the other place for this.')
    expect(lastMail().ics).toBeUndefined()
    expect(await ask()).toMatchObject({ visit: { state: 'requested' } })
  })
})

test('a request that nobody answers is over: after the hours of the practice, at the latest at the notice', async () => {
  const requestedAt = new Date('2026-03-02T12:00:00Z')
  const end = (startsAt: string, noticeMinutes = 120, requestHours = 48) =>
    requestEnd({ requestedAt, startsAt: new Date(startsAt), noticeMinutes }, { requestHours }).toISOString()
  expect(end('2026-03-20T12:00:00Z')).toBe('2026-03-04T12:00:00.000Z')
  expect(end('2026-03-03T12:00:00Z')).toBe('2026-03-03T10:00:00.000Z')
  expect(end('2026-03-02T14:30:00Z')).toBe('2026-03-02T13:00:00.000Z')
  expect(end('2026-03-02T12:20:00Z')).toBe('2026-03-02T12:20:00.000Z')

  const { visit } = await ask()
  app.clock.advance({ minutes: 48 * 60 - 1 })
  await app.sweepAll()
  expect(await waiting()).toHaveLength(1)
  app.clock.advance({ minutes: 1 })
  await app.sweepAll()
  await app.settle()
  expect(await waiting()).toHaveLength(0)
  expect((await desk().get(`/appointments/${visit.id}`)).body).toMatchObject({
    state: 'cancelled',
    cancelledBy: 'practice',
  })
  expect(mailsTo('nell@grant.example').length).toBeGreaterThan(1)
  expect(lastMail().text).toContain('we cannot offer you this time')
})

test('the client takes a request back, however near it is, and is not late', async () => {
  const { token } = await ask('2026-03-03T10:00:00-05:00')
  app.clock.advance({ minutes: 4 * 60 })
  expect((await app.withLink(token).get('/visit')).body.can.cancel).toBe(true)
  const { body } = await app.withLink(token).post('/visit/cancellation')
  expect(body).toMatchObject({ state: 'cancelled', cancelledLate: false })
})

test('a declined request that is brought back is a visit', async () => {
  const { visit } = await ask()
  await desk().post(`/appointments/${visit.id}/refusal`, { reason: 'By mistake.' })
  const { body } = await desk().post(`/appointments/${visit.id}/restoration`, {})
  expect(body).toMatchObject({ state: 'booked', bookedAt: '2026-03-02T14:00:00.000Z' })
})
