import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertPastAppointment } from '../../scheduling/index.ts'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { syncRecalls } from './sync-recalls.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const desk = () => app.as(willow.fay)
const inside = <T>(work: Parameters<typeof app.inPractice<T>>[1]) =>
  app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
    work,
  )

async function visited(client: ClientPerson, day: string, service = willow.treatment) {
  await inside((ctx) =>
    insertPastAppointment(ctx, {
      clientId: client.id,
      serviceId: service.id,
      practitionerId: willow.petra.id,
      locationId: willow.mainStreet.id,
      startsAt: new Date(`${day}T15:00:00Z`),
      state: 'done',
      source: 'import',
    }),
  )
  await inside((ctx) => syncRecalls(ctx))
}

const TYPE = {
  name: 'Check-up',
  months: 6,
  days: 1,
  exclusiveGroup: null,
  fromAge: null,
  untilAge: null,
  bookServiceId: null,
  firstReminderDays: -14,
  againAfterDays: [21, 42],
}
async function makeType(change: object = {}) {
  const wish = {
    ...TYPE,
    triggerServiceIds: [willow.treatment.id],
    bookServiceId: willow.treatment.id,
    ...change,
  }
  const { status, body } = await app.as(willow.nora).post('/recall-types', wish)
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { id: string; rowVersion: number }
}
const endType = (id: string) => app.as(willow.nora).post(`/recall-types/${id}/archiving`)
const recallsOf = async (client: ClientPerson, query: object = {}) =>
  (await desk().get('/recalls', { clientId: client.id, ...query })).body.items as Record<string, never>[]
const one = async (client: ClientPerson, typeId: string) =>
  (await recallsOf(client, { typeId }))[0] as never as {
    id: string
    dueOn: string
    standing: string
    rowVersion: number
    remindersSent: number
    calculatedDueOn: string
    scheduledAt: string | null
    note: string
  }

test('a visit starts the recall; a later one renews it and forgets the round before', async () => {
  await visited(willow.ann, '2025-08-20')
  const type = await makeType()
  const begun = await one(willow.ann, type.id)
  expect(begun).toMatchObject({ dueOn: '2026-02-21', standing: 'due', previousOn: '2025-08-20' })
  await desk().patch(`/recalls/${begun.id}`, { rowVersion: begun.rowVersion, note: 'Prefers mornings' })
  await visited(willow.ann, '2026-02-25')
  expect(await one(willow.ann, type.id)).toMatchObject({ dueOn: '2026-08-26', standing: 'later', note: '' })
  await endType(type.id)
})

test('a day set by hand stays when the interval changes, and goes back to the calculated one on request', async () => {
  const type = await makeType({ name: 'By hand' })
  const { id, rowVersion } = await one(willow.ann, type.id)
  const set = await desk().patch(`/recalls/${id}`, { rowVersion, dueOn: '2026-11-02' })
  expect(set.body.dueOn).toBe('2026-11-02')
  await app.as(willow.nora).patch(`/recall-types/${type.id}`, { rowVersion: type.rowVersion, months: 3 })
  const after = await one(willow.ann, type.id)
  expect(after).toMatchObject({ dueOn: '2026-11-02', calculatedDueOn: '2026-05-26' })
  const back = await desk().post(`/recalls/${id}/calculated-day`, { rowVersion: after.rowVersion })
  expect(back.body.dueOn).toBe('2026-05-26')
  const own = await desk().patch(`/recalls/${id}`, { rowVersion: back.body.rowVersion, months: 1, days: 0 })
  expect(own.body).toMatchObject({ dueOn: '2026-03-25', calculatedDueOn: '2026-03-25' })
  await endType(type.id)
})

test('who has a visit is not on the list; who cancels it is there again', async () => {
  const type = await makeType({ name: 'Scheduled' })
  const booked = await desk().post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.ann.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-24T15:00:00Z',
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  expect(await one(willow.ann, type.id)).toMatchObject({ standing: 'scheduled' })
  await desk().post(`/appointments/${booked.body.id}/cancellation`, { by: 'client', reason: 'ill' })
  expect(await one(willow.ann, type.id)).toMatchObject({ standing: 'later', scheduledAt: null })
  await endType(type.id)
})

