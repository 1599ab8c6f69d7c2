import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { monthlySuperbills } from './monthly.ts'

let app: TestApp
let willow: Cast
let bill: () => Caller
let petra: Caller
beforeAll(async () => {
  app = await testApp()
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice('superbills')
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
  petra = app.as(willow.petra)
})
afterAll(() => app.end())

const upload = async (kind: string, text: string) => {
  const key = await app.makeKey(willow, 'billing')
  const response = await app.fetch(
    new Request(`http://atrium.test/api/billing-codes/import?kind=${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
      body: text,
    }),
  )
  return { status: response.status, body: await response.json() }
}

async function visit(startsAt: string) {
  const id = crypto.randomUUID()
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '45 minutes', 'America/New_York', 'done', 'staff', 8000, 0, 0, 'Fay', $7)`,
    [
      willow.practiceId,
      id,
      willow.mia.id,
      willow.petra.id,
      willow.treatment.id,
      willow.mainStreet.id,
      startsAt,
    ],
  )
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, async (ctx) =>
    ctx.record('appointment.done', { subject: ['appointment', id], clientId: willow.mia.id }),
  )
  await app.settle()
  return id
}

test('a code set comes from CSV, bad rows are named, and the same file again changes nothing', async () => {
  const csv =
    'HCPCS;Long Description;Action Effective Date;Termination Date\nG0283;Electrical stimulation;20200101;\nA4556;Electrodes, pair;01/01/2019;31.12.2024\n;no code;;\nL0100;;;\nA9999;bad day;2026-13-40;\n'
  const first = await upload('procedure', csv)
  expect(first).toMatchObject({ status: 200, body: { read: 5, written: 2 } })
  expect(first.body.problems.map((each: { line: number }) => each.line)).toEqual([4, 5, 6])
  expect((await upload('procedure', csv)).body.written).toBe(0)
  const today = await petra.get('/billing-codes', { kind: 'procedure', q: 'elec' })
  expect(today.body.items.map((each: { code: string }) => each.code)).toEqual(['G0283'])
  expect((await upload('procedure', 'one,two\n1,2\n')).status).toBe(422)
  await upload('diagnosis', 'code,text\nM54.5,Low back pain\nM25.5,Pain in joint\n')
})

test('a superbill holds codes, units, the diagnoses of each visit by itself, provider numbers and what was paid', async () => {
  await bill().put(`/services/${willow.treatment.id}/coding`, {
    code: 'g0283',
    modifiers: ['GP'],
    placeOfService: '11',
    minutesPerUnit: 15,
  })
  await app.sql(`update staff set provider_number = '1234567893' where id = $1`, [willow.petra.id])
  const [first, second] = [await visit('2026-02-10T15:00:00Z'), await visit('2026-02-17T15:00:00Z')]
  await petra.put(`/appointments/${first}/diagnoses`, { items: [{ code: 'm54.5' }] })
  const later = await petra.put(`/appointments/${second}/diagnoses`, {
    items: [{ code: 'M25.5' }, { code: 'M54.5', label: 'Back' }],
  })
  expect(later.body.items).toMatchObject([{ code: 'M25.5', label: 'Pain in joint' }, { code: 'M54.5' }])
  const { body: invoices } = await bill().get('/invoices')
  await bill().post(`/invoices/${invoices.items[0].id}/payments`, { tender: 'cash', amountMinor: 3_000 })
  const { status, body } = await bill().post(`/clients/${willow.mia.id}/superbills`, {
    from: '2026-02-01',
    to: '2026-02-28',
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ chargedMinor: 16_000, paidMinor: 3_000, lines: 2, incomplete: 0 })
  const [{ content }] = await app.sql('select content from superbill where id = $1', [body.id])
  expect(content).toMatchObject({
    providers: [{ name: 'Petra Schmidt', number: '1234567893' }],
    diagnoses: [{ code: 'M54.5' }, { code: 'M25.5' }],
    lines: [
      { code: 'G0283', modifiers: ['GP'], placeOfService: '11', units: 3, points: [1] },
      { units: 3, points: [2, 1] },
    ],
  })
  expect((await bill().get(`/superbills/${body.id}/pdf`)).status).toBe(200)
  expect((await bill().post(`/superbills/${body.id}/sending`)).body.sentAt).not.toBeNull()
  expect(
    (await bill().post(`/clients/${willow.ann.id}/superbills`, { from: '2026-02-01', to: '2026-02-28' })).body
      .code,
  ).toBe('nothing_to_bill')
})

test('the superbill of a month comes by itself, once, and only from the month it was wished for', async () => {
  expect(
    (await bill().put(`/clients/${willow.mia.id}/superbill-rule`, { monthly: true })).body,
  ).toMatchObject({ monthly: true })
  const run = () => monthlySuperbills.run(app.house, willow.practiceId)
  const monthly = async () =>
    (await bill().get(`/clients/${willow.mia.id}/superbills`)).body.items.filter(
      (each: { isMonthly: boolean }) => each.isMonthly,
    )
  await run()
  expect(await monthly()).toEqual([])
  await visit('2026-03-10T15:00:00Z')
  app.clock.set('2026-04-01T14:00:00Z')
  await Promise.all([run(), run()])
  await run()
  expect(await monthly()).toMatchObject([{ fromOn: '2026-03-01', toOn: '2026-03-31', chargedMinor: 8_000 }])
  expect(
    await app.sql(`select 1 from message where practice_id = $1 and rule = 'superbill'`, [willow.practiceId]),
  ).toHaveLength(2)
})
