import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayEvents } from '../../platform/events/deliver.ts'
import { insertPastAppointment } from '../../scheduling/index.ts'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const inside = <T>(work: Parameters<typeof app.inPractice<T>>[1]) =>
  app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
    work,
  )
const owner = () => app.as(willow.nora)
const WORDS = {
  headline: 'How are you, {{ client_name }}?',
  text: 'Hello {{ client_name }},\n\nhow was it?',
  shortText: 'How was it?',
}
const STEP = { afterDays: 1, atTime: '10:00', withLink: false, texts: { en: WORDS } }
const wishOf = (change: object = {}) => ({
  name: 'Follow-up',
  kind: 'sequence',
  purpose: 'care',
  startsWith: { on: 'visit_done', serviceIds: [], firstOnly: false },
  segment: [],
  goal: 'booked',
  again: 'each_visit',
  steps: [STEP, { ...STEP, afterDays: 14, withLink: true }],
  perMinute: 60,
  ...change,
})
async function made(change: object = {}) {
  const { status, body } = await owner().post('/campaigns', wishOf(change))
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { id: string; rowVersion: number }
}
async function moved(id: string, to: 'start' | 'pause' | 'end') {
  const { status, body } = await owner().post(`/campaigns/${id}/${to}`)
  expect(status, JSON.stringify(body)).toBe(200)
  await app.settle()
  return body as { rowVersion: number }
}
const messagesOf = async (campaignId: string) =>
  (await app.sql(
    `select m.state, m.title, m.body, m.why, m.send_at, m.client_id, m.link is not null as linked from message m
     join campaign_run r on r.id = m.subject_id where r.campaign_id = $1 order by m.send_at, m.id`,
    [campaignId],
  )) as {
    state: string
    title: string
    body: string
    why: string
    send_at: Date
    client_id: string
    linked: boolean
  }[]
const figuresOf = async (id: string) => (await owner().get(`/campaigns/${id}/report`)).body.figures

/** A whole visit at the desk: booked, checked in, done. */
async function visit(client: ClientPerson, startsAt: string) {
  const booked = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: client.id,
    practitionerId: willow.petra.id,
    startsAt,
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  await app.settle()
  app.clock.set(startsAt)
  for (const step of ['arrival', 'room', 'completion']) {
    const answer = await app.as(willow.petra).post(`/appointments/${booked.body.id}/${step}`)
    expect(answer.status, `${step} ${JSON.stringify(answer.body)}`).toBe(200)
  }
  await app.settle()
  return booked.body.id as string
}

test('a visit begins the sequence; all its steps stand in the ledger with their reason', async () => {
  const { id } = await made()
  await moved(id, 'start')
  await visit(willow.ann, '2026-03-02T15:00:00Z')
  const planned = await messagesOf(id)
  expect(planned.map(({ state, send_at }) => [state, send_at.toISOString()])).toEqual([
    ['planned', '2026-03-03T15:00:00.000Z'],
    // The clocks have changed by then; ten o'clock stays ten o'clock.
    ['planned', '2026-03-16T14:00:00.000Z'],
  ])
  expect(planned[0]!.title).toBe(`How are you, ${willow.ann.name.split(' ')[0]}?`)
  expect(planned[1]).toMatchObject({ why: 'Campaign “Follow-up”, step 2 of 2.', linked: true })
  app.clock.set('2026-03-03T15:01:00Z')
  await app.sweepAll()
  await app.settle()
  expect((await messagesOf(id)).map(({ state }) => state)).toEqual(['sent', 'planned'])
  // The goal: who books is written to no more.
  await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.ann.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-20T14:00:00Z',
  })
  await app.settle()
  expect((await messagesOf(id)).map(({ state }) => state)).toEqual(['sent', 'cancelled'])
  expect(await figuresOf(id)).toMatchObject({ people: 1, goalMet: 1, sent: 1, planned: 0, bookedAfter: 1 })
  await moved(id, 'end')
})

