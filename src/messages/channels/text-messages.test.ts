import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { startGateway, twilioAnswer } from '../../testing/text-gateway.ts'
import {
  postAsTwilio,
  postSigned,
  setChannels,
  settingsWithGateways,
  twilioOf,
} from '../../testing/text-practice.ts'

let app: TestApp
let willow: Cast
let twilio: Awaited<ReturnType<typeof startGateway>>
let behave: typeof twilioAnswer
beforeAll(async () => {
  app = await testApp({ services: { settings: settingsWithGateways } })
  willow = await app.practice()
  twilio = await startGateway((request) => behave(request))
  behave = twilioAnswer
  await setChannels(app, willow, twilioOf(twilio.url))
})
afterAll(async () => {
  twilio.close()
  await app.end()
})

const conversationOf = async (clientId: string) =>
  (await app.as(willow.fay).post(`/clients/${clientId}/conversation`)).body.id as string
const text = async (clientId: string, words: string) => {
  const answer = await app
    .as(willow.fay)
    .post(`/conversations/${await conversationOf(clientId)}/replies`, { channel: 'sms', text: words })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body.messageId as string
}
const message = async (id: string) => (await app.as(willow.fay).get(`/messages/${id}`)).body
const setPhone = (clientId: string, value: string) =>
  app.sql(`update contact_point set value = $2 where client_id = $1 and kind = 'phone'`, [clientId, value])
const report = (id: string, form: Record<string, string>) =>
  postAsTwilio(app, { path: `/willow-lane/text-messages/twilio/reports?message=${id}`, form })

test('a text message leaves by Twilio’s contract, with the address for its reports', async () => {
  const id = await text(willow.mia.id, 'See you – soon')
  const [asked] = twilio.asked.slice(-1)
  const form = new URLSearchParams(asked!.body)
  expect(asked!.path).toBe('/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json')
  expect(asked!.headers.authorization).toBe(
    `Basic ${Buffer.from('AC00000000000000000000000000000001:twilio-auth-token').toString('base64')}`,
  )
  expect(Object.fromEntries(form)).toEqual({
    To: '+12125550111',
    From: '+12125550199',
    Body: 'See you - soon',
    StatusCallback: `http://atrium.test/api/public/willow-lane/text-messages/twilio/reports?message=${id}`,
  })
  expect(await message(id)).toMatchObject({ state: 'sent', channel: 'sms', segments: 1, delivery: null })
})

test('reports come in any order and twice: the furthest state stays', async () => {
  const id = await text(willow.mia.id, 'Order')
  for (const MessageStatus of ['delivered', 'sent', 'queued', 'delivered'])
    expect((await report(id, { MessageSid: 'SM1', MessageStatus })).status).toBe(200)
  expect(await message(id)).toMatchObject({ state: 'sent', delivery: 'delivered' })
  const rows = await app.sql(`select state from message_report where message_id = $1`, [id])
  expect(rows).toHaveLength(3)
})

test('an undelivered report is a failure; a wrong signature, or another address, changes nothing', async () => {
  const id = await text(willow.mia.id, 'Lost')
  const path = `/willow-lane/text-messages/twilio/reports?message=${id}`
  const form = { MessageSid: 'SM2', MessageStatus: 'undelivered', ErrorCode: '30003' }
  expect((await postAsTwilio(app, { path, form, token: 'another' })).status).toBe(400)
  expect(await message(id)).toMatchObject({ state: 'sent' })
  await report(id, form)
  expect(await message(id)).toMatchObject({ state: 'failed', error: expect.stringContaining('30003') })
})

test('a number that Twilio names unsubscribed or invalid is written to no more', async () => {
  await setPhone(willow.ann.id, '+12125559110')
  const first = await text(willow.ann.id, 'Hello')
  expect(await message(first)).toMatchObject({ state: 'failed', error: expect.stringContaining('21610') })
  const again = await app
    .as(willow.fay)
    .post(`/conversations/${await conversationOf(willow.ann.id)}/replies`, { channel: 'sms', text: 'Again' })
  expect(again).toMatchObject({ status: 409, body: { code: 'channel_closed' } })
  await setPhone(willow.ann.id, '+12125559111')
  await text(willow.ann.id, 'Other number')
  const consent = await app.as(willow.fay).get(`/clients/${willow.ann.id}/contact-consent`)
  expect(consent.body.blocked).toMatchObject([{ channel: 'sms', reason: 'invalid' }])
})

