import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caughtMail, createMail, frameMail, isMailAddress, readMailbox } from './mail.ts'
import type { Mail, MailMessage } from './mail.ts'

interface Received {
  from: string
  to: string[]
  raw: string
  mail: Email
}

const received: Received[] = []
let server: SMTPServer
let mail: Mail
let url: string
let folder: string

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(Object.assign(new Error('Invalid login'), { responseCode: 535 })),
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('nobody'))
        return done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
      if (address.startsWith('full'))
        return done(Object.assign(new Error('Mailbox full'), { responseCode: 452 }))
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        received.push({
          from,
          to: rcptTo.map((one) => one.address),
          raw: raw.toString(),
          mail: await PostalMime.parse(raw),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  url = `127.0.0.1:${(server.server.address() as AddressInfo).port}`
  // As the program does it: in a process of its own.
  folder = mkdtempSync(join(tmpdir(), 'atrium-mail-'))
  mail = createMail({
    url: `smtp://${url}`,
    from: { name: 'Atrium', address: 'practice@willow.example' },
    folder,
  })
})

afterAll(async () => {
  await mail.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  rmSync(folder, { recursive: true, force: true })
})

const confirmation: MailMessage = {
  to: { name: 'Zoë Łącka', address: 'zoe@example.org' },
  subject: 'Ihr Termin am 2. März',
  text: 'Guten Tag,\nwir erwarten Sie.\n',
  html: '<p>Guten Tag</p>',
}

async function sent(changes: Partial<MailMessage> = {}): Promise<Received> {
  received.length = 0
  await mail.send({ ...confirmation, ...changes })
  const [one] = received
  if (!one) throw new Error('Nothing arrived.')
  return one
}

