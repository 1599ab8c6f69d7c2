import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.'
const ask = (linkId: string, type: string, definition: string) => ({
  linkId,
  text: linkId,
  type,
  definition: PATIENT + definition,
})
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await app.as(willow.nora).post('/consents/ready')
  const item = [
    ask('call', 'string', 'contact'),
    ask('allergies', 'text', 'allergies'),
    ask('medicines', 'text', 'medication'),
    ask('news', 'boolean', 'messages:marketing'),
    ask('remind', 'boolean', 'messages:reminder'),
    ask('insurer', 'string', 'policy:payer'),
    ask('number', 'string', 'policy:member'),
  ]
  const definition = { resourceType: 'Questionnaire', status: 'active', title: 'Health', item }
  await app.as(willow.nora).put('/forms/health', { definition })
})
afterAll(() => app.end())

async function opened() {
  const asked = await app
    .as(willow.fay)
    .post(`/clients/${willow.mia.id}/form-requests`, { formKey: 'health' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { url } = (await app.as(willow.fay).post(`/form-requests/${asked.body.id}/link`)).body
  return app.withLink(url.split('/').at(-1))
}
async function handIn(answers: object) {
  const link = await opened()
  const { rowVersion } = (await link.get('/form')).body
  const done = await link.post('/form/completion', { answers, rowVersion })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  await app.settle()
}
const factsOf = async (who: typeof willow.fay) =>
  (await app.as(who).get(`/clients/${willow.mia.id}/chart-facts`)).body.items as {
    field: string
    said: string | null
    rowVersion: number
  }[]
const allowed = async (purpose: string) =>
  (await app.as(willow.fay).get(`/clients/${willow.mia.id}/contact-consent`)).body.allowed
    .filter(
      (one: { purpose: string; channel: string }) =>
        one.purpose === purpose && ['email', 'sms'].includes(one.channel),
    )
    .map((one: { allowed: boolean }) => one.allowed)

test('a form tells whom to call, allergies and medicines; allergies are for who treats, not for the desk', async () => {
  await handIn({
    call: ['Leo, +1 212 555 0100'],
    allergies: ['Penicillin – 青霉素'],
    medicines: ['Ibuprofen 400'],
  })
  expect(await factsOf(willow.petra)).toMatchObject([
    { field: 'contact', said: 'Leo, +1 212 555 0100' },
    { field: 'allergies', said: 'Penicillin – 青霉素' },
    { field: 'medication', said: 'Ibuprofen 400' },
  ])
  expect((await factsOf(willow.fay)).map(({ field }) => field)).toEqual(['contact'])
  const told = JSON.stringify((await app.as(willow.fay).get(`/clients/${willow.mia.id}/chart-changes`)).body)
  expect(told).not.toContain('Penicillin')
  const path = `/clients/${willow.mia.id}/chart-facts`
  expect((await app.as(willow.fay).put(`${path}/allergies`, { said: 'none', rowVersion: 1 })).status).toBe(
    403,
  )
  expect((await app.as(willow.petra).put(`${path}/allergies`, { said: 'x', rowVersion: 7 })).body.code).toBe(
    'changed_meanwhile',
  )
})

test('another answer does not overwrite a fact: somebody looks first; the number to call is not asked twice', async () => {
  const link = await opened()
  const { answers } = (await link.get('/form')).body
  expect(answers, 'allergies are asked afresh').toEqual({ call: ['Leo, +1 212 555 0100'] })
  await app.as(willow.fay).post(`/form-requests/${(await openRequest())!.id}/withdrawal`, { reason: 'test' })
  await handIn({ allergies: ['None'] })
  expect((await factsOf(willow.petra))[1]).toMatchObject({ said: 'Penicillin – 青霉素' })
  const { items } = (await app.as(willow.petra).get(`/clients/${willow.mia.id}/chart-changes`)).body
  const open = items.find((one: { state: string }) => one.state === 'open')
  expect(open).toMatchObject({ field: 'allergies', before: 'Penicillin – 青霉素', after: 'None' })
  expect((await app.as(willow.fay).post(`/chart-changes/${open.id}/decision`, { take: true })).status).toBe(
    404,
  )
  await app.as(willow.petra).post(`/chart-changes/${open.id}/decision`, { take: true })
  expect((await factsOf(willow.petra))[1]).toMatchObject({ said: 'None' })
})
const openRequest = async () =>
  (
    await app.sql(`select id from form_request where client_id = $1 and state in ('requested', 'started')`, [
      willow.mia.id,
    ])
  )[0]

test('the policy in force fills the questions about insurance', async () => {
  const added = await app.as(willow.fay).post(`/clients/${willow.mia.id}/policies`, {
    payerName: 'Blue Meadow',
    memberId: 'BM-123',
    relation: 'self',
  })
  expect(added.status, JSON.stringify(added.body)).toBe(200)
  const link = await opened()
  expect((await link.get('/form')).body.answers).toMatchObject({
    insurer: ['Blue Meadow'],
    number: ['BM-123'],
  })
  await app.as(willow.fay).post(`/form-requests/${(await openRequest())!.id}/withdrawal`, { reason: 'test' })
})

test('a yes or no about messages in a form counts for the messages; an open question says nothing', async () => {
  expect([await allowed('marketing'), await allowed('reminder')]).toEqual([
    [false, false],
    [true, true],
  ])
  await handIn({ news: [true], remind: [false] })
  expect([await allowed('marketing'), await allowed('reminder')]).toEqual([
    [true, true],
    [false, false],
  ])
  app.clock.advance({ minutes: 1 })
  await handIn({ news: [false] })
  expect([await allowed('marketing'), await allowed('reminder')]).toEqual([
    [false, false],
    [false, false],
  ])
})

test('agreeing to news opens them on every channel, withdrawing closes them; unsubscribing everywhere withdraws', async () => {
  const path = `/clients/${willow.mia.id}/consents`
  const agree = () =>
    app
      .as(willow.fay)
      .post(`${path}/marketing/note`, { decision: 'agreed', how: 'paper', signerName: 'Mia Rossi' })
  const state = async () =>
    (await app.as(willow.fay).get(path)).body.items.find(
      (one: { purpose: string }) => one.purpose === 'marketing',
    )
  app.clock.advance({ minutes: 1 })
  expect((await agree()).status).toBe(200)
  await app.settle()
  expect(await allowed('marketing')).toEqual([true, true])
  expect(await state()).toMatchObject({
    state: 'agreed',
    channels: [
      { channel: 'email', allowed: true },
      { channel: 'sms', allowed: true },
    ],
  })
  app.clock.advance({ minutes: 1 })
  const withdrawn = await app
    .as(willow.fay)
    .post(`${path}/marketing/withdrawal`, { reason: 'too many', signerName: 'Mia Rossi' })
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200)
  await app.settle()
  expect(await allowed('marketing')).toEqual([false, false])

  app.clock.advance({ minutes: 1 })
  await agree()
  await app.settle()
  const refuse = (channel: string) =>
    app.as(willow.fay).post(`/clients/${willow.mia.id}/contact-consent`, {
      channel,
      purpose: 'marketing',
      allowed: false,
      note: 'on the phone',
    })
  app.clock.advance({ minutes: 1 })
  expect((await refuse('email')).status).toBe(200)
  await app.settle()
  expect(await state(), 'one channel of two leaves it').toMatchObject({ state: 'agreed' })
  app.clock.advance({ minutes: 1 })
  await refuse('sms')
  await app.settle()
  expect(await state()).toMatchObject({ state: 'withdrawn', reason: 'Told to the practice.' })
  const acts = await app.sql(
    `select act from consent_act a join consent_purpose p on p.id = a.purpose_id
    where a.client_id = $1 and p.key = 'marketing' order by nth`,
    [willow.mia.id],
  )
  expect(
    acts.map(({ act }) => act),
    'each once',
  ).toEqual(['agreed', 'withdrawn', 'agreed', 'withdrawn'])
})