test('a busy gateway is asked again, with the same key; a dead one rests, and mail goes on meanwhile', async () => {
  const before = twilio.asked.length
  behave = () => ({ status: 503, body: '{"code":20503}' })
  const id = await text(willow.mia.id, 'Patience')
  expect(await message(id)).toMatchObject({ state: 'planned', error: expect.stringContaining('tried again') })
  for (let turn = 0; turn < 6; turn += 1) {
    app.clock.advance({ seconds: 10 })
    await app.settle()
  }
  const asked = twilio.asked.length - before
  expect(asked).toBeGreaterThanOrEqual(3)
  // Three failures, then it rests: not once for each of the ten-second steps.
  expect(asked).toBeLessThanOrEqual(4)
  await app.as(willow.fay).post(`/clients/${willow.leo.id}/messages`, { text: 'By mail' })
  await app.settle()
  expect(app.mails.at(-1)!.text).toContain('By mail')
  behave = twilioAnswer
  for (let turn = 0; turn < 12; turn += 1) {
    app.clock.advance({ minutes: 1 })
    await app.sweepAll()
    await app.settle()
  }
  expect(await message(id)).toMatchObject({ state: 'sent', error: null })
  const keys = new Set(twilio.asked.slice(before).map(({ headers }) => headers['idempotency-key']))
  expect([...keys]).toEqual([id])
  expect(twilio.asked.filter(({ body }) => body.includes('Patience')).length).toBe(
    twilio.asked.length - before,
  )
})

test('any other gateway is described by address, body and path of its id, and reports with a signature', async () => {
  const gateway = await startGateway(() => ({ status: 202, body: '{"data":{"messages":[{"id":77}]}}' }))
  const { body } = await app.as(willow.nora).post('/message-channels/inbound-secret')
  await setChannels(app, willow, {
    smsKind: 'http',
    smsFrom: 'Willow',
    smsSecret: 'k"ey',
    smsConfig: {
      url: `${gateway.url}/send`,
      method: 'POST',
      headers: { Authorization: 'Bearer {{secret}}' },
      body: '{"to":"{{to}}","from":"{{from}}","text":"{{text}}","ref":"{{id}}"}',
      idPath: 'data.messages.0.id',
    },
  })
  const id = await text(willow.mia.id, 'He said "hi"\nand left')
  gateway.close()
  expect(JSON.parse(gateway.asked[0]!.body)).toEqual({
    to: '+12125550111',
    from: 'Willow',
    text: 'He said "hi"\nand left',
    ref: id,
  })
  expect(gateway.asked[0]!.headers.authorization).toBe('Bearer k"ey')
  const report = JSON.stringify({ id: '77', state: 'delivered' })
  const path = '/willow-lane/text-messages/http/reports'
  expect((await postSigned(app, path, { body: report, secret: 'wrong' })).status).toBe(400)
  expect((await postSigned(app, path, { body: report, secret: body.secret })).status).toBe(200)
  expect(await message(id)).toMatchObject({ delivery: 'delivered' })
  await setChannels(app, willow, twilioOf(twilio.url))
})

test('secrets of gateways are never answered, and an unknown placeholder is refused by name', async () => {
  const { body } = await app.as(willow.nora).get('/message-channels')
  expect(JSON.stringify(body)).not.toContain('twilio-auth-token')
  expect(body.hasSmsSecret).toBe(true)
  const rows = await app.sql(`select sms_secret from message_settings where practice_id = $1`, [
    willow.practiceId,
  ])
  expect(rows[0].sms_secret).not.toContain('twilio')
  await expect(
    setChannels(app, willow, { smsKind: 'http', smsConfig: { url: 'https://sms.example/{{who}}' } }),
  ).rejects.toThrow(/who/)
  expect((await app.as(willow.fay).get('/message-channels')).status).toBe(200)
  expect((await app.as(willow.fay).put('/message-channels', body)).status).toBe(403)
})

test('parts of a text are counted as carriers do: one dash of typography costs nothing, an emoji does', async () => {
  const measure = async (words: string) =>
    (await app.as(willow.fay).post('/text-messages/measure', { text: words })).body
  expect(await measure('x'.repeat(160))).toMatchObject({ encoding: 'GSM-7', segments: 1 })
  expect(await measure(`${'x'.repeat(159)}—`)).toMatchObject({ encoding: 'GSM-7', segments: 1 })
  expect(await measure('x'.repeat(161))).toMatchObject({ segments: 2 })
  expect(await measure(`${'x'.repeat(70)}🙂`)).toMatchObject({ encoding: 'UCS-2', segments: 2 })
})