test('a family gets one message, and each of them an entry; the same reminder goes once', async () => {
  await visited(willow.mia, '2025-08-21', willow.gait)
  await visited(willow.leo, '2025-08-27', willow.gait)
  const type = await makeType({
    name: 'Gait check',
    triggerServiceIds: [willow.gait.id],
    bookServiceId: willow.gait.id,
  })
  const [mia, leo] = [await one(willow.mia, type.id), await one(willow.leo, type.id)]
  const sent = app.mails.length
  const [first, second] = await Promise.all([
    desk().post('/recalls/reminders', { ids: [mia.id, leo.id] }),
    desk().post('/recalls/reminders', { ids: [mia.id, leo.id] }),
  ])
  expect([first.status, second.status]).toEqual([200, 200])
  const told = [first.body, second.body] as { messages: number; recalls: number }[]
  const people = told.reduce((sum, { recalls }) => sum + recalls, 0)
  // Two clicks at once: either each recall once, or a second reminder that was asked for after the first was counted.
  expect([2, 4]).toContain(people)
  app.clock.advance({ minutes: 10 })
  await app.settle()
  const mails = app.mails.slice(sent).filter(({ text }) => text.includes('Gait check'))
  expect(mails).toHaveLength(people / 2)
  expect(mails[0]!.text).toMatch(/Gait check, February 2026|Mia/)
  expect(mails[0]!.text).toContain(`${willow.leo.name}: Gait check`)
  expect(mails[0]!.text).toMatch(/\/book\/me\/[\w-]{40,}/)
  expect(mails[0]!.subject).not.toMatch(/Gait|Leo/)
  for (const id of [mia.id, leo.id]) {
    const { body } = await desk().get(`/recalls/${id}/contacts`)
    expect(body.items).toHaveLength(people / 2)
    expect(body.items[0]).toMatchObject({ how: 'message', byName: willow.fay.name })
  }
  expect(await one(willow.mia, type.id)).toMatchObject({ standing: 'reminded' })
  await endType(type.id)
})

test('after the last reminder somebody has to call; a call that counts leaves the list', async () => {
  await visited(willow.ann, '2026-02-26', willow.assessment)
  const type = await makeType({
    name: 'Call',
    months: 0,
    days: 1,
    triggerServiceIds: [willow.assessment.id],
    againAfterDays: [7],
  })
  const { id } = await one(willow.ann, type.id)
  await desk().post(`/recalls/${id}/calls`, { note: 'No answer', counts: false })
  expect(await one(willow.ann, type.id)).toMatchObject({ standing: 'due', remindersSent: 0 })
  await desk().post(`/recalls/${id}/calls`, { note: 'Will think about it' })
  expect(await one(willow.ann, type.id)).toMatchObject({ standing: 'reminded', remindersSent: 1 })
  await desk().post('/recalls/reminders', { ids: [id] })
  expect(await one(willow.ann, type.id)).toMatchObject({ standing: 'to_call', remindersSent: 2 })
  await endType(type.id)
})

test('in peace: taken out, paused until a day, or while the family owes more', async () => {
  const type = await makeType({ name: 'Peace' })
  const { id, rowVersion } = await one(willow.ann, type.id)
  const out = await desk().patch(`/recalls/${id}`, { rowVersion, isDisabled: true })
  expect(out.body.standing).toBe('disabled')
  const paused = await desk().patch(`/recalls/${id}`, {
    rowVersion: out.body.rowVersion,
    isDisabled: false,
    disabledUntil: '2027-01-01',
  })
  expect(paused.body.standing).toBe('paused')
  const owes = await desk().patch(`/recalls/${id}`, {
    rowVersion: paused.body.rowVersion,
    disabledUntil: null,
    disabledUntilBalanceMinor: 0,
  })
  expect(owes.body.standing).not.toBe('owes')
  const invoice = await app.as(willow.bill).post('/invoices', {
    clientId: willow.ann.id,
    lines: [{ description: 'Tape', unitPriceMinor: 1500 }],
    approve: true,
  })
  expect(invoice.status, JSON.stringify(invoice.body)).toBe(200)
  expect((await one(willow.ann, type.id)).standing).toBe('owes')
  const told = await desk().post('/recalls/reminders', { ids: [id] })
  expect(told.body).toMatchObject({ recalls: 0, left: [{ id, standing: 'owes' }] })
  await endType(type.id)
})

