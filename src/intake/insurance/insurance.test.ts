import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { loadSettings } from '../../platform/settings.ts'
import { memoryFiles } from '../../platform/files/files.ts'
import type { Scanner } from '../../platform/files/files.ts'
import { testApp } from '../../testing/harness.ts'
import type { Caller, TestApp } from '../../testing/harness.ts'
import type { Cast } from '../../testing/cast.ts'
import { answerAsPractice, readQuestion } from './eligibility/practice-clearinghouse.ts'

let app: TestApp
let cast: Cast
let desk: Caller
let owner: Caller
let key: string
let bucketUp = true
const dir = mkdtempSync(join(tmpdir(), 'atrium-cover-'))
const scanner: Scanner & { isUp: boolean } = {
  isUp: false,
  async scan(content) {
    if (!scanner.isUp) throw new Error('down')
    const isBad = Buffer.from(await content.read(0, content.size)).includes('EVIL')
    return { state: isBad ? 'infected' : 'clean', finding: isBad ? 'Test.Evil' : null }
  },
}
const store = memoryFiles(scanner)

beforeAll(async () => {
  const settings = {
    ...loadSettings({ ATRIUM_DATA: dir, ATRIUM_PUBLIC_URL: 'http://atrium.test', ATRIUM_LOG: 'silent' }),
    secret: 'a secret of the tests that is long enough for everything',
    privateGateways: true,
  }
  const files = {
    ...store,
    put: (...wish: Parameters<typeof store.put>) =>
      bucketUp ? store.put(...wish) : Promise.reject(new Error('down')),
  }
  app = await testApp({ services: { settings, files } })
})
afterAll(async () => {
  await app.end()
  rmSync(dir, { recursive: true, force: true })
})
let nth = 0
beforeEach(async () => {
  nth += 1
  cast = await app.practice(`cover-${nth}`)
  desk = app.as(cast.fay)
  owner = app.as(cast.nora)
  key = await app.makeKey(cast, 'owner')
  scanner.isUp = false
  bucketUp = true
})

