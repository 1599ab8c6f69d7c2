import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let bill: () => Caller
let desk: () => Caller
beforeAll(async () => {
  app = await testApp()
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice('approval')
  const [billing, front] = [await app.makeKey(willow, 'billing'), await app.makeKey(willow, 'front_desk')]
  bill = () => app.withKey(billing)
  desk = () => app.withKey(front)
  const { body: settings } = await bill().get('/billing/settings')
  await bill().put('/billing/settings', { ...settings, approvalStep: true })
})
afterAll(() => app.end())

const draftOf = async (caller: Caller) =>
  (
    await caller.post('/invoices', {
      clientId: willow.mia.id,
      lines: [{ description: 'Treatment', unitPriceMinor: 8_000 }],
    })
  ).body

test('the desk writes drafts, billing approves them, and what is approved goes out when somebody sends it', async () => {
  const draft = await draftOf(desk())
  expect(draft.can).toMatchObject({ edit: true, approve: false })
  expect(await desk().post(`/invoices/${draft.id}/approval`)).toMatchObject({
    status: 409,
    body: { code: 'needs_approval' },
  })
  const approved = await bill().post(`/invoices/${draft.id}/approval`)
  expect(approved.body).toMatchObject({ number: 1, sentAt: null })
  await app.settle()
  expect((await bill().get('/invoices', { state: 'to_send' })).body.items).toMatchObject([{ id: draft.id }])
  const sent = await desk().post('/invoices/sendings', { ids: [draft.id, crypto.randomUUID()] })
  expect(sent.body.items.map((each: { outcome: string }) => each.outcome)).toEqual(['sent', 'passed_over'])
  expect((await bill().get('/invoices', { state: 'to_send' })).body.items).toEqual([])
  const planned = () =>
    app.sql(`select 1 from message where practice_id = $1 and rule = 'invoice'`, [willow.practiceId])
  expect(await planned()).toHaveLength(1)
  app.clock.advance({ minutes: 5 })
  expect((await desk().post(`/invoices/${draft.id}/sending`)).status).toBe(200)
  expect(await planned()).toHaveLength(2)
})

test('a payer with a mail address of their own gets the bill and the link, not the client', async () => {
  const { body: payer } = await bill().post('/bill-payers', {
    name: 'Acme Corp',
    kind: 'company',
    email: 'bills@acme.example',
  })
  const draft = await draftOf(bill())
  await bill().put(`/invoices/${draft.id}/payer`, { payerId: payer.id })
  await bill().post(`/invoices/${draft.id}/approval`)
  const before = app.mails.length
  expect((await bill().post(`/invoices/${draft.id}/sending`)).body.sentAt).not.toBeNull()
  await app.settle()
  const mail = app.mails.slice(before).find((each) => each.to.address === 'bills@acme.example')
  expect(mail).toMatchObject({ to: { address: 'bills@acme.example', name: 'Acme Corp' } })
  expect(mail!.attachments![0]!.type).toBe('application/pdf')
  expect(mail!.text).toMatch(/\/pay\/[\w-]{40,}/)
  expect(
    await app.sql(`select 1 from message where practice_id = $1 and subject_id = $2`, [
      willow.practiceId,
      draft.id,
    ]),
  ).toEqual([])
  const statement = { from: '2026-01-01', to: '2026-03-31' }
  expect((await bill().post(`/bill-payers/${payer.id}/statement/mail`, statement)).status).toBe(200)
  await app.settle()
  expect(app.mails.at(-1)!.subject).toContain('Statement of account')
})

test('a payer without any address is named when bills are sent', async () => {
  const { body: payer } = await bill().post('/bill-payers', { name: 'Nowhere Ltd', kind: 'company' })
  const draft = await draftOf(bill())
  await bill().put(`/invoices/${draft.id}/payer`, { payerId: payer.id })
  await bill().post(`/invoices/${draft.id}/approval`)
  expect(await bill().post(`/invoices/${draft.id}/sending`)).toMatchObject({
    status: 409,
    body: { code: 'no_address' },
  })
})

test('a payer that was there twice becomes one: its shares are the other’s', async () => {
  const make = async (name: string) =>
    (await bill().post('/bill-payers', { name, kind: 'company' })).body.id as string
  const [twice, kept] = [await make('Acme Inc'), await make('Acme Incorporated')]
  await bill().post(`/clients/${willow.mia.id}/bill-payers`, {
    payerId: twice,
    shareBasisPoints: 4_000,
    validFrom: '2026-01-01',
  })
  expect((await bill().post(`/bill-payers/${twice}/merge`, { intoId: kept })).status).toBe(200)
  const { body } = await bill().get(`/clients/${willow.mia.id}/bill-payers`)
  expect(body.items).toMatchObject([{ payerId: kept, shareBasisPoints: 4_000 }])
  const { body: payers } = await bill().get('/bill-payers')
  expect(payers.items.find((each: { id: string }) => each.id === twice).isArchived).toBe(true)
})