test('the same event twice begins it once; a change plans anew what has not gone', async () => {
  const { id } = await made({ goal: 'none', name: 'Twice' })
  const { rowVersion } = await moved(id, 'start')
  await visit(willow.mia, '2026-03-04T15:00:00Z')
  const again = await inside((ctx) =>
    replayEvents(
      ctx,
      { name: 'team.automations', on: ['appointment.done'], run: async () => {} },
      { from: new Date('2026-03-04'), to: new Date('2026-03-05') },
    ),
  )
  expect(again).toBe(1)
  await app.settle()
  expect(await messagesOf(id)).toHaveLength(2)
  const changed = await owner().put(`/campaigns/${id}`, {
    rowVersion,
    ...wishOf({ goal: 'none', name: 'Twice', steps: [STEP, { ...STEP, afterDays: 7 }] }),
  })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  await app.settle()
  const after = await messagesOf(id)
  expect(after.filter(({ state }) => state === 'cancelled')).toHaveLength(2)
  expect(
    after.filter(({ state }) => state === 'planned').map(({ send_at }) => send_at.toISOString()),
  ).toEqual(['2026-03-05T15:00:00.000Z', '2026-03-11T14:00:00.000Z'])
  await moved(id, 'pause')
  expect((await messagesOf(id)).filter(({ state }) => state === 'planned')).toEqual([])
  await moved(id, 'start')
  expect((await messagesOf(id)).filter(({ state }) => state === 'planned')).toHaveLength(2)
  await moved(id, 'end')
  expect(await figuresOf(id)).toMatchObject({ stopped: 1, planned: 0 })
})

test('a broadcast goes to everybody who fits, spread over time; who fits is counted before', async () => {
  const conditions = JSON.stringify([{ is: 'age', from: 18, to: 120 }])
  const preview = await owner().get('/segments/preview', { conditions })
  expect(preview.body, JSON.stringify(preview.body)).toMatchObject({ count: 2 })
  const { id } = await made({
    name: 'Holiday',
    kind: 'broadcast',
    startsWith: null,
    again: 'once',
    goal: 'none',
    steps: [{ ...STEP, afterDays: 0 }],
    segment: [{ is: 'age', from: 18, to: 120 }],
    perMinute: 1,
  })
  const at = app.clock.now()
  await moved(id, 'start')
  const sent = await messagesOf(id)
  expect(sent).toHaveLength(2)
  expect(sent[1]!.send_at.getTime() - sent[0]!.send_at.getTime()).toBe(60_000)
  expect(sent[0]!.send_at).toEqual(at)
  expect((await owner().post(`/campaigns/${id}/start`)).body.code).toBe('wrong_state')
  await moved(id, 'end')
})

test('birthdays, also of the 29th of February; each year once', async () => {
  await app.sql(`update client set born_on = '1988-02-29' where id = $1`, [willow.mia.id])
  app.clock.set('2027-02-28T15:00:00Z')
  const { id } = await made({
    name: 'Birthday',
    startsWith: { on: 'birthday' },
    again: 'yearly',
    goal: 'none',
    steps: [{ ...STEP, afterDays: 0 }],
  })
  await moved(id, 'start')
  await app.sweepAll()
  await app.sweepAll()
  expect((await messagesOf(id)).map(({ client_id }) => client_id)).toEqual([willow.mia.id])
  await moved(id, 'end')
})

test('who stayed away is asked back, once for each absence', async () => {
  await inside((ctx) =>
    insertPastAppointment(ctx, {
      clientId: willow.leo.id,
      serviceId: willow.treatment.id,
      practitionerId: willow.paul.id,
      locationId: willow.mainStreet.id,
      startsAt: new Date('2026-08-03T15:00:00Z'),
      state: 'done',
      source: 'import',
    }),
  )
  const { id } = await made({
    name: 'Back',
    startsWith: { on: 'no_visit', days: 180 },
    goal: 'booked',
    segment: [{ is: 'visits', atLeast: 1 }],
  })
  await moved(id, 'start')
  await app.sweepAll()
  await app.sweepAll()
  expect(new Set((await messagesOf(id)).map(({ client_id }) => client_id))).toEqual(new Set([willow.leo.id]))
  expect(await figuresOf(id)).toMatchObject({ people: 1, planned: 2 })
  await moved(id, 'end')
})