async function upload(path: string, bytes: Uint8Array, authorization = `Bearer ${key}`) {
  const answer = await app.fetch(
    new Request(`http://atrium.test/api${path}`, {
      method: 'POST',
      body: bytes as BodyInit,
      headers: { authorization },
    }),
  )
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

const settings = {
  kind: 'practice',
  url: null,
  userName: null,
  senderQualifier: 'ZZ',
  senderId: 'WILLOW',
  receiverQualifier: 'ZZ',
  receiverId: 'CLEARING',
  isTrial: true,
  providerName: '',
  npi: '1234567893',
  serviceTypes: ['PT'],
  staleDays: 30,
  aheadDays: 3,
}
async function connect(change: object = {}) {
  const { body } = await owner.get('/clearinghouse')
  const answer = await owner.put('/clearinghouse', { ...settings, ...change, rowVersion: body.rowVersion })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

async function payerId(): Promise<string> {
  await owner.post('/payers/demo', {})
  const { body } = await desk.get('/payers')
  return body.items.find((each: { code: string }) => each.code === 'DEMO-CEDAR').id
}

async function addPolicy(wish: object = {}) {
  const answer = await desk.post(`/clients/${cast.mia.id}/policies`, {
    payerId: await payerId(),
    memberId: 'W123411',
    ...wish,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

const coverOf = async () => (await desk.get(`/clients/${cast.mia.id}/policies`)).body.items[0].cover

test('a policy is entered, checked, and its cover stands at the client in figures', async () => {
  await connect()
  const policy = await addPolicy()
  expect((await desk.post(`/policies/${policy.id}/checks`, {})).body.state).toBe('waiting')
  await app.settle()
  const cover = await coverOf()
  expect(cover).toMatchObject({ state: 'answered', verdict: 'active', plan: 'CEDAR CHOICE', isStale: false })
  expect(cover.figures).toMatchObject({ deductibleMinor: 75_000, visitsAllowed: 30 })
  const { body } = await desk.get(`/cover-checks/${cover.checkId}`)
  expect(body.request).toContain('EQ*30^PT~')
  expect(body.answer).toContain('ST*271')
  expect((await desk.get('/cover-concerns')).body.checks).toEqual([])
})

test('two presses at once ask once', async () => {
  await connect()
  const policy = await addPolicy()
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => desk.post(`/policies/${policy.id}/checks`, {})),
  )
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
})

test.each([
  ['W12300', 'not_found'],
  ['W12399', 'inactive'],
])('member %s: the desk finds "%s" on its list until it has seen to it', async (memberId, verdict) => {
  await connect()
  const policy = await addPolicy({ memberId })
  const { body: check } = await desk.post(`/policies/${policy.id}/checks`, {})
  await app.settle()
  const { body } = await desk.get('/cover-concerns')
  expect(body.checks).toMatchObject([{ id: check.id, verdict, memberId }])
  await desk.post(`/cover-checks/${check.id}/settlement`, { note: 'Called.' })
  expect((await desk.get('/cover-concerns')).body.checks).toEqual([])
})

test('a payer that cannot answer now is asked three times, then the desk is told', async () => {
  await connect()
  const policy = await addPolicy({ memberId: 'W12388' })
  await desk.post(`/policies/${policy.id}/checks`, {})
  await app.settle()
  expect(await coverOf()).toMatchObject({ state: 'waiting', trouble: 'payer_busy' })
  for (let turn = 0; turn < 3; turn += 1) {
    app.clock.advance({ minutes: 50 })
    await app.settle()
  }
  expect(await coverOf()).toMatchObject({ state: 'failed', trouble: 'payer_busy' })
})

test('nobody can be asked without a way, without a number of the payer, or by who may only read', async () => {
  const policy = await addPolicy()
  expect((await desk.post(`/policies/${policy.id}/checks`, {})).body.code).toBe('no_clearinghouse')
  await connect()
  const own = await addPolicy({ payerId: null, payerName: 'Village Fund', priority: 2 })
  expect((await desk.post(`/policies/${own.id}/checks`, {})).body.code).toBe('payer_not_reachable')
  expect((await app.as(cast.rita).post(`/policies/${policy.id}/checks`, {})).status).toBe(403)
  expect((await owner.put('/clearinghouse', { ...settings, npi: '1234567890', rowVersion: 3 })).status).toBe(
    422,
  )
})

/** A clearinghouse on this machine that answers as the test says. */
async function gateway(answer: (body: string, request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      asked.push(body)
      answer(body, request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x12`, asked }
}
const now = { day: '2026-03-02', time: '09:00' }
const answerTo = (body: string) => answerAsPractice(readQuestion(body)!, now)

test('a gateway that is down is asked again, and its answer has one effect though it comes twice', async () => {
  let fails = 2
  const { url, asked } = await gateway((body, request, response) => {
    expect(request.headers.authorization).toBe(
      `Basic ${Buffer.from('willow:open sesame').toString('base64')}`,
    )
    fails -= 1
    if (fails >= 0) return void response.writeHead(503).end()
    response.end(answerTo(body) + answerTo(body))
  })
  await connect({ kind: 'http', url, userName: 'willow', secret: 'open sesame' })
  const policy = await addPolicy()
  await desk.post(`/policies/${policy.id}/checks`, {})
  await app.settle()
  expect(await coverOf()).toMatchObject({ state: 'waiting', trouble: 'gateway_down' })
  for (let turn = 0; turn < 4; turn += 1) {
    app.clock.advance({ hours: 1 })
    await app.settle()
  }
  expect(asked).toHaveLength(3)
  expect(await coverOf()).toMatchObject({ state: 'answered', verdict: 'active', trouble: null })
  const events = await app.sql(`select 1 from event where practice_id = $1 and name = 'cover.answered'`, [
    cast.practiceId,
  ])
  expect(events).toHaveLength(1)
  const { body } = await owner.get('/clearinghouse')
  expect(body).toMatchObject({ hasSecret: true })
  expect(JSON.stringify(body)).not.toContain('sesame')
})

test.each([
  ['a page instead of an answer', '<html>maintenance</html>', 'unreadable'],
  ['half an answer', 'half', 'unreadable'],
  ['a refusal of the interchange', 'TA1', 'gateway_refused'],
  ['a refusal of the question', '999', 'gateway_refused'],
])('%s is told at the check', async (_what, kind, trouble) => {
  const { url } = await gateway((body, _request, response) => {
    const { control } = readQuestion(body)!
    const head = `ISA*00*          *00*          *ZZ*CLEARING       *ZZ*WILLOW         *260302*0900*^*00501*000000009*0*P*:~`
    const answers: Record<string, string> = {
      half: answerTo(body).slice(0, 180),
      TA1: `${head}TA1*${control}*260302*0900*R*006~IEA*0*000000009~`,
      '999': `${head}GS*FA*A*B*20260302*0900*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HS*${Number(control)}~AK2*270*0001~IK3*NM1*5**8~IK4*9*67*1~IK5*R*5~AK9*R*1*1*0~SE*8*0001~GE*1*1~IEA*1*000000009~`,
    }
    response.end(answers[kind] ?? kind)
  })
  await connect({ kind: 'http', url })
  const policy = await addPolicy()
  await desk.post(`/policies/${policy.id}/checks`, {})
  await app.settle()
  expect(await coverOf()).toMatchObject({ state: 'failed', trouble })
  expect((await desk.get('/cover-concerns')).body.checks).toHaveLength(1)
})

test('without the operator’s leave no address of the own network is called', async () => {
  const { url, asked } = await gateway((_body, _request, response) => response.end())
  app.house.services.settings.privateGateways = false
  onTestFinished(() => void (app.house.services.settings.privateGateways = true))
  await connect({ kind: 'http', url: url.replace('127.0.0.1', 'localhost') })
  await addPolicy()
  const [policy] = (await desk.get(`/clients/${cast.mia.id}/policies`)).body.items
  await desk.post(`/policies/${policy.id}/checks`, {})
  await app.settle()
  expect(await coverOf()).toMatchObject({ state: 'failed', trouble: 'gateway_refused' })
  expect(asked).toEqual([])
})

test('by folder: questions are laid out, answers fetched in any order, broken ones put apart', async () => {
  await connect({ kind: 'folder' })
  const first = await addPolicy()
  const second = await addPolicy({ memberId: 'W99999', priority: 2 })
  for (const { id } of [first, second]) await desk.post(`/policies/${id}/checks`, {})
  await app.settle()
  const root = join(dir, 'clearinghouse', cast.slug)
  const questions = readdirSync(join(root, 'out')).sort()
  expect(questions).toEqual(['1.270', '2.270'])
  expect(await coverOf()).toMatchObject({ state: 'sent' })
  const [one, two] = questions.map((name) => answerTo(readFileSync(join(root, 'out', name), 'utf8')))
  mkdirSync(join(root, 'in'), { recursive: true })
  const arrive = (name: string, text: string) => {
    writeFileSync(join(root, 'in', name), text)
    utimesSync(join(root, 'in', name), new Date(0), new Date(0))
  }
  arrive('b.271', `${two}${one}`)
  arrive('c.271', `${two}${one}`)
  arrive('broken.271', 'ISA*00*')
  writeFileSync(join(root, 'in', 'still-writing.271'), 'ISA*')
  await app.sweepAll()
  expect(readdirSync(join(root, 'in', 'done')).sort()).toEqual(['b.271', 'c.271'])
  expect(readdirSync(join(root, 'in', 'not-read'))).toEqual(['broken.271'])
  expect(existsSync(join(root, 'in', 'still-writing.271'))).toBe(true)
  const { body } = await desk.get(`/clients/${cast.mia.id}/cover-checks`)
  expect(body.items.map((each: { verdict: string }) => each.verdict).sort()).toEqual(['active', 'inactive'])
  const { files } = (await desk.get('/cover-concerns')).body
  expect(files).toMatchObject([{ name: 'broken.271', faults: [{ segment: 1 }] }])
  await owner.post(`/cover-files/${files[0].id}/settlement`, {})
  expect((await desk.get('/cover-concerns')).body.files).toEqual([])
})

test('a question without an answer for a day is on the list; an answer that comes late still counts', async () => {
  await connect({ kind: 'folder' })
  const policy = await addPolicy()
  await desk.post(`/policies/${policy.id}/checks`, {})
  await app.settle()
  app.clock.advance({ hours: 25 })
  await app.sweepAll()
  expect(await coverOf()).toMatchObject({ state: 'failed', trouble: 'no_answer' })
  const question = readFileSync(join(dir, 'clearinghouse', cast.slug, 'out', '1.270'), 'utf8')
  expect((await upload('/cover-files?name=late.271', Buffer.from(answerTo(question)))).body).toMatchObject({
    matched: 1,
  })
  expect(await coverOf()).toMatchObject({ state: 'answered', verdict: 'active' })
})

test('three days before a visit cover is asked for by itself, once, and again when a new month has begun', async () => {
  await connect()
  await addPolicy()
  app.clock.set('2026-03-29T18:00:00Z')
  const book = (startsAt: string) =>
    app.as(cast.fay).post('/appointments', {
      clientId: cast.mia.id,
      serviceId: cast.treatment.id,
      practitionerId: cast.petra.id,
      locationId: cast.mainStreet.id,
      startsAt,
    })
  expect((await book('2026-03-31T14:00:00Z')).status).toBe(200)
  const checks = async () => (await app.as(cast.fay).get(`/clients/${cast.mia.id}/cover-checks`)).body.items
  const round = async () => {
    await app.sweepAll()
    await app.settle()
    await app.sweepAll()
    await app.settle()
  }
  await round()
  expect(await checks()).toMatchObject([{ why: 'before_visit', state: 'answered', serviceOn: '2026-03-31' }])
  expect((await book('2026-04-01T14:00:00Z')).status).toBe(200)
  await round()
  expect(await checks()).toHaveLength(1)
  app.clock.set('2026-04-01T10:00:00Z')
  await round()
  expect((await checks()).map((each: { serviceOn: string }) => each.serviceOn)).toEqual([
    '2026-04-01',
    '2026-03-31',
  ])
})

test('on no day two policies pay first; an ended one stays with its reason and every version', async () => {
  const first = await addPolicy({ validTo: '2026-06-30' })
  const clash = await desk.post(`/clients/${cast.mia.id}/policies`, {
    payerName: 'Village Fund',
    memberId: 'V1',
    validFrom: '2026-06-30',
  })
  expect(clash).toMatchObject({ status: 409, body: { code: 'policy_overlaps' } })
  const after = await desk.post(`/clients/${cast.mia.id}/policies`, {
    payerName: 'Village Fund',
    memberId: 'V1',
    validFrom: '2026-07-01',
  })
  expect(after.status).toBe(200)
  const stale = { payerId: first.payerId, memberId: 'W2', rowVersion: 7 }
  expect((await desk.put(`/policies/${first.id}`, stale)).body.code).toBe('changed_meanwhile')
  await desk.put(`/policies/${first.id}`, { ...stale, rowVersion: 1, validTo: '2026-06-30' })
  await desk.post(`/policies/${first.id}/end`, { reason: 'Changed jobs.', endsOn: '2026-03-31' })
  const { body } = await desk.get(`/policies/${first.id}/history`)
  expect(body.items.map((each: { facts: { member_id: string } }) => each.facts.member_id)).toEqual([
    'W2',
    'W2',
    'W123411',
  ])
  const coverage = await desk.get(`/policies/${first.id}/coverage`)
  expect(coverage.body).toMatchObject({
    resourceType: 'Coverage',
    status: 'cancelled',
    period: { end: '2026-03-31' },
  })
})

test('whoever is insured with somebody else says with whom, and the payer is asked about the right person', async () => {
  await connect()
  const path = `/clients/${cast.leo.id}/policies`
  const wish = { payerId: await payerId(), memberId: 'W123411', relation: 'child' }
  expect((await desk.post(path, wish)).status).toBe(422)
  expect((await desk.post(path, { ...wish, holder: { clientId: cast.leo.id } })).status).toBe(422)
  const { body: policy } = await desk.post(path, { ...wish, holder: { clientId: cast.mia.id } })
  const { body: check } = await desk.post(`/policies/${policy.id}/checks`, {})
  const { body } = await desk.get(`/cover-checks/${check.id}`)
  expect(readQuestion(body.request)).toMatchObject({
    holder: { id: 'W123411', givenName: cast.mia.name.split(' ')[0] },
    dependent: { givenName: cast.leo.name.split(' ')[0] },
  })
})

test('a list of payers comes in twice without doubling, and says what it could not read', async () => {
  const csv = 'Payer Name;Payer ID;Phone\nCedar;C1;555\nÄrztekasse;A2;\n;X;\n'
  expect((await upload('/payers/import', Buffer.from(csv, 'latin1'))).body).toMatchObject({
    added: 2,
    refused: [{ line: 4 }],
  })
  expect(
    (await upload('/payers/import', Buffer.from(`\uFEFF${csv.replace('Cedar;', 'Cedar East;')}`))).body,
  ).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
  expect((await upload('/payers/import', Buffer.from('a,b\n1,2\n'))).status).toBe(422)
})

const card = (light = 150) =>
  sharp(
    Buffer.from(
      Array.from({ length: 900 * 600 }, (_, at) => Math.min(255, light - 60 + ((at * 7919) % 121))),
    ),
    {
      raw: { width: 900, height: 600, channels: 1 },
    },
  )
    .jpeg()
    .toBuffer()

async function cardLink() {
  const { body: request } = await desk.post(`/clients/${cast.mia.id}/card-requests`, {
    kinds: ['insurance_front', 'insurance_back'],
  })
  const { body } = await desk.post(`/card-requests/${request.id}/link`, {})
  const token = String(body.url).split('/').at(-1)!
  return {
    token,
    request,
    client: app.withLink(token),
    send: (kind: string, bytes: Uint8Array) => upload(`/card/photos?kind=${kind}`, bytes, `Link ${token}`),
  }
}

test('a client sends their card by a link; nothing counts before the practice has looked it over', async () => {
  const current = await addPolicy()
  const { client, send } = await cardLink()
  await app.settle()
  expect(app.mails.at(-1)!.subject).toContain('card')
  expect((await client.get('/card')).body).toMatchObject({
    state: 'asked',
    policy: { memberId: 'W123411', payerName: 'Cedar Health' },
    photos: [],
  })
  expect((await send('insurance_front', await card())).body).toMatchObject({
    kind: 'insurance_front',
    hints: [],
    scan: 'not_scanned',
    takenBy: 'client',
  })
  const dark = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0a0a0a' } })
    .jpeg()
    .toBuffer()
  expect((await send('insurance_back', dark)).body.hints).toEqual(['too_dark'])
  expect((await send('insurance_back', await card(160))).body.hints).toEqual([])
  expect((await send('insurance_back', Buffer.from('%PDF-1.7 no photo %%EOF'))).body).toMatchObject({
    code: 'file_refused',
  })
  const typed = { payerName: 'harbor care plan', memberId: 'H-77', relation: 'self' }
  expect((await client.post('/card/completion', { policy: typed })).body.state).toBe('received')
  expect((await client.post('/card/completion', { policy: typed })).body.code).toBe('card_request_closed')
  expect((await client.get('/card')).body.policy).toBeNull()
  const [proposed] = (await desk.get('/cover-concerns')).body.policies
  expect(proposed).toMatchObject({
    state: 'proposed',
    payerName: 'Harbor Care Plan',
    replacesId: current.id,
    enteredBy: 'client',
  })
  await desk.post(`/policies/${proposed.id}/confirmation`, { rowVersion: proposed.rowVersion })
  const { body } = await desk.get(`/clients/${cast.mia.id}/policies`)
  expect(body.items.map((each: { state: string; memberId: string }) => [each.state, each.memberId])).toEqual([
    ['in_force', 'H-77'],
    ['ended', 'W123411'],
  ])
  const photos = (await desk.get(`/clients/${cast.mia.id}/id-photos`)).body.items
  expect(photos).toHaveLength(2)
  const file = await desk.get(`/id-photos/${photos[0].id}/file`)
  expect([file.headers.get('content-type'), file.headers.get('x-content-type-options')]).toEqual([
    'image/jpeg',
    'nosniff',
  ])
  expect(file.headers.get('content-security-policy')).toContain('sandbox')
})

test('what is known is handed in unchanged: nothing new has to be looked over', async () => {
  await addPolicy()
  const { client } = await cardLink()
  const { policy } = (await client.get('/card')).body
  const { payerName, memberId, relation } = policy
  await client.post('/card/completion', {
    policy: { payerName, memberId: ` ${memberId.toLowerCase()}`, relation },
  })
  expect((await desk.get('/cover-concerns')).body.policies).toEqual([])
})

test('a link brings only so much', async () => {
  const { send } = await cardLink()
  await send('insurance_front', await card())
  await app.sql(`update stored_file set size = 160000000 where practice_id = $1`, [cast.practiceId])
  expect((await send('insurance_back', await card(170))).body.code).toBe('upload_quota_reached')
})

test('what came while no scanner looked is looked at later; what it finds is never served again', async () => {
  const evil = Buffer.concat([await card(), Buffer.from('EVIL')])
  const { body: photo } = await upload(`/clients/${cast.mia.id}/id-photos?kind=id_front`, await card())
  expect(photo.scan).toBe('not_scanned')
  const [row] = await app.sql('select file_id from id_photo where practice_id = $1 and id = $2', [
    cast.practiceId,
    photo.id,
  ])
  // The photo we keep is written anew; what a scanner finds later is put in its place here.
  const bad = await store.put(evil, { name: 'x.jpg' })
  await app.sql('update stored_file set sha256 = $1 where id = $2', [bad.sha256, row!.file_id])
  scanner.isUp = true
  await app.sweepAll()
  const answer = await desk.get(`/id-photos/${photo.id}/file`)
  expect(answer).toMatchObject({ status: 409, body: { code: 'file_infected' } })
  expect((await desk.get(`/clients/${cast.mia.id}/id-photos`)).body.items[0].scan).toBe('infected')
  await expect(store.get(bad.sha256)).rejects.toMatchObject({ status: 404 })
  expect((await upload(`/clients/${cast.mia.id}/id-photos?kind=id_back`, evil)).body).toMatchObject({
    reason: 'infected',
  })
})

test('when the place of the files is out of reach, nothing is noted', async () => {
  bucketUp = false
  expect((await upload(`/clients/${cast.mia.id}/id-photos?kind=id_front`, await card())).status).toBe(500)
  expect((await desk.get(`/clients/${cast.mia.id}/id-photos`)).body.items).toEqual([])
})
