import { createHmac } from 'node:crypto'
import { loadSettings } from '../platform/settings.ts'
import type { Cast } from './cast.ts'
import type { TestApp } from './harness.ts'
import { twilioSignature } from '../messages/channels/sms/twilio.ts'

export const SECRET = 'a secret of the tests that is long enough for everything'
export const TOKEN = 'twilio-auth-token'

/** Settings of an installation whose gateways may lie on this machine. */
export const settingsWithGateways = {
  ...loadSettings({
    ATRIUM_PUBLIC_URL: 'http://atrium.test',
    ATRIUM_PRIVATE_GATEWAYS: 'on',
    ATRIUM_LOG: 'error',
  }),
  secret: SECRET,
}

/** Saves the channel settings of a practice, each time with the version that is there. */
export async function setChannels(app: TestApp, cast: Cast, wish: object) {
  const known = (await app.as(cast.nora).get('/message-channels')).body
  const answer = await app.as(cast.nora).put('/message-channels', {
    undoSeconds: known.undoSeconds,
    smsKind: known.smsKind,
    smsFrom: known.smsFrom,
    smsConfig: known.smsConfig,
    replyDomain: known.replyDomain,
    quietHours: [],
    rowVersion: known.rowVersion,
    ...wish,
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

export const twilioOf = (baseUrl: string) => ({
  smsKind: 'twilio',
  smsFrom: '+12125550199',
  smsConfig: { accountSid: 'AC00000000000000000000000000000001', baseUrl },
  smsSecret: TOKEN,
})

/** Posts a form as Twilio does, signed over the public address. */
export async function postAsTwilio(
  app: TestApp,
  { path, form, token = TOKEN }: { path: string; form: Record<string, string>; token?: string },
) {
  const body = new URLSearchParams(form)
  const url = `http://atrium.test/api/public${path}`
  const response = await app.fetch(
    new Request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioSignature(token, url, body),
      },
      body: body.toString(),
    }),
  )
  return { status: response.status, text: await response.text() }
}

/** Posts bytes with X-Signature, as a mail server or a generic gateway does. */
export async function postSigned(
  app: TestApp,
  path: string,
  { body, secret }: { body: string; secret: string },
) {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const response = await app.fetch(
    new Request(`http://atrium.test/api/public${path}`, {
      method: 'POST',
      headers: { 'x-signature': signature },
      body,
    }),
  )
  return { status: response.status, text: await response.text() }
}