test('of a group one kind holds: by age, by the last visit, or chosen by hand', async () => {
  const group = { exclusiveGroup: 'cleaning', triggerServiceIds: [willow.gait.id] }
  const namesOf = async (client: ClientPerson) =>
    (await recallsOf(client))
      .map(({ typeName }) => String(typeName))
      .filter((name) => /^(Cleaning|Gums)/.test(name))
  const child = await makeType({ ...group, name: 'Cleaning, child', untilAge: 13 })
  const adult = await makeType({ ...group, name: 'Cleaning, adult', fromAge: 13 })
  const gums = await makeType({ ...group, name: 'Gums', triggerServiceIds: [willow.treatment.id], months: 3 })
  expect(await namesOf(willow.leo)).toEqual(['Cleaning, child'])
  expect(await namesOf(willow.mia)).toEqual(['Cleaning, adult'])
  await visited(willow.mia, '2026-02-27', willow.treatment)
  expect(await namesOf(willow.mia)).toEqual(['Gums'])
  const { id } = await one(willow.mia, gums.id)
  const switched = await desk().post(`/recalls/${id}/switch`, { typeId: adult.id })
  expect(switched.body.typeName, JSON.stringify(switched.body)).toBe('Cleaning, adult')
  await inside((ctx) => syncRecalls(ctx))
  expect(await namesOf(willow.mia)).toEqual(['Cleaning, adult'])
  for (const { id: typeId } of [child, adult, gums]) await endType(typeId)
})

test('the list goes by itself on working days, within the limit, and leaves who is overdue for long', async () => {
  await visited(willow.mia, '2025-09-09', willow.assessment)
  await visited(willow.ann, '2024-01-09', willow.assessment)
  const type = await makeType({ name: 'By itself', triggerServiceIds: [willow.assessment.id] })
  const letGo = (dailyLimit: number) =>
    app.as(willow.nora).put('/recall-settings', { automatic: true, dailyLimit, overdueDays: 60 })
  // Others were reminded by hand today already, which counts.
  await letGo(1)
  await app.sweepAll()
  expect(await one(willow.mia, type.id)).toMatchObject({ standing: 'due' })
  await letGo(100)
  await app.sweepAll()
  expect(await one(willow.mia, type.id)).toMatchObject({ standing: 'reminded' })
  expect(await one(willow.ann, type.id)).toMatchObject({ remindersSent: 0 })
  const counts = await desk().get('/recalls/counts')
  expect(counts.body.counts.reminded).toBeGreaterThan(0)
  await endType(type.id)
})

test('what makes no sense is refused with its field', async () => {
  const owner = app.as(willow.nora)
  const wish = { ...TYPE, triggerServiceIds: [], name: 'None' }
  expect((await owner.post('/recall-types', { ...wish, months: 0, days: 0 })).body.code).toBe('invalid')
  expect(
    (await owner.post('/recall-types', { ...wish, fromAge: 9, untilAge: 9 })).body.details ?? {},
  ).toBeDefined()
  const made = await makeType({ name: 'Twice' })
  expect((await owner.post('/recall-types', { ...wish, name: 'twice' })).status).toBe(422)
  const by = { typeId: made.id, dueOn: '2026-05-01' }
  const first = await desk().post(`/clients/${willow.leo.id}/recalls`, by)
  expect(first.body, JSON.stringify(first.body)).toMatchObject({ dueOn: '2026-05-01', standing: 'later' })
  expect((await desk().post(`/clients/${willow.leo.id}/recalls`, by)).body.code).toBe('recall_exists')
  const reset = await desk().post(`/recalls/${first.body.id}/calculated-day`, {
    rowVersion: first.body.rowVersion,
  })
  expect(reset.body.code).toBe('no_visit_yet')
  expect((await app.as(willow.bill).get('/recalls')).status).toBe(403)
})

