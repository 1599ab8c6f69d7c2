import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { splitName } from './operations/leads.ts'
import { sourceOf } from './source.ts'

let app: TestApp
let willow: Cast
let oak: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  oak = await app.practice('oak-street')
})
afterAll(() => app.end())

const desk = () => app.as(willow.fay)
const enquire = (body: object, slug = 'willow-lane') => app.visitor().post(`/public/${slug}/enquiries`, body)
const ola = {
  name: 'Ola Brandt',
  email: 'Ola@Brandt.example',
  phone: '(212) 555-0160',
  message: 'My knee\nhurts.',
}
const newest = async (caller = desk()) => (await caller.get('/leads')).body.items[0]

describe('an enquiry from the public page', () => {
  test('becomes a lead with its source, and the front desk sees it', async () => {
    const sent = await enquire({ ...ola, utmSource: 'Newsletter' })
    expect(sent).toMatchObject({ status: 200, body: { received: true } })
    expect(await newest()).toMatchObject({
      name: 'Ola Brandt',
      email: 'ola@brandt.example',
      phone: '+12125550160',
      message: 'My knee\nhurts.',
      source: 'newsletter',
      stage: 'new',
      rowVersion: 1,
    })
    const events = await app.sql(
      `select name, data, actor_kind from event where practice_id = $1 and name like 'lead.%'`,
      [willow.practiceId],
    )
    expect(events).toEqual([{ name: 'lead.created', data: { source: 'newsletter' }, actor_kind: 'public' }])
  })

  test('of a program that fills every field is thanked for and thrown away', async () => {
    expect((await enquire({ ...ola, name: 'Robot', website: 'https://spam.example' })).body).toEqual({
      received: true,
    })
    expect((await desk().get('/leads', { q: 'robot' })).body.items).toEqual([])
  })

  test('needs a way to answer, a real address and a practice that exists', async () => {
    expect((await enquire({ name: 'Nobody' })).body).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'email' }],
    })
    expect((await enquire({ name: 'Nobody', email: 'x' })).body).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'email' }],
    })
    expect((await enquire(ola, 'no-such-practice')).status).toBe(404)
    expect((await enquire({ ...ola, stage: 'booked' })).status).toBe(422)
  })

  test('after enquiry after enquiry from one address is asked to wait, in that practice only', async () => {
    const statuses = []
    for (let count = 0; count < 21; count += 1)
      statuses.push((await enquire({ ...ola, name: `Flood ${count}` }, 'oak-street')).status)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200))
    expect(statuses[20]).toBe(429)
    expect((await enquire({ ...ola, name: 'Another practice' })).status).toBe(200)
    app.clock.advance({ minutes: 4 })
    expect((await enquire(ola, 'oak-street')).status).toBe(200)
  })
})

test.each([
  [{ utmSource: 'Google Ads' }, 'google ads'],
  [{ source: 'Flyer' }, 'flyer'],
  [{ referrer: 'https://www.google.co.uk/search?q=physio' }, 'google'],
  [{ referrer: 'https://www.runners.example/x' }, 'runners.example'],
  [{ referrer: 'nonsense' }, 'website'],
  [{}, 'website'],
])('the source of %o is %s', (facts, source) => expect(sourceOf(facts)).toBe(source))

test('a name is split before its last word', () => {
  expect(splitName('Ana Maria Silva')).toEqual({ givenName: 'Ana Maria', familyName: 'Silva' })
  expect(splitName('Cher')).toEqual({ givenName: 'Cher', familyName: '' })
})

