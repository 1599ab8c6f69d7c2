import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLink } from '../../platform/links/links.ts'
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
let inboundSecret: string
beforeAll(async () => {
  app = await testApp({ services: { settings: settingsWithGateways } })
  willow = await app.practice()
  twilio = await startGateway(twilioAnswer)
  await setChannels(app, willow, { ...twilioOf(twilio.url), replyDomain: 'in.willow.example' })
  inboundSecret = (await app.as(willow.nora).post('/message-channels/inbound-secret')).body.secret
  await app.sql(`update contact_point set value = '+12125550133' where client_id = $1 and kind = 'phone'`, [
    willow.leo.id,
  ])
})
afterAll(async () => {
  twilio.close()
  await app.end()
})

let sid = 0
const comesBySms = async (From: string, Body: string, MessageSid = `SMin${(sid += 1)}`) => {
  app.clock.advance({ seconds: 1 })
  const answer = await postAsTwilio(app, {
    path: '/willow-lane/text-messages/twilio/inbound',
    form: { MessageSid, From, To: '+12125550199', Body },
  })
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('<Response/>') })
  await app.settle()
}
const comesByMail = async (mail: string) => {
  app.clock.advance({ seconds: 1 })
  const body = mail.replaceAll('\n', '\r\n')
  const answer = await postSigned(app, '/willow-lane/mail/inbound', { body, secret: inboundSecret })
  await app.settle()
  return answer
}
const inbox = async (query: object = {}) =>
  (await app.as(willow.fay).get('/conversations', { ...query })).body.items
const threadOf = async (clientId: string) => {
  const { body } = await app.as(willow.fay).post(`/clients/${clientId}/conversation`)
  const entries = await app.as(willow.fay).get(`/conversations/${body.id}/entries`)
  return { id: body.id as string, thread: body, entries: entries.body.items }
}
const lastSms = () => new URLSearchParams(twilio.asked.at(-1)!.body).get('Body')!

