import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  for (const key of ['intake', 'pain', 'child'])
    await app.as(willow.nora).put(`/forms/${key}`, { definition: { ...FORM, title: `Form ${key}` } })
  await app.as(willow.nora).post('/consents/ready')
  await app.settle()
})
afterAll(() => app.end())

const FORM = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Form',
  item: [{ linkId: 'a', text: 'Well?', type: 'string' }],
}
const plain = { audience: 'anyone', validMonths: 12, askWhen: 'booking', chaseTimes: 0 }
const form = (key: string, blocks = false) => ({ kind: 'form', key, blocks })
const consent = (key: string, blocks = false) => ({ kind: 'consent', key, blocks })

/** Exactly these rules hold from now on. */
async function rules(...wanted: object[]) {
  for (const { id } of (await app.as(willow.nora).get('/packet-rules')).body.items)
    await app.as(willow.nora).post(`/packet-rules/${id}/switch`, { on: false })
  for (const [index, rule] of wanted.entries()) {
    const added = await app
      .as(willow.max)
      .post('/packet-rules', { title: `Rule ${index}`, ...plain, ...rule })
    expect(added.status, JSON.stringify(added.body)).toBe(200)
  }
}

async function book(startsAt: string, client: ClientPerson, service = willow.assessment) {
  const wish = { serviceId: service.id, clientId: client.id, practitionerId: willow.paul.id, startsAt }
  const answer = await app.as(willow.fay).post('/appointments', wish)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body as { id: string; rowVersion: number }
}
const cancel = async (visit: { id: string }) => {
  await app.as(willow.fay).post(`/appointments/${visit.id}/cancellation`, { by: 'client', reason: 'ill' })
  await app.settle()
}
const open = async (visit: { id: string }) =>
  (
    await app.sql(
      `select f.key, r.state, r.blocks_check_in as blocks from form_request r join form f on f.id = r.form_id where r.appointment_id = $1
      union all select p.key, r.state, r.blocks_check_in from consent_request r join consent_purpose p on p.id = r.purpose_id where r.appointment_id = $1
      order by key`,
      [visit.id],
    )
  ).map((row) => `${row.key} ${row.state}${row.blocks ? ' blocks' : ''}`)
const mailsOf = (visit: { id: string }) =>
  app.sql(
    `select rule, state, body, send_at from message where subject_id = $1 and rule like 'form%' order by send_at`,
    [visit.id],
  )