test('a visit that is done starts the recall by an automation, which a practice may switch off', async () => {
  const type = await makeType({ name: 'By automation', months: 1, days: 0 })
  const owner = app.as(willow.nora)
  const list = (await owner.get('/automations')).body.items as {
    id: string
    key: string
    rowVersion: number
  }[]
  const rule = list.find(({ key }) => key === 'workflow-recall')!
  const done = async (client: ClientPerson, startsAt: string) => {
    const booked = await desk().post('/appointments', {
      serviceId: willow.treatment.id,
      clientId: client.id,
      practitionerId: willow.petra.id,
      startsAt,
    })
    expect(booked.status, JSON.stringify(booked.body)).toBe(200)
    app.clock.set(new Date(new Date(startsAt).getTime() + 3_600_000).toISOString())
    const { body, status } = await desk().post(`/appointments/${booked.body.id}/completion`)
    expect(status, JSON.stringify(body)).toBe(200)
    await app.settle()
  }
  await done(willow.mia, '2026-03-05T15:00:00Z')
  expect(await one(willow.mia, type.id)).toMatchObject({ dueOn: '2026-04-05' })
  const off = await owner.post(`/automations/${rule.id}/state`, { state: 'off', rowVersion: rule.rowVersion })
  await done(willow.mia, '2026-03-06T15:00:00Z')
  await app.sweepAll()
  expect(await one(willow.mia, type.id)).toMatchObject({ dueOn: '2026-04-05' })
  await owner.post(`/automations/${rule.id}/state`, { state: 'on', rowVersion: off.body.rowVersion })
  await endType(type.id)
})

test('automations hear once that a recall is due, overdue and booked, and put clients on the list', async () => {
  const type = await makeType({ name: 'Announced', triggerServiceIds: [], bookServiceId: willow.gait.id })
  const owner = app.as(willow.nora)
  const make = async (name: string, events: string[], steps: object[]) =>
    expect((await owner.post('/automations', { name, on: true, definition: { events, steps } })).status).toBe(
      200,
    )
  const tag = (name: string) => ({ kind: 'do', action: 'clients.add_tag', settings: { tag: name } })
  const list = { kind: 'do', action: 'outreach.put_on_recall_list', settings: { type: type.id, inDays: 0 } }
  await make('On the list', ['client.tag_added'], [list])
  await make('Due', ['recall.due'], [tag('Due')])
  await make('Overdue', ['recall.overdue'], [tag('Overdue')])
  await desk().post(`/clients/${willow.ann.id}/tags`, { tag: 'Orthotics' })
  await app.settle()
  expect(await one(willow.ann, type.id)).toMatchObject({ dueOn: '2026-03-06' })
  const said = async () =>
    (
      await app.sql(
        `select name from event where subject_id = (select id from recall where recall_type_id = $1 and client_id = $2)
         and name in ('recall.due', 'recall.overdue', 'recall.booked') order by id`,
        [type.id, willow.ann.id],
      )
    ).map(({ name }) => name)
  for (let turn = 0; turn < 2; turn += 1) await app.sweepAll()
  await app.settle()
  expect(await said()).toEqual(['recall.due'])
  app.clock.set('2026-04-08T14:00:00Z')
  for (let turn = 0; turn < 2; turn += 1) await app.sweepAll()
  await app.settle()
  expect(await said()).toEqual(['recall.due', 'recall.overdue'])
  // Ids of one millisecond are in no order.
  app.clock.advance({ minutes: 1 })
  const booked = await desk().post('/appointments', {
    serviceId: willow.gait.id,
    clientId: willow.ann.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-04-15T15:00:00Z',
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  await app.settle()
  expect(await said()).toEqual(['recall.due', 'recall.overdue', 'recall.booked'])
  const { body } = await desk().get(`/clients/${willow.ann.id}/tags`)
  expect(JSON.stringify(body)).toMatch(/Due.*Overdue/)
})
