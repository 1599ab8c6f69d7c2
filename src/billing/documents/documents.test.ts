import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'

let app: TestApp
const folder = process.env.ATRIUM_KEEP_PDF ?? mkdtempSync(join(tmpdir(), 'atrium-documents-'))
beforeAll(async () => {
  app = await testApp()
})
afterAll(async () => {
  await app.end()
  if (!process.env.ATRIUM_KEEP_PDF) rmSync(folder, { recursive: true, force: true })
})

/** The word of another program about our bytes; nothing where poppler-utils are not installed. */
function poppler(tool: 'pdftotext' | 'pdfinfo', bytes: Uint8Array, name: string): string | undefined {
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, bytes)
  try {
    // Intl writes amounts with no-break spaces.
    return execFileSync(tool, tool === 'pdftotext' ? ['-layout', file, '-'] : [file], {
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    }).replaceAll('\u00a0', ' ')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}

async function billOf(slug: string, change?: string): Promise<{ cast: Cast; bill: Caller }> {
  const cast = await app.practice(slug)
  if (change) await app.sql(`update practice set ${change} where practice_id = $1`, [cast.practiceId])
  const key = await app.makeKey(cast, 'billing')
  return { cast, bill: app.withKey(key) }
}

test('an invoice in the United States: Letter, itemised, tax on top, what is paid and what is due', async () => {
  const { cast, bill } = await billOf('willow-lane')
  const { body: invoice } = await bill.post('/invoices', {
    clientId: cast.mia.id,
    approve: true,
    note: 'Thank you for coming to Willow Lane.',
    lines: [
      {
        description: 'Physiotherapy treatment',
        code: 'S9131',
        unitPriceMinor: 8_000,
        practitionerId: cast.petra.id,
        servedOn: '2026-02-27',
      },
      {
        description: 'Kinesiology tape *not bold* #panic("x")',
        kind: 'product',
        unitPriceMinor: 1_299,
        quantity: 2,
        taxBasisPoints: 888,
      },
    ],
  })
  await bill.post(`/invoices/${invoice.id}/payments`, { tender: 'card_terminal', amountMinor: 5_000 })
  const pdf = await bill.get(`/invoices/${invoice.id}/pdf`)
  expect(pdf.status).toBe(200)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.headers.get('content-disposition')).toContain('attachment; filename="Invoice-1.pdf"')
  const text = poppler('pdftotext', pdf.body, 'invoice-us')
  if (text === undefined) return
  for (const words of [
    'Willow Lane',
    '12 Main Street',
    'Mia Rossi',
    'Invoice 1',
    'March 2, 2026',
    'March 16, 2026',
    'S9131 · Petra Schmidt',
    '02/27/2026',
    '*not bold* #panic("x")',
    'Subtotal',
    '$105.98',
    'Tax 8.88%',
    '$2.31',
    'Total',
    '$108.29',
    'Paid March 2, 2026, card',
    '-$50.00',
    'Amount due',
    '$58.29',
    'Please pay by March 16, 2026.',
    'Thank you for coming',
  ]) {
    expect(text).toContain(words)
  }
  expect(poppler('pdfinfo', pdf.body, 'invoice-us')).toMatch(
    /Title:\s+Invoice 1[\s\S]*Tagged:\s+yes[\s\S]*Page size:\s+612 x 792 pts \(letter\)/,
  )
})

test('eine Rechnung in Deutschland: A4, Beträge und Daten wie dort üblich, Steuer im Preis', async () => {
  const { cast, bill } = await billOf(
    'weide',
    `name = 'Praxis am Weidenweg', country = 'DE', currency = 'EUR', locale = 'de', address_lines = '{Weidenweg 3,10115 Berlin}', tax_number = '12/345/67890'`,
  )
  await app.sql(
    `update client set language = 'de', address_lines = '{Lindenstraße 7,10969 Berlin}' where practice_id = $1`,
    [cast.practiceId],
  )
  const { body: settings } = await bill.get('/billing/settings')
  await bill.put('/billing/settings', { ...settings, bankLines: ['IBAN DE02 1203 0000 0000 2020 51'] })
  const { body: invoice } = await bill.post('/invoices', {
    clientId: cast.mia.id,
    approve: true,
    lines: [
      {
        description: 'Präventionskurs',
        unitPriceMinor: 123_456,
        practitionerId: cast.petra.id,
        taxBasisPoints: 1_900,
      },
    ],
  })
  await bill.post(`/invoices/${invoice.id}/payments`, { tender: 'bank_transfer', amountMinor: 123_456 })
  const pdf = await bill.get(`/invoices/${invoice.id}/pdf`)
  const text = poppler('pdftotext', pdf.body, 'invoice-de')
  if (text === undefined) return
  for (const words of [
    'Rechnung 1',
    'Praxis am Weidenweg',
    'Lindenstraße 7',
    '2. März 2026',
    '1.234,56 €',
    'darin USt. 19 %',
    '197,11 €',
    'Überweisung',
    'VOLLSTÄNDIG BEZAHLT',
    'IBAN DE02',
    '12/345/67890',
    'Vielen Dank',
  ]) {
    expect(text).toContain(words)
  }
  expect(poppler('pdfinfo', pdf.body, 'invoice-de')).toMatch(/Tagged:\s+yes[\s\S]*\(A4\)/)
})

