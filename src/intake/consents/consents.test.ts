import { existsSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryFiles } from '../../platform/files/files.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifySignatures } from '../sealing/verify.ts'

let app: TestApp
let willow: Cast
const files = memoryFiles()
beforeAll(async () => {
  app = await testApp({ services: { files } })
  willow = await app.practice()
  await app.as(willow.nora).post('/consents/ready')
})
afterAll(() => app.end())

async function linkFor(client: ClientPerson, key: string) {
  const answer = await app.as(willow.fay).post(`/clients/${client.id}/consents/${key}/link`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return app.withLink(String(answer.body.url).split('/').at(-1)!)
}
const stateOf = async (client: ClientPerson, key: string) =>
  (await app.as(willow.fay).get(`/clients/${client.id}/consents`)).body.items.find(
    (one: { purpose: string }) => one.purpose === key,
  )
const strokes = [
  {
    points: [
      { x: 1, y: 2 },
      { x: 30, y: 14 },
    ],
  },
  { points: [{ x: 8, y: 8 }] },
]
const drawn = (name: string, relation = 'self') => ({ name, relation, method: 'drawn', strokes })
const verify = async () =>
  (
    await Promise.all(
      verifySignatures.map(({ run }) =>
        inTransaction(app.database.app, willow.practiceId, (db) =>
          run(db, willow.practiceId, app.clock.now()),
        ),
      ),
    )
  ).flat()

test('the ready texts of the profession are there in both languages, published', async () => {
  const { body } = await app.as(willow.fay).get('/consents')
  const keys = body.items.map((one: { key: string }) => one.key)
  expect(keys).toEqual(
    expect.arrayContaining(['treatment', 'privacy', 'telehealth', 'photos', 'marketing', 'fee-policy']),
  )
  for (const { text } of body.items) {
    expect(Object.keys(text.texts).sort()).toEqual(['de', 'en'])
    expect(JSON.stringify(text.texts)).not.toContain('{{')
  }
})

test('a client reads the exact text and signs; who, when, how and which version is kept, with a sealed PDF', async () => {
  const link = await linkFor(willow.mia, 'treatment')
  const shown = (await link.get('/consent')).body
  expect(shown).toMatchObject({
    title: 'Consent to treatment',
    version: 1,
    signing: 'signature',
    state: 'requested',
  })
  const unsigned = {
    decision: 'agreed',
    textId: shown.textId,
    signature: { name: 'Mia', relation: 'self', method: 'ticked' },
  }
  expect((await link.post('/consent/answer', unsigned)).body.code).toBe('signature_required')
  const no = await link.post('/consent/answer', { ...unsigned, decision: 'declined' })
  expect(no.body.code, 'without it nobody is treated').toBe('cannot_decline')
  const wish = { decision: 'agreed', textId: shown.textId, signature: drawn('Mia Rossi') }
  const signed = await link.post('/consent/answer', wish, { 'user-agent': 'Phone of Mia' })
  expect(signed.body, JSON.stringify(signed.body)).toMatchObject({ state: 'answered' })
  expect((await link.post('/consent/answer', wish)).body.code).toBe('consent_answered')
  await app.settle()
  expect(await stateOf(willow.mia, 'treatment')).toMatchObject({
    state: 'agreed',
    version: 1,
    signerName: 'Mia Rossi',
    how: 'drawn',
  })
  const pdf = await link.get('/consent/pdf')
  expect(Buffer.from(pdf.body).subarray(0, 5).toString()).toBe('%PDF-')
  const { acts } = (await app.as(willow.fay).get(`/clients/${willow.mia.id}/consents`)).body
  const proof = await app.as(willow.fay).get(`/signatures/${acts[0].signatureId}/proof`)
  expect(proof.body).toMatchObject({
    document: 'unchanged',
    evidence: 'unchanged',
    file: 'unchanged',
    isWhole: true,
  })
  expect((await app.as(willow.fay).get(`/signatures/${acts[0].signatureId}/pdf`)).status).toBe(403)
  expect((await app.as(willow.paul).get(`/signatures/${acts[0].signatureId}/pdf`)).body).toEqual(pdf.body)
  const text = textOfPdf(pdf.body)
  if (text)
    for (const words of ['Consent to treatment', 'Mia Rossi', 'Phone of Mia', 'treatment v1', 'SHA-256'])
      expect(text).toContain(words)
})

test('a changed text asks again; minor wording does not, and says why; what is published cannot be changed', async () => {
  const edit = async (body: string, minorReason: string | null) => {
    const { rowVersion } = (await app.as(willow.max).get('/consents')).body.items.find(
      (one: { key: string }) => one.key === 'treatment',
    )
    const texts = { en: { title: 'Consent to treatment', body, effect: 'It ends.' } }
    const saved = await app
      .as(willow.max)
      .put('/consents/treatment', { texts, rowVersion, mayDecline: false })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    const clash = await app.as(willow.nora).put('/consents/treatment', { texts, rowVersion })
    expect(clash.body.code).toBe('changed_meanwhile')
    return app.as(willow.max).post('/consents/treatment/publication', { minorReason })
  }
  expect((await edit('A comma was wrong.', 'Only a comma.')).body.text).toMatchObject({
    version: 2,
    asksAgain: false,
  })
  expect(await stateOf(willow.mia, 'treatment')).toMatchObject({ state: 'agreed', version: 1 })
  const late = await linkFor(willow.ann, 'treatment')
  const { textId } = (await late.get('/consent')).body
  expect((await edit('A new risk is named.', null)).body.text).toMatchObject({ version: 3, asksAgain: true })
  expect(await stateOf(willow.mia, 'treatment')).toMatchObject({ state: 'outdated' })
  const stale = await late.post('/consent/answer', {
    decision: 'agreed',
    textId,
    signature: drawn('Ann Lee'),
  })
  expect(stale.body.code, 'who read the old text must see the new one').toBe('text_changed')
  const again = await app.as(willow.max).post('/consents/treatment/publication', {})
  expect(again.body.code).toBe('nothing_to_publish')
})

test('the program itself may neither change nor delete a published text, an act or a signature', async () => {
  for (const table of ['consent_text', 'consent_act', 'signature', 'sealed_document']) {
    const [rights] = await app.sql(
      `select has_table_privilege('atrium_app', $1, 'update') as u, has_table_privilege('atrium_app', $1, 'delete') as d`,
      [table],
    )
    expect(rights, table).toEqual({ u: false, d: false })
  }
})

test('an agreement is taken back with a reason, says what that means, and asks again; declining and expiry are kept, too', async () => {
  const photos = await linkFor(willow.mia, 'photos')
  const { textId } = (await photos.get('/consent')).body
  await photos.post('/consent/answer', { decision: 'agreed', textId, signature: drawn('Mia Rossi') })
  const back = { reason: 'does not want it any more', signerName: 'Mia Rossi' }
  const answer = await app.as(willow.fay).post(`/clients/${willow.mia.id}/consents/photos/withdrawal`, back)
  expect(answer.body.effect).toContain('No further photographs')
  expect(
    (await app.as(willow.fay).post(`/clients/${willow.mia.id}/consents/photos/withdrawal`, back)).body.code,
  ).toBe('not_agreed')
  expect(await stateOf(willow.mia, 'photos')).toMatchObject({ state: 'withdrawn', reason: back.reason })
  const told = { decision: 'declined', how: 'told', signerName: 'Mia Rossi' }
  await app.as(willow.fay).post(`/clients/${willow.mia.id}/consents/marketing/note`, told)
  expect((await stateOf(willow.mia, 'marketing')).state).toBe('declined')
  await app.sql(`update consent_purpose set valid_months = 1 where key = 'telehealth'`)
  await app
    .as(willow.fay)
    .post(`/clients/${willow.mia.id}/consents/telehealth/note`, { ...told, decision: 'agreed', how: 'paper' })
  app.clock.advance({ days: 40 })
  expect((await stateOf(willow.mia, 'telehealth')).state).toBe('expired')
  const missing = await app.as(willow.fay).get('/consents/telehealth/missing', { coming: false })
  expect(
    missing.body.items.find((one: { clientId: string }) => one.clientId === willow.mia.id),
  ).toMatchObject({ state: 'expired' })
})

test('for a child signs who is noted with the right to sign; nobody else, and nobody for a grown-up without a note', async () => {
  await app.sql(`update client set born_on = '2015-05-05' where id = $1`, [willow.leo.id])
  await app.as(willow.fay).post(`/clients/${willow.mia.id}/relationships`, {
    relatedClientId: willow.leo.id,
    kind: 'mother',
    mayBook: true,
    maySeeRecords: true,
    maySign: true,
    mayPay: true,
  })
  const link = await linkFor(willow.leo, 'privacy')
  const { textId } = (await link.get('/consent')).body
  const stranger = { decision: 'agreed', textId, signature: drawn('Max Muster', 'parent') }
  expect((await link.post('/consent/answer', stranger)).body).toMatchObject({
    status: 403,
    code: 'may_not_sign',
  })
  const signed = await link.post('/consent/answer', { ...stranger, signature: drawn('mia  rossi', 'parent') })
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  const [row] = await app.sql(`select signer_client_id from signature where client_id = $1`, [willow.leo.id])
  expect(row!.signer_client_id).toBe(willow.mia.id)
  await app.sql(`update client set born_on = '1980-01-01' where id = $1`, [willow.ann.id])
  const forAnn = await linkFor(willow.ann, 'privacy')
  const wish = { decision: 'agreed', textId, signature: drawn('Mia Rossi', 'representative') }
  expect((await forAnn.post('/consent/answer', wish)).body.code).toBe('may_not_sign')
})

test('one changed byte of document, evidence, text or PDF is found', async () => {
  await app.settle()
  expect(await verify()).toEqual([])
  const [row] = await app.sql(
    `select s.id, d.sha256 from signature s join sealed_document d on d.signature_id = s.id order by s.id limit 1`,
  )
  const broken = async (sqlText: string, back: string) => {
    await app.sql(sqlText)
    const found = (await verify()).map(({ what }) => what)
    await app.sql(back)
    return found
  }
  const id = `where id = '${row!.id}'`
  expect(
    await broken(
      `update signature set document = document || ' ' ${id}`,
      `update signature set document = left(document, -1) ${id}`,
    ),
  ).toEqual(['changed document'])
  expect(
    await broken(
      `update signature set signer_name = signer_name || 'x' ${id}`,
      `update signature set signer_name = left(signer_name, -1) ${id}`,
    ),
  ).toEqual(['changed evidence'])
  expect(
    await broken(
      `update consent_text set texts = jsonb_set(texts, '{en,body}', '"x"') where version = 3`,
      `select 1`,
    ),
  ).toEqual(['changed consent text'])
  const parts: Uint8Array[] = []
  for await (const part of await files.get(row!.sha256)) parts.push(part as Uint8Array)
  expect(Buffer.concat(parts).length).toBeGreaterThan(1000)
  await files.delete(row!.sha256)
  expect((await app.as(willow.nora).get(`/signatures/${row!.id}/proof`)).body).toMatchObject({
    file: 'missing',
    isWhole: false,
  })
})

const NAMES = '../shared/data/text/names_many_scripts.tsv'
test.skipIf(!existsSync(NAMES))(
  'names of every script stand unchanged in the sealed PDF; what no font holds is named by its code',
  async () => {
    const rows = readFileSync(NAMES, 'utf8')
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((line) => line.split('\t'))
    const byScript = new Map(rows.map((cells) => [cells[1]!, cells[4]!]))
    for (const [script, name] of byScript) {
      const made = await app.as(willow.fay).post('/clients', { givenName: name, familyName: 'X' })
      const client = { ...willow.mia, id: made.body.client.id }
      const link = await linkFor(client, 'privacy')
      const { textId } = (await link.get('/consent')).body
      const signed = await link.post('/consent/answer', {
        decision: 'agreed',
        textId,
        signature: { name, relation: 'self', method: 'typed' },
      })
      expect(signed.status, JSON.stringify(signed.body)).toBe(200)
      const text = textOfPdf((await link.get('/consent/pdf')).body)
      // Readers turn the order of right-to-left words; their letters are there all the same.
      if (text)
        for (const letter of new Set(name.normalize('NFC').replace(/[\s\p{M}]/gu, '')))
          expect(
            text.normalize('NFKC').includes(letter.normalize('NFKC')) || text.includes(codeOf(letter)),
            `${script}: ${name}, ${letter}`,
          ).toBe(true)
    }
  },
)

const codeOf = (sign: string) => `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

function textOfPdf(bytes: Uint8Array): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
  } catch {
    console.warn('pdftotext is not installed: the PDF was only read by its head.')
    return null
  }
}
