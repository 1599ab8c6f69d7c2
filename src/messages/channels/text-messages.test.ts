import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { startGateway, twilioAnswer } from '../../testing/text-gateway.ts'
import { askGateway } from './sms/ask-gateway.ts'
import { sendByHttp } from './sms/http-gateway.ts'
import type { SmsError } from './sms/sms-wish.ts'
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

test('a gateway that hangs is not waited for: the message is tried again', async () => {
  const gateway = await startGateway(() => ({ status: 200, body: '{}', delay: Infinity }))
  const call = { url: gateway.url, method: 'POST' as const, headers: {}, body: '{}', allowPrivate: true }
  await expect(askGateway(call, 150)).rejects.toMatchObject({ name: 'SmsError', kind: 'temporary' })
  gateway.close()
})

test('too many at once, an error of theirs and a wrong password heal; a number that is none does not', async () => {
  const gateway = await startGateway((request) => ({ status: Number(request.path.slice(1)), body: '{}' }))
  const wish = { to: '+12125550111', text: 'Hi', id: 'm1', statusUrl: '', allowPrivate: true }
  const kindOf = (status: number) =>
    sendByHttp(
      {
        undoSeconds: 0,
        smsKind: 'http',
        smsFrom: null,
        smsConfig: { url: `${gateway.url}/${status}`, method: 'POST', headers: {}, body: '{}', idPath: '' },
        smsSecret: null,
        inboundSecret: null,
        replyDomain: null,
        rowVersion: 1,
      },
      wish,
    ).then(
      () => 'sent',
      ({ kind }: SmsError) => kind,
    )
  const kinds = []
  for (const status of [202, 429, 500, 503, 401, 403, 302, 400, 404, 422])
    kinds.push([status, await kindOf(status)])
  expect(Object.fromEntries(kinds)).toEqual({
    202: 'sent',
    429: 'temporary',
    500: 'temporary',
    503: 'temporary',
    401: 'temporary',
    403: 'temporary',
    302: 'temporary',
    400: 'permanent',
    404: 'permanent',
    422: 'permanent',
  })
  gateway.close()
})

test('a gateway that took the message but whose answer was lost hears the same key again, and the client reads it once', async () => {
  const took = new Map<string, number>()
  behave = (request) => {
    const key = String(request.headers['idempotency-key'])
    took.set(key, (took.get(key) ?? 0) + 1)
    // Taken, and then something between us and them breaks.
    return took.get(key) === 1 ? { status: 502, body: 'Bad gateway' } : twilioAnswer(request)
  }
  const id = await text(willow.leo.id, 'Once')
  app.clock.advance({ minutes: 2 })
  await app.sweepAll()
  await app.settle()
  expect(await message(id)).toMatchObject({ state: 'sent', attempts: 2 })
  expect([...took]).toEqual([[id, 2]])
  behave = twilioAnswer
})

test('a report that came while the program was dead stands for the answer: the message does not go out again', async () => {
  const id = await text(willow.mia.id, 'Meanwhile')
  await app.sql(
    `update message set state = 'sending', taken_until = $2, sent_at = null, gateway_id = null where id = $1`,
    [id, app.clock.now()],
  )
  const asked = twilio.asked.length
  await report(id, { MessageSid: 'SM9', MessageStatus: 'delivered' })
  app.clock.advance({ minutes: 3 })
  await app.sweepAll()
  await app.settle()
  expect(await message(id)).toMatchObject({ state: 'sent', delivery: 'delivered' })
  expect(twilio.asked).toHaveLength(asked)
})