test('words that could not be filled, steps out of order and a shapeless wish are refused with their place', async () => {
  const bad = { ...WORDS, text: 'Dear {{ client_nmae }}' }
  const answer = await owner().post('/campaigns', wishOf({ steps: [{ ...STEP, texts: { en: bad } }] }))
  expect(answer.body).toMatchObject({
    code: 'template_invalid',
    fields: [{ field: 'steps.0.texts.en.text' }],
  })
  expect((await owner().post('/campaigns', wishOf({ steps: [STEP, STEP] }))).body.code).toBe(
    'template_invalid',
  )
  expect((await owner().post('/campaigns', wishOf({ steps: [{ ...STEP, texts: {} }] }))).body.code).toBe(
    'template_invalid',
  )
  expect((await owner().post('/campaigns', wishOf({ startsWith: null }))).status).toBe(422)
  expect((await owner().get('/segments/preview', { conditions: '[{"is":"rich"}]' })).status).toBe(422)
  expect((await app.as(willow.fay).post('/campaigns', wishOf())).status).toBe(403)
})

test('hostile names and texts arrive as they were typed, and nothing in them is carried out', async () => {
  const name = '{{ practice_phone }}<script>"\u{1F600}'
  await app.sql(`update client set preferred_name = $2 where id = $1`, [willow.ann.id, name])
  const { id } = await made({
    name: 'Names',
    kind: 'broadcast',
    startsWith: null,
    again: 'once',
    goal: 'none',
    steps: [{ ...STEP, afterDays: 0 }],
  })
  await moved(id, 'start')
  const mine = (await messagesOf(id)).find(({ client_id }) => client_id === willow.ann.id)!
  expect(mine.body).toContain(`Hello ${name},`)
})

test('the clients of a day are told at once; before, one sees exactly who, and who is left out', async () => {
  const startsAt = new Date(app.clock.now().getTime() + 9 * 86_400_000)
  startsAt.setUTCHours(15, 0, 0, 0)
  while ([0, 6].includes(startsAt.getUTCDay())) startsAt.setUTCDate(startsAt.getUTCDate() + 1)
  const booked = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.mia.id,
    practitionerId: willow.petra.id,
    startsAt: startsAt.toISOString(),
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  const day = startsAt.toISOString().slice(0, 10)
  const preview = async (practitionerIds: string[], purpose: string) =>
    (
      await owner().get('/segments/preview', {
        conditions: JSON.stringify([{ is: 'visits_on', day, practitionerIds }]),
        purpose,
        show: 200,
      })
    ).body
  expect(await preview([], 'care')).toEqual({
    count: 1,
    some: [{ id: willow.mia.id, name: willow.mia.name }],
    reach: { willHear: 1, noConsent: 0, noAddress: 0 },
  })
  // Advertising needs a yes, which she never gave.
  expect((await preview([], 'marketing')).reach).toEqual({ willHear: 0, noConsent: 1, noAddress: 0 })
  expect((await preview([willow.paul.id], 'care')).count).toBe(0)
  const { id } = await made({
    name: 'Noon',
    kind: 'broadcast',
    startsWith: null,
    goal: 'none',
    again: 'once',
    segment: [{ is: 'visits_on', day, practitionerIds: [willow.petra.id] }],
    steps: [{ ...STEP, afterDays: 0 }],
  })
  await moved(id, 'start')
  expect((await messagesOf(id)).map(({ client_id: to }) => to)).toEqual([willow.mia.id])
  await moved(id, 'end')
})