describe('a conversation', () => {
  test('begins with a text message, is answered on a chosen channel, and knows how long that took', async () => {
    await comesBySms('+12125550111', 'Can I bring my mother?')
    expect(await inbox()).toMatchObject([
      {
        clientName: 'Mia Rossi',
        unread: 1,
        lastText: 'Can I bring my mother?',
        lastChannel: 'sms',
        state: 'open',
      },
    ])
    const { id } = await threadOf(willow.mia.id)
    app.clock.advance({ minutes: 12 })
    const sent = await app
      .as(willow.fay)
      .post(`/conversations/${id}/replies`, { channel: 'email', text: 'Of course.' })
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    await app.settle()
    expect(app.mails.at(-1)!.text).toContain('Of course.')
    const { thread, entries } = await threadOf(willow.mia.id)
    expect(thread).toMatchObject({ state: 'waiting', unread: 0, askedAt: null })
    expect(
      entries.map(({ kind, channel, byName }: Record<string, string>) => [kind, channel, byName]),
    ).toEqual([
      ['out', 'email', 'Fay Moreau'],
      ['in', 'sms', null],
    ])
    const figures = await app
      .as(willow.fay)
      .get('/conversations/figures', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' })
    expect(figures.body).toMatchObject({
      answers: 1,
      medianMinutes: expect.closeTo(12, 1),
      withinHour: 1,
      unanswered: 0,
    })
  })

  test('the same message twice is one', async () => {
    await comesBySms('+12125550111', 'Twice', 'SMsame')
    await comesBySms('+12125550111', 'Twice', 'SMsame')
    const { thread, entries } = await threadOf(willow.mia.id)
    expect(thread.unread).toBe(1)
    expect(entries.filter(({ text }: { text: string }) => text === 'Twice')).toHaveLength(1)
  })

  test('is assigned, noted in, snoozed, and comes back when the client writes', async () => {
    const { id } = await threadOf(willow.mia.id)
    const desk = app.as(willow.fay)
    await desk.put(`/conversations/${id}/assignment`, { staffId: willow.petra.id })
    await desk.post(`/conversations/${id}/notes`, { kind: 'call_out', text: 'She will bring the letter.' })
    await desk.put(`/conversations/${id}/snooze`, { until: '2026-03-04T14:00:00Z' })
    expect(await inbox()).toEqual([])
    expect(await inbox({ view: 'snoozed' })).toMatchObject([{ assignedTo: { name: 'Petra Schmidt' } }])
    await comesBySms('+12125550111', 'And my father?')
    expect(await inbox({ whose: 'nobody' })).toEqual([])
    expect(await inbox()).toMatchObject([{ snoozedUntil: null, state: 'open' }])
    await desk.put(`/conversations/${id}/state`, { state: 'closed' })
    expect(await inbox()).toEqual([])
  })

  test('an answer can be undone for three minutes, and goes out after that', async () => {
    await setChannels(app, willow, { undoSeconds: 180 })
    const { id } = await threadOf(willow.mia.id)
    const before = app.mails.length
    const say = async (text: string) =>
      (await app.as(willow.fay).post(`/conversations/${id}/replies`, { channel: 'email', text })).body
        .messageId
    const wrong = await say('Wrong person')
    const right = await say('Right person')
    await app.settle()
    const view = (await app.as(willow.fay).get(`/messages/${right}`)).body
    expect(new Date(view.undoUntil).getTime() - app.clock.now().getTime()).toBe(180_000)
    expect((await app.as(willow.fay).post(`/messages/${wrong}/cancellation`, {})).status).toBe(200)
    app.clock.advance({ minutes: 3, seconds: 1 })
    await app.settle()
    expect(app.mails.slice(before).map(({ text }) => text.includes('Right person'))).toEqual([true])
    await setChannels(app, willow, { undoSeconds: 0 })
  })

  test('of a client whom a practitioner may not see stays hidden from them', async () => {
    await app.sql(`update staff set own_clients_only = true where id = $1`, [willow.paul.id])
    const { id } = await threadOf(willow.mia.id)
    expect((await app.as(willow.paul).get(`/conversations/${id}`)).status).toBe(404)
    expect((await app.as(willow.paul).get('/conversations', { view: 'all' })).body.items).toEqual([])
    expect((await app.as(willow.rita).post(`/conversations/${id}/notes`, { text: 'x' })).status).toBe(403)
  })

  test('ready-made texts are filled with the names; an unknown field is refused when it is saved', async () => {
    const save = (body: string) =>
      app.as(willow.nora).post('/message-snippets', { name: body.slice(0, 20), body })
    expect((await save('Dear {{ dokter }}')).body).toMatchObject({ code: 'template_invalid' })
    await save('Dear {{ client_name }}, {{ staff_name }}')
    const { body } = await app.as(willow.fay).get('/message-snippets', { clientId: willow.mia.id })
    expect(body.items[0].text).toBe('Dear Mia, Fay Moreau')
  })
})

describe('keywords', () => {
  const book = async (startsAt: string) => {
    const answer = await app.as(willow.fay).post('/appointments', {
      serviceId: willow.treatment.id,
      clientId: willow.leo.id,
      practitionerId: willow.petra.id,
      startsAt,
    })
    await app.settle()
    return answer.body.id as string
  }

  test('C confirms the coming visit, and nobody has to read it', async () => {
    const id = await book('2026-03-05T15:00:00Z')
    await comesBySms('+12125550133', ' c. ')
    expect((await app.as(willow.fay).get(`/appointments/${id}`)).body.state).toBe('confirmed')
    expect(lastSms()).toMatch(/^Willow Lane: Thank you.*confirmed/)
    expect((await threadOf(willow.leo.id)).thread).toMatchObject({ unread: 0, state: 'closed' })
  })

  test('R asks to move: the answer holds a link', async () => {
    await comesBySms('+12125550133', 'R')
    expect(lastSms()).toMatch(/Choose another time for .*: http:\/\/atrium.test\/visit\/[\w-]{40,}/)
    expect((await threadOf(willow.leo.id)).thread.unread).toBe(1)
  })

  test('CANCEL and STOP end text messages, once answered; what was planned goes by mail; START takes it back', async () => {
    await app.as(willow.fay).put(`/clients/${willow.leo.id}/preferred-channel`, { channel: 'sms' })
    const id = await book('2026-03-12T15:00:00Z')
    const reminder = async () =>
      (await app.as(willow.fay).get('/messages', { subjectId: id, rule: 'reminder' })).body.items[0]
    expect(await reminder()).toMatchObject({ channel: 'sms', state: 'planned', address: '+12125550133' })
    await comesBySms('+12125550133', 'Cancel')
    expect(lastSms()).toContain('You get no more text messages')
    expect(await reminder()).toMatchObject({
      channel: 'email',
      state: 'planned',
      address: 'mia@rossi.example',
    })
    expect((await app.as(willow.fay).get(`/appointments/${id}`)).body.state).toBe('booked')
    const asked = twilio.asked.length
    await comesBySms('+12125550133', 'STOP')
    expect(twilio.asked).toHaveLength(asked + 0)
    const consent = await app.as(willow.fay).get(`/clients/${willow.leo.id}/contact-consent`)
    expect(consent.body.history[0]).toMatchObject({ allowed: false, source: 'text_message', note: 'Cancel' })
    await comesBySms('+12125550133', 'start')
    expect(lastSms()).toContain('again')
    const after = await app.as(willow.fay).get(`/clients/${willow.leo.id}/contact-consent`)
    expect(after.body).toMatchObject({ blocked: [], history: [{ allowed: true }, { allowed: false }] })
  })

  test('HELP says who this is and how to reach us', async () => {
    await comesBySms('+12125550133', 'Help')
    expect(lastSms()).toContain('+12125550100')
  })
})

describe('mail that comes in', () => {
  const mail = (head: string, body: string) =>
    `MIME-Version: 1.0\nDate: Mon, 2 Mar 2026 10:00:00 -0500\n${head}\n\n${body}\n`

  test('finds its thread by the reply address, whoever’s mailbox it came from, without the quoted mail', async () => {
    const { id } = await threadOf(willow.ann.id)
    await app
      .as(willow.fay)
      .post(`/conversations/${id}/replies`, { channel: 'email', text: 'Which day suits you?' })
    await app.settle()
    const replyTo = app.mails.at(-1)!.replyTo!.address
    expect(replyTo).toMatch(/^reply\+[0-9a-f]{48}@in\.willow\.example$/)
    await comesByMail(
      mail(
        `From: Daughter <somebody@else.example>\nTo: ${replyTo}\nSubject: Re: A message\nMessage-ID: <a1@else.example>`,
        'Tuesday, please.\n\nOn Mon, 2 Mar 2026 at 09:58, Willow Lane wrote:\n> Which day suits you?',
      ),
    )
    const { entries, thread } = await threadOf(willow.ann.id)
    expect(entries[0]).toMatchObject({ kind: 'in', channel: 'email', text: 'Tuesday, please.' })
    expect(thread.unread).toBe(1)
    const forged = replyTo.replace(/[0-9a-f]@/, (end) => (end === '0@' ? '1@' : '0@'))
    await comesByMail(mail(`From: x@nobody.example\nTo: ${forged}\nMessage-ID: <a2@else.example>`, 'Forged'))
    expect((await threadOf(willow.ann.id)).entries[0].text).toBe('Tuesday, please.')
  })

  test('of an unknown sender waits on a list until somebody says whose it is; HTML comes as words only', async () => {
    await comesByMail(
      mail(
        'From: Stranger <stranger@nowhere.example>\nTo: desk@willow-lane.example\nMessage-ID: <b1@nowhere.example>\nContent-Type: text/html; charset=utf-8',
        '<p>Hello <b>there</b></p><script>alert(1)</script><img src=x onerror=alert(2)>&lt;b&gt;',
      ),
    )
    const list = (await app.as(willow.fay).get('/inbound-messages/unmatched')).body.items
    const found = list.find((each: { from: string }) => each.from === 'stranger@nowhere.example')
    expect(found).toMatchObject({ fromName: 'Stranger', text: expect.stringContaining('Hello there') })
    expect(found.text).not.toMatch(/script|alert|onerror/)
    const match = () =>
      app.as(willow.fay).post(`/inbound-messages/${found.id}/match`, { clientId: willow.mia.id })
    expect((await match()).status).toBe(200)
    expect((await match()).body).toMatchObject({ code: 'already_settled' })
    expect(
      (await threadOf(willow.mia.id)).entries.some(({ text }: { text: string }) =>
        text.includes('Hello there'),
      ),
    ).toBe(true)
  })

  test('attachments are kept if they may be; a program is named and refused, the mail is not lost', async () => {
    await comesByMail(
      mail(
        'From: ann@whitfield.example\nTo: desk@willow-lane.example\nMessage-ID: <c1@whitfield.example>\nContent-Type: multipart/mixed; boundary="b"',
        [
          '--b\nContent-Type: text/plain\n\nMy letter.',
          '--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../../letter.txt"\n\nDear doctor',
          '--b\nContent-Type: application/x-msdownload\nContent-Disposition: attachment; filename="run.exe"\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA//8AALgAAAAA',
          '--b--',
        ].join('\n'),
      ),
    )
    const { entries } = await threadOf(willow.ann.id)
    const found = entries.find(({ text }: { text: string }) => text === 'My letter.')
    const [letter, program] = found.attachments
    expect(letter).toMatchObject({ name: 'letter.txt', fileId: expect.any(String), scan: 'not_scanned' })
    expect(program).toMatchObject({ fileId: null, scan: null, refused: expect.any(String) })
    const file = await app.as(willow.fay).get(`/message-files/${letter.fileId}`)
    expect(Buffer.from(file.body).toString().trim()).toBe('Dear doctor')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    await app.sql(`update stored_file set scan = 'infected' where id = '${letter.fileId}'`)
    const later = (await threadOf(willow.ann.id)).entries.flatMap(
      (each: { attachments: object[] }) => each.attachments,
    )
    expect(later).toContainEqual(expect.objectContaining({ name: 'letter.txt', scan: 'infected' }))
    expect(await app.as(willow.fay).get(`/message-files/${letter.fileId}`)).toMatchObject({
      status: 409,
      body: { code: 'file_infected' },
    })
    const { thread } = await threadOf(willow.ann.id)
    expect(
      await app.as(willow.fay).post(`/conversations/${thread.id}/replies`, {
        channel: 'email',
        text: 'Your letter, back.',
        fileIds: [letter.fileId],
      }),
    ).toMatchObject({ status: 422, body: { fields: [{ field: 'fileIds' }] } })
  })

  test('an absence note wakes nobody, and a mail without the secret is refused', async () => {
    const { thread } = await threadOf(willow.ann.id)
    await comesByMail(
      mail(
        'From: ann@whitfield.example\nTo: desk@willow-lane.example\nAuto-Submitted: auto-replied\nMessage-ID: <d1@w.example>',
        'I am away.',
      ),
    )
    expect((await threadOf(willow.ann.id)).thread.unread).toBe(thread.unread)
    const answer = await postSigned(app, '/willow-lane/mail/inbound', {
      body: 'From: x@y.example\n\nHi',
      secret: 'guess',
    })
    expect(answer.status).toBe(400)
  })

  test('a bounce marks the message and the address; the next message goes another way', async () => {
    await app.as(willow.fay).post(`/clients/${willow.ann.id}/messages`, { text: 'Will come back' })
    await app.settle()
    const { messageId } = app.mails.at(-1)!
    await comesByMail(
      mail(
        'From: MAILER-DAEMON@mx.example\nTo: desk@willow-lane.example\nSubject: Undelivered\nMessage-ID: <e1@mx.example>\nContent-Type: multipart/report; report-type=delivery-status; boundary="r"',
        [
          '--r\nContent-Type: text/plain\n\nSorry.',
          '--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@whitfield.example\nAction: failed\nStatus: 5.1.1',
          `--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\nSubject: x`,
          '--r--',
        ].join('\n'),
      ),
    )
    const id = /<([0-9a-f-]{36})@/.exec(messageId!)![1]
    expect((await app.as(willow.fay).get(`/messages/${id}`)).body).toMatchObject({
      state: 'failed',
      delivery: 'bounced',
      error: expect.stringContaining('5.1.1'),
    })
    const next = await app.as(willow.fay).post(`/clients/${willow.ann.id}/messages`, { text: 'Other way' })
    expect(next.body.channel).toBe('sms')
  })
})

describe('the client’s own page', () => {
  test('shows what was written; the mail only says that something waits; the answer lands in the thread', async () => {
    const { id } = await threadOf(willow.mia.id)
    await app
      .as(willow.fay)
      .post(`/conversations/${id}/replies`, { channel: 'portal', text: 'Your result is fine.' })
    await app.settle()
    const notice = app.mails.at(-1)!
    expect(notice.text).not.toContain('result')
    const token = /\/portal\/messages\/([\w-]+)/.exec(notice.text)![1]!
    const page = await app.withLink(token).get('/my-messages')
    expect(page.body.items.at(-1)).toMatchObject({ isOurs: true, text: 'Your result is fine.' })
    await app.withLink(token).post('/my-messages/reading', {})
    app.clock.advance({ seconds: 1 })
    await app.withLink(token).post('/my-messages', { text: 'Thank you!' })
    const { entries } = await threadOf(willow.mia.id)
    expect(entries[0]).toMatchObject({ kind: 'in', channel: 'portal', text: 'Thank you!' })
    expect(entries.find(({ channel }: { channel: string }) => channel === 'portal')).toBeTruthy()
    expect(entries.find(({ text }: { text: string }) => text === 'Your result is fine.').delivery).toBe(
      'read',
    )
  })

  test('takes files from the client and shows those of the practice, each to its own client only', async () => {
    app.clock.advance({ seconds: 1 })
    const { id } = await threadOf(willow.mia.id)
    const sent = await upload(`/conversations/${id}/files?name=plan.pdf`, MINIMAL_PDF, await headersOfFay())
    const reply = await app.as(willow.fay).post(`/conversations/${id}/replies`, {
      channel: 'portal',
      text: 'Your plan.',
      fileIds: [sent.fileId],
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    await app.settle()
    const token = /\/portal\/messages\/([\w-]+)/.exec(app.mails.at(-1)!.text)![1]!
    const mine = app.withLink(token)
    const ours = (await mine.get('/my-messages')).body.items.find(
      ({ text }: { text: string }) => text === 'Your plan.',
    )
    expect(ours).toMatchObject({ text: 'Your plan.', files: [{ fileId: sent.fileId, name: 'plan.pdf' }] })
    const file = await mine.get(`/my-messages/files/${sent.fileId}`)
    expect(file.status).toBe(200)
    expect(Buffer.from(file.body).equals(MINIMAL_PDF)).toBe(true)
    expect(file.headers.get('content-disposition')).toContain('plan.pdf')

    app.clock.advance({ seconds: 1 })
    const link = { authorization: `Link ${token}` }
    const refused = await upload('/my-messages/files?name=run.pdf', Buffer.from('MZ no pdf'), link)
    expect(refused).toMatchObject({ code: 'file_refused' })
    const photo = await upload('/my-messages/files?name=knee.pdf', MINIMAL_PDF, link)
    expect((await mine.post('/my-messages', { text: ' ' })).status).toBe(422)
    expect((await mine.post('/my-messages', { fileIds: [photo.fileId] })).status).toBe(200)
    const { entries, thread } = await threadOf(willow.mia.id)
    expect(entries[0]).toMatchObject({ kind: 'in', text: '', attachments: [{ name: 'knee.pdf' }] })
    expect(thread.lastText).toBe('knee.pdf')
    expect((await app.as(willow.fay).get(`/message-files/${photo.fileId}`)).status).toBe(200)

    // Another client's page neither opens nor sends them.
    const who = {
      practiceId: willow.practiceId,
      actor: { kind: 'system', name: 'tests' },
      name: 'tests',
    } as const
    const hisLink = await app.inPractice(who, (ctx) =>
      createLink(ctx, {
        purpose: 'conversation',
        page: '/portal/messages',
        subject: ['client', willow.leo.id],
        clientId: willow.leo.id,
        validFor: 3_600_000,
      }),
    )
    const his = app.withLink(/([\w-]+)$/.exec(hisLink.url)![1]!)
    expect((await his.get(`/my-messages/files/${photo.fileId}`)).status).toBe(404)
    expect((await his.post('/my-messages', { text: 'x', fileIds: [photo.fileId] })).status).toBe(422)
  })

  test('an answer by e-mail carries the very file that was attached', async () => {
    const { id } = await threadOf(willow.mia.id)
    const { fileId } = await upload(
      `/conversations/${id}/files?name=übung ✓.pdf`,
      MINIMAL_PDF,
      await headersOfFay(),
    )
    await app
      .as(willow.fay)
      .post(`/conversations/${id}/replies`, { channel: 'email', text: 'Here.', fileIds: [fileId] })
    await app.settle()
    const [carried] = app.mails.at(-1)!.attachments!
    expect(carried).toMatchObject({ filename: 'übung ✓.pdf', type: 'application/pdf' })
    expect(Buffer.from(carried!.bytes).equals(MINIMAL_PDF)).toBe(true)
  })
})

/** A PDF of one empty page with right offsets. */
const MINIMAL_PDF = (() => {
  const parts = [
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n',
  ]
  let text = '%PDF-1.4\n'
  const offsets = parts.map((part) => {
    const at = text.length
    text += part
    return String(at).padStart(10, '0')
  })
  const rows = offsets.map((at) => `${at} 00000 n \n`).join('')
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text)
})()

async function headersOfFay(): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await app.makeKey(willow, 'front_desk')}` }
}

async function upload(path: string, bytes: Buffer, headers: Record<string, string>) {
  const answer = await app.fetch(
    new Request(`http://atrium.test/api${encodeURI(path)}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    }),
  )
  return (await answer.json()) as { fileId: string; code?: string }
}
