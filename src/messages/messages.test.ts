import { afterAll, beforeAll, expect, test } from 'vitest'
import { MailError } from '../platform/mail/mail.ts'
import type { Cast } from '../testing/cast.ts'
import { testApp, testAppForTest, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const book = async (startsAt: string, more: object = {}) => {
  const answer = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.mia.id,
    practitionerId: willow.petra.id,
    startsAt,
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body as { id: string; rowVersion: number }
}
const messagesOf = async (id: string) =>
  (await app.as(willow.fay).get('/messages', { subjectId: id })).body.items as Record<string, string>[]

test('a booking sends the confirmation with its calendar file and plans the reminder', async () => {
  const visit = await book('2026-03-05T15:00:00Z')
  const messages = await messagesOf(visit.id)
  expect(messages.map(({ rule, state }) => [rule, state]).sort()).toEqual([
    ['confirmation', 'sent'],
    ['reminder', 'planned'],
  ])
  const mail = app.mails.at(-1)!
  expect(mail.to.address).toBe('mia@rossi.example')
  expect(mail.subject).not.toMatch(/Physio|Mia/)
  expect(mail.text).toContain('Thursday')
  expect(mail.text).toMatch(/\/visit\/[\w-]{40,}/)
  expect(mail.ics?.method).toBe('REQUEST')
  const reminder = messages.find(({ rule }) => rule === 'reminder')!
  expect(reminder).toMatchObject({
    sendAt: '2026-03-04T15:00:00.000Z',
    why: 'Reminder 24 h before the visit.',
  })
})

test('no token of a link is kept in a message', async () => {
  const rows = await app.sql(`select body, link::text from message where practice_id = $1`, [
    willow.practiceId,
  ])
  const token = /\/visit\/([\w-]+)/.exec(app.mails.at(-1)!.text)![1]!
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('moving the visit plans the reminder again and tells the client once', async () => {
  const visit = await book('2026-03-09T15:00:00Z')
  const moved = await app.as(willow.fay).post(`/appointments/${visit.id}/move`, {
    startsAt: '2026-03-10T16:00:00Z',
    rowVersion: visit.rowVersion,
  })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  await app.settle()
  const states = (await messagesOf(visit.id))
    .map(({ rule, state, sendAt }) => `${rule} ${state} ${String(sendAt).slice(0, 10)}`)
    .sort()
  expect(states).toEqual([
    'confirmation sent 2026-03-02',
    'moved sent 2026-03-02',
    'reminder cancelled 2026-03-08',
    'reminder planned 2026-03-09',
  ])
})

test('a cancelled visit is told and reminds nobody', async () => {
  const visit = await book('2026-03-11T15:00:00Z')
  const answer = await app.as(willow.fay).post(`/appointments/${visit.id}/cancellation`, {
    by: 'client',
    reason: 'on holiday',
    rowVersion: visit.rowVersion,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  const states = (await messagesOf(visit.id)).map(({ rule, state }) => `${rule} ${state}`).sort()
  expect(states).toEqual(['cancelled sent', 'confirmation sent', 'reminder cancelled'])
  expect(app.mails.at(-1)!.ics?.method).toBe('CANCEL')
})

test('a booking inside the lead time says why there is no reminder', async () => {
  const visit = await book('2026-03-02T20:00:00Z')
  expect((await messagesOf(visit.id)).find(({ rule }) => rule === 'reminder')).toMatchObject({
    state: 'skipped',
    why: expect.stringContaining('lead time'),
  })
})

test('the reminder goes out at its time, once, however often the worker looks', async () => {
  const own = await testAppForTest()
  const oak = await own.practice('oak')
  await own.as(oak.fay).post('/appointments', {
    serviceId: oak.treatment.id,
    clientId: oak.ann.id,
    practitionerId: oak.petra.id,
    startsAt: '2026-03-05T15:00:00Z',
  })
  await own.settle()
  expect(own.mails).toHaveLength(1)
  own.clock.set('2026-03-04T14:50:00Z')
  await own.sweepAll()
  await own.settle()
  expect(own.mails).toHaveLength(1)
  own.clock.set('2026-03-04T15:00:01Z')
  for (let turn = 0; turn < 3; turn += 1) {
    await own.sweepAll()
    await own.settle()
  }
  expect(own.mails.map((mail) => mail.subject)).toEqual([
    'Your appointment at Willow Lane is booked',
    'A reminder from Willow Lane',
  ])
})

test('who has no address stands on the list of calls', async () => {
  await app.sql(`delete from contact_point where client_id = $1 and kind = 'email'`, [willow.ann.id])
  const visit = await book('2026-03-12T15:00:00Z', { clientId: willow.ann.id })
  const [confirmation] = (await messagesOf(visit.id)).filter(({ rule }) => rule === 'confirmation')
  expect(confirmation).toMatchObject({ channel: 'call', state: 'planned', address: '+12125550122' })
  const called = await app
    .as(willow.fay)
    .post(`/messages/${confirmation!.id}/call`, { outcome: 'told on the phone' })
  expect(called.body).toMatchObject({ state: 'done_by_phone' })
})

test('a refused address fails at once and can be tried again; a slow server is tried again by itself', async () => {
  let error: Error | undefined = new MailError('temporary', 'ETIMEDOUT', 'no answer')
  const sent: string[] = []
  const own = await testAppForTest({
    services: {
      mail: {
        send: async (mail) => {
          if (error) throw error
          sent.push(mail.messageId!)
          return { by: 'smtp', messageId: null, answer: 'ok' }
        },
        close: async () => {},
      },
    },
  })
  const oak = await own.practice('oak')
  const write = async (text: string) =>
    (await own.as(oak.fay).post(`/clients/${oak.mia.id}/messages`, { text })).body.id as string
  const first = await write('Hello')
  await own.settle()
  expect((await own.as(oak.fay).get(`/messages/${first}`)).body).toMatchObject({
    state: 'planned',
    error: 'no answer',
  })
  error = undefined
  own.clock.advance({ minutes: 2 })
  await own.settle()
  expect((await own.as(oak.fay).get(`/messages/${first}`)).body).toMatchObject({ state: 'sent' })
  error = new MailError('permanent', 'EENVELOPE', 'no such mailbox')
  const second = await write('Hello again')
  await own.settle()
  expect((await own.as(oak.fay).get(`/messages/${second}`)).body).toMatchObject({
    state: 'failed',
    error: 'no such mailbox',
    can: { retry: true },
  })
  error = undefined
  await own.as(oak.fay).post(`/messages/${second}/retry`)
  await own.settle()
  expect(sent).toHaveLength(2)
})

test('a wording with an unknown field is refused by name, and a personal field may not stand in a subject', async () => {
  const wrong = await app.as(willow.nora).put('/message-templates/reminder/en', {
    subject: 'Hi {{ client_name }}',
    title: 'x',
    body: 'See {{ docter }}',
    rowVersion: 0,
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.fields.map((each: { field: string }) => each.field)).toEqual(['subject', 'body'])
})

test('the practice’s own wording is used, two people do not overwrite each other, and it can be given up', async () => {
  const wording = {
    subject: 'Soon at {{ practice_name }}',
    title: 'Soon',
    body: 'Hello {{ client_name }} <b>',
    rowVersion: 0,
  }
  expect((await app.as(willow.nora).put('/message-templates/by_hand/en', wording)).status).toBe(200)
  expect((await app.as(willow.max).put('/message-templates/by_hand/en', wording)).body).toMatchObject({
    code: 'changed_meanwhile',
    rowVersion: 1,
  })
  await app.as(willow.fay).post(`/clients/${willow.leo.id}/messages`, { text: 'unused' })
  await app.settle()
  expect(app.mails.at(-1)).toMatchObject({
    subject: 'Soon at Willow Lane',
    html: expect.stringContaining('Hello Leo &lt;b&gt;'),
  })
  await app.as(willow.nora).delete('/message-templates/by_hand/en')
  expect((await app.as(willow.fay).put('/message-templates/by_hand/en', wording)).status).toBe(403)
})

test('a message can be taken back only while it waits', async () => {
  const visit = await book('2026-03-13T15:00:00Z')
  const [reminder, confirmation] = ['reminder', 'confirmation'].map((rule) => rule)
  const messages = await messagesOf(visit.id)
  const idOf = (rule: string) => messages.find((each) => each.rule === rule)!.id
  expect((await app.as(willow.fay).post(`/messages/${idOf(reminder!)}/cancellation`, {})).body).toMatchObject(
    { state: 'cancelled' },
  )
  expect(
    (await app.as(willow.fay).post(`/messages/${idOf(confirmation!)}/cancellation`, {})).body,
  ).toMatchObject({ status: 409, code: 'message_not_planned' })
})