describe('a mail over SMTP', () => {
  test('arrives with its words in both parts, from the practice, under its own id', async () => {
    const receipt = await mail.send({ ...confirmation, messageId: '<m1@willow.example>' })
    expect(receipt).toMatchObject({
      by: 'smtp',
      messageId: '<m1@willow.example>',
      answer: expect.stringMatching(/^250/),
    })
    const one = received.at(-1)
    expect(one).toMatchObject({ from: 'practice@willow.example', to: ['zoe@example.org'] })
    expect(one?.mail).toMatchObject({
      subject: 'Ihr Termin am 2. März',
      messageId: '<m1@willow.example>',
      from: { name: 'Atrium', address: 'practice@willow.example' },
      to: [{ name: 'Zoë Łącka', address: 'zoe@example.org' }],
    })
    expect(one?.mail.text).toContain('wir erwarten Sie.')
    expect(one?.mail.html).toContain('<p>Guten Tag</p>')
    expect(one?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  })

  test('carries the calendar file as an offer and as a file, a PDF, and a way to stop such mails', async () => {
    const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
    const one = await sent({
      ics: { method: 'REQUEST', content },
      attachments: [
        { filename: 'Rechnung März.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7') },
      ],
      headers: {
        'List-Unsubscribe': '<https://willow.example/u/1>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      replyTo: { address: 'desk@willow.example' },
    })
    expect(one.raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m)
    expect(one.mail.attachments.map((file) => [file.filename, file.mimeType])).toEqual([
      [null, 'text/calendar'],
      ['Rechnung März.pdf', 'application/pdf'],
      ['appointment.ics', 'application/ics'],
    ])
    expect(one.mail.replyTo).toMatchObject([{ address: 'desk@willow.example' }])
    expect(one.mail.headers.find((header) => header.key === 'list-unsubscribe')?.value).toBe(
      '<https://willow.example/u/1>',
    )
  })

  test('an unknown mailbox is final, a full one and a refused sign-in may heal, a dead server too', async () => {
    const to = (address: string) => mail.send({ ...confirmation, to: { address } })
    await expect(to('nobody@example.org')).rejects.toMatchObject({ kind: 'permanent', code: '550' })
    await expect(to('full@example.org')).rejects.toMatchObject({ kind: 'temporary', code: '452' })
    const stranger = createMail({ url: `smtp://me:wrong@${url}`, from: { address: 'a@willow.example' } })
    await expect(stranger.send(confirmation)).rejects.toMatchObject({ kind: 'temporary', code: '535' })
    const dead = createMail({ url: 'smtp://127.0.0.1:1', from: { address: 'a@willow.example' } })
    await expect(dead.send(confirmation)).rejects.toMatchObject({ name: 'MailError', kind: 'temporary' })
    await Promise.all([stranger.close(), dead.close()])
  })

  test('the same mail asked for again, at once or after a crash, has left once', async () => {
    received.length = 0
    const message = { ...confirmation, messageId: '<twice@willow.example>' }
    const [one, two] = await Promise.all([mail.send(message), mail.send(message)])
    const three = await mail.send(message)
    expect([two, three]).toEqual([one, { ...one, earlier: true }])
    expect(received).toHaveLength(1)
    // What a killed program had handed over stands in its file; a line cut off at its end counts for nothing.
    writeFileSync(
      join(folder, '999999999.999999998.0.handed'),
      '<before@willow.example> 250 taken\n<cut@willow.example> 2',
    )
    const again = createMail({ url: `smtp://${url}`, from: { address: 'a@willow.example' }, folder })
    expect(await again.send({ ...confirmation, messageId: '<before@willow.example>' })).toMatchObject({
      answer: '250 taken',
    })
    expect(received).toHaveLength(1)
    await again.send({ ...confirmation, messageId: '<cut@willow.example>' })
    expect(received).toHaveLength(2)
    await again.close()
    expect(readdirSync(folder).filter((name) => name.startsWith(String(process.pid)))).toHaveLength(1)
  })

  test('errors name neither the recipient nor the subject', async () => {
    const error = await mail
      .send({ ...confirmation, to: { address: 'nobody@example.org' } })
      .catch((caught) => caught)
    expect(String(error.message)).not.toMatch(/nobody|Termin/)
  })
})

describe('nothing a person types adds a header or a recipient', () => {
  const attacks: [string, Partial<MailMessage>][] = [
    ['a line break in the name', { to: { name: 'Ann\r\nBcc: all@example.org', address: 'a@example.org' } }],
    ['a line break in the address', { to: { address: 'a@example.org\nBcc: b@example.org' } }],
    ['two addresses', { to: { address: 'a@example.org,b@example.org' } }],
    ['a name inside the address', { to: { address: 'Ann <a@example.org>' } }],
    ['a quoted local part', { to: { address: '"a b"@example.org' } }],
    ['a line break in the subject', { subject: 'Hello\r\nBcc: b@example.org' }],
    ['a bare carriage return', { subject: 'Hello\rBcc: b@example.org' }],
    ['the line separator of Unicode', { subject: 'Hello\u2028Bcc: b@example.org' }],
    ['a null byte', { subject: 'Hello\u0000' }],
    ['a reversed name', { to: { name: 'gro.elpmaxe\u202E', address: 'a@example.org' } }],
    ['a further recipient by header', { headers: { Bcc: 'b@example.org' } }],
    ['a header name with a line break', { headers: { 'X-A\r\nBcc': 'b@example.org' } }],
    ['a header value with a line break', { headers: { 'X-A': 'a\r\nBcc: b@example.org' } }],
    ['a foreign message id', { messageId: '<a@b>\r\nBcc: b@example.org' }],
    [
      'a path as a file name',
      { attachments: [{ filename: '../../etc/passwd', type: 'text/plain', bytes: Buffer.from('') }] },
    ],
    [
      'a line break in a type',
      { attachments: [{ filename: 'a', type: 'text/plain\r\nX: y', bytes: Buffer.from('') }] },
    ],
    ['a reply address that is none', { replyTo: { address: 'x' } }],
  ]
  test.each(attacks)('%s is refused before anything is sent', async (_name, changes) => {
    received.length = 0
    await expect(mail.send({ ...confirmation, ...changes })).rejects.toMatchObject({
      status: 422,
      code: 'mail_refused',
    })
    await expect(
      createMail({ url: null, from: { address: 'a@b.example' } }).send({ ...confirmation, ...changes }),
    ).rejects.toThrow()
    expect(received).toEqual([])
  })

  test('odd but honest names and texts go through as they are', async () => {
    const name = `"O'Brien", Ann; <CEO> @ ✓ Łącka 山田`
    const one = await sent({
      to: { name, address: 'ann+tag@sub.example.org' },
      text: 'Bcc: x@example.org\r\n\r\n.\r\nQUIT\r\n',
    })
    expect(one.to).toEqual(['ann+tag@sub.example.org'])
    expect(one.mail.to).toMatchObject([{ name, address: 'ann+tag@sub.example.org' }])
    expect(one.mail.bcc).toBeUndefined()
    expect(one.mail.text).toContain('QUIT')
  })

  test('tells addresses from what is none', () => {
    const good = [
      'a@b.de',
      'ann.o-brien+x@mail.example.co.uk',
      'jörg@müller.example',
      "o'hara@example.org",
      'a@localhost',
    ]
    const bad = [
      '',
      'a',
      '@b.de',
      'a@',
      'a@b@c.de',
      'a b@c.de',
      'a@b..de',
      'a@-b.de',
      'a@b.de.',
      'a@[1.2.3.4]',
      `${'x'.repeat(65)}@b.de`,
    ]
    expect(good.filter((text) => !isMailAddress(text))).toEqual([])
    expect(bad.filter(isMailAddress)).toEqual([])
  })
})

test('a setting names a sender with or without a name', () => {
  expect(readMailbox('Willow Lane <desk@willow.example>')).toEqual({
    name: 'Willow Lane',
    address: 'desk@willow.example',
  })
  expect(readMailbox('"Willow, Lane" <desk@willow.example>')).toEqual({
    name: 'Willow, Lane',
    address: 'desk@willow.example',
  })
  expect(readMailbox(' desk@willow.example ')).toEqual({ address: 'desk@willow.example' })
  for (const text of ['', 'Willow', 'Willow <desk>', 'a@b.de, c@d.de']) expect(readMailbox(text)).toBeNull()
})

describe('without a mail server', () => {
  test('the mail is kept in the outbox and says so', async () => {
    const outbox = createMail({ url: null, from: { address: 'a@willow.example' } })
    expect(await outbox.send({ ...confirmation, messageId: '<m2@willow.example>' })).toEqual({
      by: 'outbox',
      messageId: '<m2@willow.example>',
      answer: 'Kept in the outbox: SMTP_URL is not set.',
    })
  })

  test('caught mail can be read, and made to fail', async () => {
    const caught = caughtMail((message) =>
      message.to.address.startsWith('x') ? new Error('down') : undefined,
    )
    await caught.send(confirmation)
    await expect(caught.send({ ...confirmation, to: { address: 'x@example.org' } })).rejects.toThrow('down')
    expect(caught.sent).toEqual([confirmation])
  })
})

describe('the frame', () => {
  const words = {
    practice: { name: 'Willow & Lane', color: '#ffd34d' },
    title: 'Your visit',
    paragraphs: ['Hello <b>Ann</b>,\nsee you.', 'Bye'],
    button: { label: 'Change', url: 'https://willow.example/v?a=1&b=2' },
    footer: ['3 Willow Lane', 'Why this mail?'],
  }

  test('says the same in HTML and in text', () => {
    const { html, text } = frameMail(words, 'en')
    expect(text).toBe(
      'Your visit\n\nHello <b>Ann</b>,\nsee you.\n\nBye\n\nChange:\nhttps://willow.example/v?a=1&b=2\n\n-- \n3 Willow Lane\nWhy this mail?\n',
    )
    expect(html).toContain('Willow &amp; Lane')
    expect(html).toContain('Hello &lt;b&gt;Ann&lt;/b&gt;,<br>see you.')
    expect(html.match(/href="https:\/\/willow\.example\/v\?a=1&amp;b=2"/g)).toHaveLength(2)
    expect(html).toMatch(/<html lang="en" dir="ltr">/)
  })

  test('knows light and dark, writes readably on the colour of the practice, loads nothing', () => {
    const { html } = frameMail(words, 'en')
    expect(html).toContain('prefers-color-scheme:dark')
    expect(html).toContain('color:#111111;font-weight:600')
    expect(frameMail({ ...words, practice: { name: 'W', color: '#123456' } }, 'en').html).toContain(
      'color:#ffffff;font-weight:600',
    )
    expect(html).not.toMatch(/<img|<script|<link|url\(|@import|src=/)
    expect(Math.max(...html.split('\n').map((line) => line.length))).toBeLessThan(900)
  })

  test('refuses links and colours that are something else', () => {
    const url = 'javascript:alert(1)'
    expect(() => frameMail({ ...words, button: { label: 'x', url } }, 'en')).toThrow('https://')
    expect(() => frameMail({ ...words, practice: { name: 'W', color: 'red;}' } }, 'en')).toThrow('colour')
    expect(
      frameMail({ ...words, button: { label: 'x', url: 'https://a.example/"><script>' } }, 'en').html,
    ).not.toContain('<script')
  })
})