describe('working on a lead', () => {
  const make = async (more: object = {}) =>
    (await desk().post('/leads', { name: 'Per Holm', phone: '555', source: 'Phone', ...more })).body

  test('staff note one by hand, change it, and give it a next action', async () => {
    const lead = await make()
    expect(lead).toMatchObject({ source: 'phone', stage: 'new' })
    const edited = await desk().patch(`/leads/${lead.id}`, {
      rowVersion: 1,
      nextAction: 'Call back',
      nextActionOn: '2026-03-04',
      ownerId: willow.fay.id,
    })
    expect(edited.body).toMatchObject({
      name: 'Per Holm',
      nextAction: 'Call back',
      nextActionOn: '2026-03-04',
      rowVersion: 2,
    })
    expect(await desk().patch(`/leads/${lead.id}`, { rowVersion: 1, name: 'Late' })).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile', rowVersion: 2 },
    })
  })

  test('moves through the stages; nobody is lost without a reason, nobody booked without being a client', async () => {
    const lead = await make()
    const move = (body: object) => desk().post(`/leads/${lead.id}/stage`, body)
    expect((await move({ rowVersion: 1, stage: 'contacted' })).body).toMatchObject({
      stage: 'contacted',
      rowVersion: 2,
    })
    expect((await move({ rowVersion: 2, stage: 'lost' })).body).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'lostReason' }],
    })
    expect((await move({ rowVersion: 2, stage: 'booked' })).body.code).toBe('not_converted')
    expect((await move({ rowVersion: 1, stage: 'lost', lostReason: 'Price' })).body.code).toBe(
      'changed_meanwhile',
    )
    expect((await move({ rowVersion: 2, stage: 'lost', lostReason: 'Price' })).body).toMatchObject({
      stage: 'lost',
      lostReason: 'Price',
    })
    expect((await move({ rowVersion: 3, stage: 'qualified' })).body).toMatchObject({
      stage: 'qualified',
      lostReason: null,
    })
  })

  test('becomes a client without retyping, once', async () => {
    const lead = await make({ name: 'Ida Berg Olsen', email: 'ida@example.org', phone: '(212) 555-0170' })
    const converted = await desk().post(`/leads/${lead.id}/conversion`, {})
    expect(converted.body.lead).toMatchObject({ stage: 'booked', clientId: converted.body.clientId })
    const client = (await desk().get(`/clients/${converted.body.clientId}`)).body
    expect(client).toMatchObject({ givenName: 'Ida Berg', familyName: 'Olsen' })
    expect(client.contacts.map((each: { value: string }) => each.value)).toEqual([
      'ida@example.org',
      '+12125550170',
    ])
    const again = await desk().post(`/leads/${lead.id}/conversion`, {})
    expect(again.body.clientId).toBe(converted.body.clientId)
    expect((await desk().post(`/leads/${lead.id}/conversion`, { clientId: willow.ann.id })).body.code).toBe(
      'already_converted',
    )
    const timeline = (await desk().get(`/clients/${client.id}/timeline`)).body.items
    expect(timeline.map((each: { name: string }) => each.name).sort()).toEqual([
      'client.created',
      'lead.converted',
    ])
  })

  test('says which client it might be, and can be joined to them', async () => {
    const lead = await make({ name: 'ann whitfield', email: 'ann@whitfield.example' })
    const opened = await desk().get(`/leads/${lead.id}`)
    expect(opened.body.possibleClients).toMatchObject([{ id: willow.ann.id, because: ['name_and_contact'] }])
    const joined = await desk().post(`/leads/${lead.id}/conversion`, { clientId: willow.ann.id })
    expect(joined.body).toMatchObject({ clientId: willow.ann.id, lead: { stage: 'booked' } })
  })

  test('the board counts every stage', async () => {
    const { body } = await desk().get('/lead-board')
    expect(body.stages.map((each: { stage: string }) => each.stage)).toEqual([
      'new',
      'contacted',
      'qualified',
      'booked',
      'lost',
    ])
    const total = body.stages.reduce((sum: number, each: { count: number }) => sum + each.count, 0)
    const [row] = await app.sql('select count(*)::int as count from lead where practice_id = $1', [
      willow.practiceId,
    ])
    expect(total).toBe(row!.count)
  })
})

describe('who may not', () => {
  test('practitioners and billing see no leads, read-only changes none, visitors neither', async () => {
    for (const person of [willow.petra, willow.bill])
      expect((await app.as(person).get('/leads')).status).toBe(403)
    expect((await app.as(willow.rita).get('/leads')).status).toBe(200)
    expect((await app.as(willow.rita).post('/leads', { name: 'X', source: 'phone' })).status).toBe(403)
    expect((await app.visitor().get('/leads')).status).toBe(401)
  })

  test('a lead of another practice is not there', async () => {
    const foreign = await newest()
    const other = app.as(oak.fay)
    expect((await other.get(`/leads/${foreign.id}`)).status).toBe(404)
    expect((await other.patch(`/leads/${foreign.id}`, { rowVersion: 1, name: 'Stolen' })).status).toBe(404)
    expect(
      (await other.post(`/leads/${foreign.id}/stage`, { rowVersion: 1, stage: 'contacted' })).status,
    ).toBe(404)
    expect((await other.post(`/leads/${foreign.id}/conversion`, {})).status).toBe(404)
  })
})

test('the search from anywhere finds clients and open leads, each only by who may see them', async () => {
  await enquire({ ...ola, name: 'Whitfield Junior' })
  const found = async (person = willow.fay) =>
    (await app.as(person).get('/search', { q: 'whitfield' })).body.results
  expect((await found()).map((each: { kind: string; title: string }) => [each.kind, each.title])).toEqual([
    ['client', 'Ann Whitfield'],
    ['lead', 'Whitfield Junior'],
  ])
  expect((await found(willow.petra)).map((each: { kind: string }) => each.kind)).toEqual(['client'])
  expect((await app.as(oak.fay).get('/search', { q: 'junior' })).body.results).toEqual([])
  expect((await desk().get('/search', { q: 'w' })).body.results).toEqual([])
})