test('forms and consents of one visit go out in one mail, with one link that leads on to the rest', async () => {
  await rules({ items: [form('pain', true), consent('privacy'), consent('photos')] })
  const visit = await book('2026-03-06T15:00:00Z', willow.mia)
  expect(await open(visit)).toEqual(['pain requested blocks', 'photos requested', 'privacy requested'])
  const mails = await mailsOf(visit)
  expect(mails).toHaveLength(1)
  expect(mails[0]!.body).toContain('Form pain, How we handle your data, Photographs for the record')
  const token = /\/forms\/([\w-]+)/.exec(
    app.mails.findLast(({ text }) => text.includes('/forms/'))!.text,
  )![1]!
  const { rowVersion } = (await app.withLink(token).get('/form')).body
  expect((await app.withLink(token).post('/form/completion', { answers: {}, rowVersion })).status).toBe(200)
  const rest = (await app.withLink(token).post('/form/rest')).body.items
  expect(rest.map((one: { title: string }) => one.title)).toEqual([
    'How we handle your data',
    'Photographs for the record',
  ])
  expect(rest[0].url).toMatch(/\/consents\//)
})

test('who has answered is asked again once the answer is too old, on the clock of the rule', async () => {
  await rules({ items: [form('pain')], validMonths: 6 })
  expect(await open(await book('2026-03-09T15:00:00Z', willow.mia))).toEqual([])
  await app.sql(
    `update form_request set completed_at = completed_at - interval '7 months' where client_id = $1 and state = 'completed'`,
    [willow.mia.id],
  )
  expect(await open(await book('2026-03-10T15:00:00Z', willow.mia))).toEqual(['pain requested'])
})

test('a rule holds for its service, for new or returning clients, and for an age', async () => {
  await app.sql(`update client set born_on = '2015-05-05' where id = $1`, [willow.leo.id])
  await rules(
    { items: [form('intake')], serviceIds: [willow.treatment.id] },
    { items: [form('child')], maxAge: 17 },
    { items: [form('pain')], audience: 'returning' },
  )
  const preview = await app
    .as(willow.max)
    .get('/packet-preview', { serviceId: willow.treatment.id, clientId: willow.leo.id })
  expect(preview.body.items.map((one: { key: string }) => one.key)).toEqual(['intake', 'child'])
  expect(preview.body.rules.filter((one: { holds: boolean }) => !one.holds && one).at(-1)).toMatchObject({
    why: 'audience',
  })
  expect(await open(await book('2026-03-11T15:00:00Z', willow.leo))).toEqual(['child requested'])
})

test('however often its events come, a visit asks once; restored after a cancellation it asks again', async () => {
  await rules({
    items: [form('intake'), consent('telehealth')],
    chaseTimes: 2,
    chaseGapHours: 48,
    chaseLastHours: 24,
  })
  const visit = await book('2026-03-16T15:00:00Z', willow.ann)
  const all = ['intake requested', 'telehealth requested']
  await Promise.all([1, 2, 3].map(() => app.as(willow.fay).post(`/appointments/${visit.id}/packet`)))
  await app.settle()
  expect(await open(visit)).toEqual(all)
  expect((await mailsOf(visit)).map(({ rule, state }) => `${rule} ${state}`)).toEqual([
    'form_request sent',
    'form_chase planned',
    'form_chase planned',
  ])
  await cancel(visit)
  expect(await open(visit)).toEqual(['intake withdrawn', 'telehealth withdrawn'])
  expect((await mailsOf(visit)).filter(({ state }) => state === 'planned')).toEqual([])
  await app.as(willow.fay).post(`/appointments/${visit.id}/restoration`, {})
  await app.settle()
  expect(await open(visit)).toEqual(all)
  expect((await mailsOf(visit)).filter(({ state }) => state === 'planned')).toHaveLength(2)
})

test('a moved visit is reminded before its new day, and one answer makes the reminder name the rest', async () => {
  const [visit] = await app.sql(
    `select appointment_id as id from form_request r where client_id = $1 and state = 'requested'`,
    [willow.ann.id],
  )
  await app.as(willow.fay).post(`/appointments/${visit!.id}/move`, { startsAt: '2026-03-18T15:00:00Z' })
  await app.settle()
  const planned = async () =>
    (await mailsOf(visit as { id: string })).filter(({ state }) => state === 'planned')
  expect((await planned()).map(({ send_at: at }) => at.toISOString())).toEqual([
    '2026-03-15T15:00:00.000Z',
    '2026-03-17T15:00:00.000Z',
  ])
  const note = { decision: 'agreed', how: 'paper', signerName: 'Ann' }
  await app.as(willow.fay).post(`/clients/${willow.ann.id}/consents/telehealth/note`, note)
  await app.settle()
  expect(await open(visit as { id: string })).toEqual(['intake requested', 'telehealth answered'])
  await app.as(willow.fay).post(`/appointments/${visit!.id}/move`, { startsAt: '2026-03-19T15:00:00Z' })
  await app.settle()
  for (const { body } of await planned()) {
    expect(body).toContain('Form intake')
    expect(body).not.toContain('video')
  }
})

test('of a series only the first visit asks; when it is cancelled the next one does', async () => {
  await rules({ items: [form('child'), consent('marketing')] })
  const made = await app.as(willow.fay).post('/clients', { givenName: 'Ida', familyName: 'Ernst' })
  const ida = { ...willow.ann, id: made.body.client.id }
  const first = await book('2026-04-06T15:00:00Z', ida)
  const second = await book('2026-04-13T15:00:00Z', ida)
  expect(await open(second)).toEqual([])
  await cancel(first)
  expect(await open(second)).toEqual(['child requested', 'marketing requested'])
  const earlier = await book('2026-04-07T15:00:00Z', ida)
  expect(await open(second), 'an earlier visit needs it first').toEqual([])
  expect(await open(earlier)).toEqual(['child requested', 'marketing requested'])
})

test('what is only for check-in is asked without a mail', async () => {
  await rules({ items: [consent('fee-policy', true)], askWhen: 'check_in' })
  const visit = await book('2026-04-20T15:00:00Z', willow.ann)
  expect(await open(visit)).toEqual(['fee-policy requested blocks'])
  expect(await mailsOf(visit)).toEqual([])
  const next = await app.as(willow.fay).get('/packet-preview/next-days', { days: 7 })
  expect(next.status).toBe(200)
})

test('asked so many days before: planned for that morning, moved with the visit, not sent twice', async () => {
  await rules({ items: [form('pain')], askWhen: 'days_before', daysBefore: 3, validMonths: null })
  const visit = await book('2026-05-11T15:00:00Z', willow.ann)
  expect(await mailsOf(visit)).toMatchObject([
    { state: 'planned', send_at: new Date('2026-05-08T13:00:00Z') },
  ])
  await app.as(willow.fay).post(`/appointments/${visit.id}/move`, { startsAt: '2026-05-12T15:00:00Z' })
  await app.settle()
  const planned = (await mailsOf(visit)).filter(({ state }) => state === 'planned')
  expect(planned).toMatchObject([{ send_at: new Date('2026-05-09T13:00:00Z') }])
})

test('several services in a row ask once: one mail, at the first of them, with the forms of all', async () => {
  await rules(
    { items: [form('intake', true), form('pain')], serviceIds: [willow.treatment.id] },
    { items: [form('child'), form('pain')], serviceIds: [willow.gait.id] },
  )
  const made = await app.as(willow.fay).post('/clients', {
    givenName: 'Bo',
    familyName: 'Bundle',
    contacts: [{ kind: 'email', value: 'bo@bundle.example' }],
  })
  const clientId = made.body.client.id
  const wish = {
    parts: [{ serviceId: willow.treatment.id }, { serviceId: willow.gait.id }],
    from: '2026-04-27',
    days: 1,
  }
  const [time] = (await app.as(willow.fay).post('/bundles/times', wish)).body.items
  const parts = time.parts.map(({ serviceId, startsAt, practitionerId }: Record<string, string>) => ({
    serviceId,
    startsAt,
    practitionerId,
  }))
  const booked = await app.as(willow.fay).post('/bundles', { clientId, locationId: time.locationId, parts })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  await app.settle()
  const [first, second] = (
    await app.sql(`select id from appointment where client_id = $1 order by starts_at`, [clientId])
  ).map(({ id }) => ({ id }))
  expect(await open(first!)).toEqual(['child requested', 'intake requested blocks', 'pain requested'])
  expect(await open(second!)).toEqual([])
  const mails = [...(await mailsOf(first!)), ...(await mailsOf(second!))]
  expect(mails.map(({ rule, state }) => `${rule} ${state}`)).toEqual(['form_request sent'])
  for (const title of ['Form intake', 'Form pain', 'Form child']) expect(mails[0]!.body).toContain(title)
  const week = await app.as(willow.fay).get('/packet-preview/next-days', { days: 31 })
  expect(week.status).toBe(200)
  // The first service falls away: the other one asks for what it needs itself, and only for that.
  await cancel(first!)
  expect(await open(second!)).toEqual(['child requested', 'pain requested'])
})

test('a changed rule reaches booked visits when somebody says so, and shows before whom and with what', async () => {
  await rules()
  const made = await app.as(willow.fay).post('/clients', {
    givenName: 'Rea',
    familyName: 'Reach',
    contacts: [{ kind: 'email', value: 'rea@reach.example' }],
  })
  const rea = { ...willow.ann, id: made.body.client.id }
  const visit = await book('2026-06-08T15:00:00Z', rea)
  const later = await book('2026-06-15T15:00:00Z', rea)
  expect(await open(visit)).toEqual([])
  await rules({ items: [form('intake', true), consent('photos')] })
  await app.settle()
  expect(await open(visit), 'nothing goes out by itself').toEqual([])
  const own = async () =>
    (await app.as(willow.max).get('/packet-preview/reach')).body.items.filter(
      (one: { clientId: string }) => one.clientId === rea.id,
    )
  expect(await own()).toMatchObject([
    {
      appointmentId: visit.id,
      asks: [
        { title: 'Form intake', blocks: true, mailAt: expect.any(String) },
        { title: 'Photographs for the record', blocks: false },
      ],
      withdraws: [],
    },
  ])
  expect((await app.as(willow.fay).post('/packet-rules/reach')).status).toBe(403)
  const reach = async () => {
    expect((await app.as(willow.max).post('/packet-rules/reach')).body).toEqual({ begun: true })
    await app.settle()
  }
  await reach()
  expect(await open(visit)).toEqual(['intake requested blocks', 'photos requested'])
  expect(await open(later), 'of a series only the first').toEqual([])
  expect((await mailsOf(visit)).map(({ rule, state }) => `${rule} ${state}`)).toEqual(['form_request sent'])
  app.clock.advance({ minutes: 1 })
  await reach()
  expect(await mailsOf(visit), 'twice is once').toHaveLength(1)
  await rules({ items: [form('intake')] })
  expect(await own()).toMatchObject([{ asks: [], withdraws: ['Photographs for the record'] }])
  app.clock.advance({ minutes: 1 })
  await reach()
  expect(await open(visit)).toEqual(['intake requested', 'photos withdrawn'])
})

test('a rule that could never hold or names what is not there is refused at its field', async () => {
  const refused = async (rule: object) =>
    (
      await app
        .as(willow.max)
        .post('/packet-rules', { title: 'x', ...plain, items: [form('intake')], ...rule })
    ).body.fields[0].field
  expect(await refused({ minAge: 20, maxAge: 10 })).toBe('maxAge')
  expect(await refused({ items: [consent('nothing')] })).toBe('items')
  expect(await refused({ items: [] })).toBe('items')
  expect(
    (await app.as(willow.fay).post('/packet-rules', { title: 'x', ...plain, items: [form('intake')] }))
      .status,
  ).toBe(403)
})