test('a void invoice says so, a draft is not printed, many lines go over pages', async () => {
  const { cast, bill } = await billOf('oak-street')
  const lines = Array.from({ length: 60 }, (_, n) => ({
    description: `Session ${n + 1}`,
    unitPriceMinor: 1_000,
  }))
  const { body: draft } = await bill.post('/invoices', { clientId: cast.mia.id, lines })
  expect((await bill.get(`/invoices/${draft.id}/pdf`)).body.code).toBe('is_draft')
  await bill.post(`/invoices/${draft.id}/approval`)
  await bill.post(`/invoices/${draft.id}/void`, { reason: 'Wrong client' })
  const pdf = await bill.get(`/invoices/${draft.id}/pdf`)
  const text = poppler('pdftotext', pdf.body, 'invoice-void')
  if (text === undefined) return
  expect(text).toContain('VOID')
  expect(text).toContain('cancelled by credit note 1')
  expect(text).not.toContain('Please pay')
  expect(text).toContain('Session 60')
  expect(text.match(/Description/g)!.length).toBeGreaterThan(1)
})

test('a receipt says what came in, what it was used for and what is left', async () => {
  const { cast, bill } = await billOf('elm-court')
  const { body: invoice } = await bill.post('/invoices', {
    clientId: cast.mia.id,
    approve: true,
    lines: [{ description: 'Session', unitPriceMinor: 8_000 }],
  })
  const { body: payment } = await bill.post(`/invoices/${invoice.id}/payments`, {
    tender: 'cash',
    amountMinor: 10_000,
    allowCredit: true,
  })
  const pdf = await bill.get(`/payments/${payment.id}/receipt`)
  const text = poppler('pdftotext', pdf.body, 'receipt-us')
  if (text !== undefined) {
    for (const words of [
      'Receipt',
      '$100.00',
      'Received from Mia Rossi',
      'Invoice 1',
      '$80.00',
      'Your credit',
      '$20.00',
      'cash',
    ])
      expect(text).toContain(words)
  }
  const { body: link } = await bill.post(`/invoices/${invoice.id}/payment-link`)
  const mia = app.withLink(String(link.url).split('/').at(-1)!)
  expect((await mia.get('/pay/receipt')).headers.get('content-type')).toBe('application/pdf')
  expect((await mia.get('/pay/invoice')).headers.get('content-type')).toBe('application/pdf')
  await bill.post(`/payments/${payment.id}/reversal`, { reason: 'Mistake' })
  expect((await bill.get(`/payments/${payment.id}/receipt`)).body.code).toBe('is_reversed')
  expect((await mia.get('/pay/receipt')).status).toBe(404)
})

test('an issued invoice reaches the client with its PDF and the page where it can be paid, a card payment with its receipt', async () => {
  const { cast, bill } = await billOf('ash-lane')
  // What the tests before this one left to be sent.
  await app.settle()
  const before = app.mails.length
  const { body: invoice } = await bill.post('/invoices', {
    clientId: cast.mia.id,
    approve: true,
    lines: [{ description: 'Session', unitPriceMinor: 8_000 }],
  })
  await app.settle()
  const [mail] = app.mails.slice(before)
  expect(mail).toMatchObject({ to: { address: 'mia@rossi.example' }, subject: 'Invoice 1 from Willow Lane' })
  expect(mail!.text).toContain('$80.00')
  expect(mail!.attachments?.map((each) => each.filename)).toEqual(['Invoice-1.pdf'])
  const token = /\/pay\/([A-Za-z0-9_-]{43})/.exec(mail!.text)![1]!
  const mia = app.withLink(token)
  expect((await mia.get('/pay')).body.invoice).toMatchObject({ number: 1, openMinor: 8_000 })
  const { body: begun } = await mia.post('/pay/checkout', { returnPath: `/pay/${token}` })
  await app.settle()
  const { body: started } = await mia.get(`/pay/checkouts/${begun.id}`)
  await app
    .visitor()
    .post(`/public/ash-lane/test-gateway/${new URL(started.url).pathname.split('/').at(-1)}/decision`, {
      outcome: 'succeed',
    })
  await app.settle()
  const receipts = app.mails.filter((each) =>
    each.attachments?.some(({ filename }) => filename === 'Receipt.pdf'),
  )
  expect(receipts.map((each) => each.to)).toMatchObject([{ address: 'mia@rossi.example' }])
  expect((await bill.get(`/invoices/${invoice.id}`)).body).toMatchObject({
    state: 'paid',
    sentAt: '2026-03-02T14:00:00.000Z',
  })
  const later = app.mails.length
  const who = {
    practiceId: cast.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, async (ctx) =>
    ctx.record('invoice.issued', { subject: ['invoice', invoice.id], clientId: cast.mia.id }),
  )
  await app.settle()
  expect(app.mails).toHaveLength(later)
})
