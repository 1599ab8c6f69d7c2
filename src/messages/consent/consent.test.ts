import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import type { MessageWish } from '../index.ts'
import { sendMessage } from '../index.ts'
import { setChannels } from '../../testing/text-practice.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

let count = 0
const send = async (wish: Partial<MessageWish>) => {
  app.clock.advance({ seconds: 1 })
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  const id = await app.inPractice(who, (ctx) =>
    sendMessage(ctx, {
      clientId: willow.mia.id,
      template: 'by_hand',
      data: { text: 'Hello' },
      rule: 'campaign',
      why: 'A test.',
      subject: ['client', willow.mia.id],
      key: `test ${(count += 1)}`,
      ...wish,
    }),
  )
  await app.settle()
  return (await app.as(willow.fay).get(`/messages/${id}`)).body
}
const say = (body: object) =>
  app.clock.advance({ seconds: 1 }) ??
  app.as(willow.fay).post(`/clients/${willow.mia.id}/contact-consent`, { note: 'on the phone', ...body })

test('an advertisement needs a yes first; what belongs to a visit does not', async () => {
  expect(await send({})).toMatchObject({
    state: 'skipped',
    purpose: 'marketing',
    why: expect.stringContaining('has not agreed'),
  })
  expect(await send({ rule: 'confirmation' })).toMatchObject({ state: 'sent', purpose: 'care' })
  await say({ channel: 'email', purpose: 'marketing', allowed: true })
  expect(await send({})).toMatchObject({ state: 'sent' })
})

test('an advertisement carries the one-click header; the click ends this purpose and keeps the others', async () => {
  await send({})
  const headers = app.mails.at(-1)!.headers!
  expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  const url = /^<http:\/\/atrium\.test\/api(\/unsubscribe\/[\w-]+)>$/.exec(headers['List-Unsubscribe']!)![1]!
  const click = await app.fetch(
    new Request(`http://atrium.test/api${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    }),
  )
  expect(click.status).toBe(200)
  expect(await send({})).toMatchObject({
    state: 'skipped',
    why: expect.stringContaining('does not want news'),
  })
  expect(await send({ rule: 'reminder' })).toMatchObject({ state: 'sent' })
  const { history } = (await app.as(willow.fay).get(`/clients/${willow.mia.id}/contact-consent`)).body
  expect(history.map(({ allowed, source }: Record<string, unknown>) => [allowed, source])).toEqual([
    [false, 'unsubscribe'],
    [true, 'staff'],
  ])
})

test('what is planned is called off as soon as the client says no, and the reason is kept', async () => {
  const planned = await send({ rule: 'reminder', sendAt: new Date('2026-03-05T15:00:00Z') })
  expect(planned.state).toBe('planned')
  await say({ channel: 'any', purpose: 'reminder', allowed: false })
  expect((await app.as(willow.fay).get(`/messages/${planned.id}`)).body).toMatchObject({
    state: 'skipped',
    why: expect.stringContaining('does not want reminders'),
  })
  expect(await send({ rule: 'confirmation' })).toMatchObject({ state: 'sent' })
})

test('the preferences page by link: what the client chooses counts, and can be chosen again', async () => {
  await say({ channel: 'any', purpose: 'recall', allowed: true })
  await send({ rule: 'recall' })
  const token = /\/portal\/preferences\/([\w-]+)/.exec(app.mails.at(-1)!.text)![1]!
  const page = await app.withLink(token).get('/my-preferences')
  const reminder = page.body.choices.find(({ purpose }: { purpose: string }) => purpose === 'reminder')
  expect(reminder).toMatchObject({ channel: 'email', allowed: false })
  await app
    .withLink(token)
    .put('/my-preferences', { preferred: 'email', choices: [{ ...reminder, allowed: true }] })
  expect(await send({ rule: 'reminder' })).toMatchObject({ state: 'sent' })
  const { history } = (await app.as(willow.fay).get(`/clients/${willow.mia.id}/contact-consent`)).body
  expect(history[0]).toMatchObject({ purpose: 'reminder', allowed: true, source: 'preferences_page' })
})

test('quiet hours are those of the client’s zone and may differ by purpose', async () => {
  await app.sql(`update client set zone = 'Asia/Tokyo' where id = $1`, [willow.ann.id])
  const at = async (wish: object) => (await send({ clientId: willow.ann.id, rule: 'recall', ...wish })).sendAt
  // 14:00 UTC is 23:00 in Tokyo: the usual night ends at 08:00 there.
  expect(await at({})).toBe('2026-03-02T23:00:00.000Z')
  expect(await at({ rule: 'confirmation' })).toEqual(expect.stringMatching(/^2026-03-02T14:00/))
  await setChannels(app, willow, {
    quietHours: [{ channel: null, purpose: 'recall', from: '00:00', until: '06:00' }],
  })
  expect(await at({})).toEqual(expect.stringMatching(/^2026-03-02T14:00/))
})

test('another time for a planned message is refused in the client’s night, unless one means it', async () => {
  const planned = await send({
    clientId: willow.ann.id,
    rule: 'recall',
    sendAt: new Date('2026-03-05T01:00:00Z'),
  })
  const change = (more: object) =>
    app.as(willow.fay).put(`/messages/${planned.id}/time`, { sendAt: '2026-03-03T16:00:00Z', ...more })
  expect((await change({})).body).toMatchObject({ code: 'quiet_hours', zone: 'Asia/Tokyo' })
  expect((await change({ evenIfQuiet: true })).body).toMatchObject({ sendAt: '2026-03-03T16:00:00.000Z' })
  const { body } = await app.as(willow.fay).get('/message-ledger', { purpose: 'recall' })
  expect(body.items.map(({ id }: { id: string }) => id)).toContain(planned.id)
  expect((await app.as(willow.fay).post(`/messages/${planned.id}/sending`)).status).toBe(200)
  await app.settle()
  expect((await app.as(willow.fay).get(`/messages/${planned.id}`)).body.state).toBe('sent')
})

test('other reminder times and another wording of a service reach what is planned, and a reminder comes back', async () => {
  await say({ channel: 'any', purpose: 'reminder', allowed: true })
  const visit = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.mia.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-12T15:00:00Z',
  })
  await app.settle()
  const reminders = async () =>
    (
      await app.as(willow.fay).get('/messages', { subjectId: visit.body.id, rule: 'reminder' })
    ).body.items.map(
      ({ sendAt, state, title }: Record<string, string>) => `${sendAt!.slice(0, 13)} ${state} ${title}`,
    )
  const setMinutes = async (reminderMinutes: number[]) => {
    const { body } = await app.as(willow.nora).get(`/services/${willow.treatment.id}`)
    const answer = await app
      .as(willow.nora)
      .patch(`/services/${willow.treatment.id}`, { rowVersion: body.rowVersion, reminderMinutes })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    await app.settle()
  }
  await setMinutes([120])
  expect(await reminders()).toEqual([
    '2026-03-12T13 planned Your appointment is near',
    '2026-03-11T15 cancelled Your appointment is near',
  ])
  await setMinutes([1440])
  await app.as(willow.nora).put('/message-templates/reminder/en', {
    subject: 'Soon',
    title: 'Soon, {{ client_name }}',
    body: 'x',
    rowVersion: 0,
  })
  await app.settle()
  expect(await reminders()).toEqual([
    '2026-03-12T13 cancelled Your appointment is near',
    '2026-03-11T15 planned Soon, Mia',
  ])
})
