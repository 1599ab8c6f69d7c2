import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, testAppForTest, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const makeTask = (title: string, more: object = {}) => ({
  kind: 'do',
  action: 'team.create_task',
  settings: { title, queue: 'front_desk', ...more },
})
const rule = (more: object) => ({ events: ['appointment.booked'], steps: [makeTask('Call them')], ...more })

async function make(name: string, definition: object, on = true) {
  const answer = await app.as(willow.nora).post('/automations', { name, definition, on })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { id: string; rowVersion: number }
}
async function switchTo(automation: { id: string }, state: string, missed?: string) {
  app.clock.set(new Date(app.clock.now().getTime() + 1_000).toISOString())
  const { body } = await app.as(willow.nora).get(`/automations/${automation.id}`)
  const answer = await app.as(willow.nora).post(`/automations/${automation.id}/state`, {
    state,
    rowVersion: body.rowVersion,
    ...(missed ? { missed } : {}),
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
}
async function book(startsAt: string, more: object = {}) {
  const answer = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.mia.id,
    practitionerId: willow.petra.id,
    startsAt,
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body as { id: string; rowVersion: number }
}
const tasksOf = async (appointmentId: string) =>
  (await app.as(willow.fay).get('/tasks', { appointmentId })).body.items as Record<string, unknown>[]
const runsOf = async (automation: { id: string }) =>
  (await app.as(willow.nora).get(`/automations/${automation.id}/runs`)).body.items as Record<
    string,
    unknown
  >[]

test('a booking makes a task, named after its rule, for the queue it says', async () => {
  const automation = await make(
    'Welcome call',
    rule({ steps: [makeTask('Welcome them', { dueInDays: 1, checklist: 'Call\nNote' })] }),
  )
  const visit = await book('2026-03-05T15:00:00Z')
  expect(await tasksOf(visit.id)).toMatchObject([
    {
      title: 'Welcome them',
      queue: 'front_desk',
      ruleName: 'Welcome call',
      dueOn: '2026-03-03',
      clientName: 'Mia Rossi',
      checklist: [{ text: 'Call', doneAt: null }, { text: 'Note' }],
    },
  ])
  expect(await runsOf(automation)).toMatchObject([
    { state: 'done', clientName: 'Mia Rossi', eventName: 'appointment.booked' },
  ])
  await switchTo(automation, 'off')
})

test('an event that is delivered twice runs a rule once', async () => {
  const automation = await make('Once', rule({}))
  const visit = await book('2026-03-05T17:00:00Z')
  const [event] = await app.sql(
    `select id from event where subject_id = $1 and name = 'appointment.booked'`,
    [visit.id],
  )
  for (let turn = 0; turn < 3; turn += 1) {
    await app.inPractice(
      { practiceId: willow.practiceId, actor: { kind: 'system', name: 'test' }, name: 'test' },
      async (ctx) => ctx.later('event.deliver', { eventId: event.id, subscriber: 'team.automations' }),
    )
  }
  await app.settle()
  expect(await tasksOf(visit.id)).toHaveLength(1)
  await switchTo(automation, 'off')
})

test('a condition that does not hold is noted with its reason', async () => {
  const automation = await make(
    'Children',
    rule({ conditions: [{ fact: 'client.age', op: 'less_than', value: 12 }] }),
  )
  const visit = await book('2026-03-06T15:00:00Z')
  expect(await tasksOf(visit.id)).toHaveLength(0)
  const [run] = await runsOf(automation)
  expect(run).toMatchObject({ state: 'skipped', why: expect.stringContaining('age') })
  await switchTo(automation, 'off')
})

test('conditions lie in groups, three deep: the rule is saved, decides, and the log and the trial say why', async () => {
  const deep = (tag: string) => ({
    match: 'all',
    conditions: [
      { fact: 'client.age', op: 'known' },
      {
        match: 'any',
        conditions: [
          { fact: 'client.age', op: 'less_than', value: 12 },
          {
            match: 'none',
            conditions: [
              { fact: 'client.tags', op: 'any_of', value: [tag] },
              { match: 'all', conditions: [{ fact: 'client.age', op: 'at_least', value: 120 }] },
            ],
          },
        ],
      },
    ],
  })
  await app.as(willow.fay).post(`/clients/${willow.mia.id}/tags`, { tag: 'Quiet' })
  const runs = await make('Not the quiet ones', rule(deep('Never given')))
  const not = await make('Quiet ones excluded', rule(deep('Quiet')))
  const visit = await book('2026-03-06T19:00:00Z')
  expect(await tasksOf(visit.id)).toMatchObject([{ ruleName: 'Not the quiet ones' }])
  expect(await runsOf(not)).toMatchObject([
    {
      state: 'skipped',
      why: expect.stringMatching(/None of the conditions held .*age in years was \d+; .*tags/),
    },
  ])
  const trial = await app.as(willow.nora).post('/automation-trial', { definition: rule(deep('Quiet')) })
  expect(trial.body.rows).toContainEqual(
    expect.objectContaining({ wouldRun: false, why: expect.stringContaining('None of the conditions held') }),
  )
  const { body: kept } = await app.as(willow.nora).get(`/automations/${runs.id}`)
  expect(kept.definition).toMatchObject(deep('Never given'))
  const empty = { match: 'any', conditions: [{ match: 'none', conditions: [] }] }
  const refused = await app.as(willow.nora).post('/automations', { name: 'Empty', definition: rule(empty) })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'automation_invalid', fields: [{ field: 'conditions.0' }] },
  })
  const within = (levels: number): object =>
    levels === 0 ? { fact: 'client.age', op: 'known' } : { match: 'all', conditions: [within(levels - 1)] }
  const tooDeep = rule({ conditions: [within(5)] })
  expect((await app.as(willow.nora).post('/automations', { name: 'Deep', definition: tooDeep })).status).toBe(
    422,
  )
  await app.as(willow.fay).post(`/clients/${willow.mia.id}/tags/removal`, { tag: 'Quiet' })
  await switchTo(runs, 'off')
  await switchTo(not, 'off')
})

test('a wait before the visit moves with it, is too late for a near one, and ends when the visit is cancelled', async () => {
  const own = await testAppForTest()
  const oak = await own.practice('oak')
  const bookAt = async (startsAt: string) =>
    (
      await own.as(oak.fay).post('/appointments', {
        serviceId: oak.treatment.id,
        clientId: oak.mia.id,
        practitionerId: oak.petra.id,
        startsAt,
      })
    ).body as { id: string; rowVersion: number }
  const { body: automation } = await own.as(oak.nora).post('/automations', {
    name: 'Two days before',
    on: true,
    definition: rule({
      steps: [
        { kind: 'wait', how: 'before', fact: 'appointment.startsAt', minutes: 2 * 1440, at: '10:00' },
        makeTask('Prepare'),
      ],
      stopWhen: [{ event: 'appointment.cancelled', of: 'same' }],
    }),
  })
  const [moved, near, cancelled] = [
    await bookAt('2026-03-09T15:00:00Z'),
    await bookAt('2026-03-03T15:00:00Z'),
    await bookAt('2026-03-12T15:00:00Z'),
  ]
  await own.settle()
  const runs = async () =>
    (
      (await own.as(oak.nora).get(`/automations/${automation.id}/runs`)).body.items as Record<
        string,
        unknown
      >[]
    )
      .map(({ state, dueAt }) => `${String(state)} ${String(dueAt)}`)
      .sort()
  // 10:00 in New York on the Saturday before, the day before the clocks change.
  expect(await runs()).toEqual([
    'cancelled null',
    'waiting 2026-03-07T15:00:00.000Z',
    'waiting 2026-03-10T14:00:00.000Z',
  ])
  await own.as(oak.fay).post(`/appointments/${moved.id}/move`, {
    startsAt: '2026-03-11T15:00:00Z',
    rowVersion: moved.rowVersion,
  })
  await own.as(oak.fay).post(`/appointments/${cancelled.id}/cancellation`, {
    by: 'client',
    reason: 'ill',
    rowVersion: cancelled.rowVersion,
  })
  await own.settle()
  expect(await runs()).toEqual(['cancelled null', 'cancelled null', 'waiting 2026-03-09T14:00:00.000Z'])
  own.clock.set('2026-03-09T13:59:00Z')
  await own.sweepAll()
  await own.settle()
  expect((await own.as(oak.fay).get('/tasks', {})).body.items).toHaveLength(0)
  own.clock.set('2026-03-09T14:00:01Z')
  for (let turn = 0; turn < 3; turn += 1) {
    await own.sweepAll()
    await own.settle()
  }
  expect((await own.as(oak.fay).get('/tasks', {})).body.items).toMatchObject([{ title: 'Prepare' }])
  expect(near.id).toBeTruthy()
})

test('after a wait the conditions are asked again', async () => {
  const automation = await make(
    'If still untagged',
    rule({
      conditions: [{ fact: 'client.tags', op: 'none_of', value: ['Called'] }],
      steps: [{ kind: 'wait', how: 'for', minutes: 5 }, makeTask('Call')],
    }),
  )
  const visit = await book('2026-03-06T17:00:00Z')
  await app.as(willow.fay).post(`/clients/${willow.mia.id}/tags`, { tag: 'called' })
  app.clock.set(new Date(app.clock.now().getTime() + 6 * 60_000).toISOString())
  await app.sweepAll()
  await app.settle()
  expect(await tasksOf(visit.id)).toHaveLength(0)
  expect(await runsOf(automation)).toMatchObject([
    { state: 'cancelled', why: expect.stringContaining('tags') },
  ])
  await app.as(willow.fay).post(`/clients/${willow.mia.id}/tags/removal`, { tag: 'Called' })
  await switchTo(automation, 'off')
})

test('a step that fails is tried again, and what was done before it is not done twice', async () => {
  const automation = await make(
    'Tag, then task',
    rule({
      steps: [
        { kind: 'do', action: 'clients.add_tag', settings: { tag: 'Booked' } },
        makeTask('Second step'),
      ],
    }),
  )
  await app.sql('alter table task rename to task_away')
  const visit = await book('2026-03-10T15:00:00Z')
  const [run] = await runsOf(automation)
  expect(run).toMatchObject({ state: 'due', step: 1 })
  const open = async () => (await app.as(willow.nora).get(`/automation-runs/${String(run!.id)}`)).body
  expect((await open()).steps).toMatchObject([{ outcome: 'did' }, { outcome: 'failed' }])
  await app.sql('alter table task_away rename to task')
  app.clock.set(new Date(app.clock.now().getTime() + 60_000).toISOString())
  await app.settle()
  expect(await open()).toMatchObject({
    state: 'done',
    steps: [{ outcome: 'did', tries: 1 }, { outcome: 'did' }],
  })
  expect(await tasksOf(visit.id)).toHaveLength(1)
  const tagged = await app.sql(
    `select 1 from event where name = 'client.tag_added' and client_id = $1 and data ->> 'tag' = 'Booked'`,
    [willow.mia.id],
  )
  expect(tagged).toHaveLength(1)
  await switchTo(automation, 'off')
})

test('a form that is gone is named at the automation, and the run can be tried again', async () => {
  const form = {
    resourceType: 'Questionnaire',
    title: 'Extra',
    status: 'active',
    item: [{ linkId: 'a', text: 'Why?', type: 'string' }],
  }
  const kept = await app.as(willow.nora).put('/forms/extra', { definition: form })
  expect(kept.status, JSON.stringify(kept.body)).toBe(200)
  const automation = await make(
    'Extra form',
    rule({ steps: [{ kind: 'do', action: 'intake.ask_form', settings: { form: 'extra' } }] }),
  )
  await app.sql(`update form set retired_at = now() where key = 'extra'`)
  await book('2026-03-10T17:00:00Z')
  const { body } = await app.as(willow.nora).get(`/automations/${automation.id}`)
  expect(body.problem).toContain('extra')
  const [run] = await runsOf(automation)
  expect(run).toMatchObject({ state: 'failed' })
  await app.sql(`update form set retired_at = null where key = 'extra'`)
  expect((await app.as(willow.nora).post(`/automation-runs/${String(run!.id)}/retry`)).status).toBe(200)
  await app.settle()
  expect(await runsOf(automation)).toMatchObject([{ state: 'done' }])
  const refused = await app.as(willow.nora).post('/automations', {
    name: 'Unknown form',
    definition: rule({ steps: [{ kind: 'do', action: 'intake.ask_form', settings: { form: 'never' } }] }),
  })
  expect(refused).toMatchObject({ status: 422, body: { code: 'automation_invalid' } })
  await switchTo(automation, 'off')
})

test('a rule that starts itself is stopped at the fifth, and says so', async () => {
  const automation = await make('Echo', { events: ['task.created'], steps: [makeTask('Again')] })
  await app.as(willow.fay).post('/tasks', { title: 'Begin', queue: 'front_desk' })
  await app.settle()
  const runs = await runsOf(automation)
  expect(runs.filter(({ state }) => state === 'done')).toHaveLength(5)
  expect(runs.filter(({ state }) => state === 'stopped')).toHaveLength(1)
  const { body } = await app.as(willow.nora).get(`/automations/${automation.id}`)
  expect(body.problem).toContain('each other')
  await switchTo(automation, 'off')
})

test('who pauses a rule chooses whether it catches up', async () => {
  const automation = await make('Paused', rule({}))
  await switchTo(automation, 'paused')
  const missed = await book('2026-03-11T15:00:00Z')
  await switchTo(automation, 'on', 'skip')
  expect(await tasksOf(missed.id)).toHaveLength(0)
  await switchTo(automation, 'paused')
  const caught = await book('2026-03-11T17:00:00Z')
  expect(await tasksOf(caught.id)).toHaveLength(0)
  await switchTo(automation, 'on', 'catch_up')
  expect(await tasksOf(caught.id)).toHaveLength(1)
  expect(await tasksOf(missed.id)).toHaveLength(0)
  await switchTo(automation, 'off')
})

test('a run keeps the version that it began with', async () => {
  const steps = (title: string) => [{ kind: 'wait', how: 'for', minutes: 5 }, makeTask(title)]
  const automation = await make('Versions', rule({ steps: steps('Old words') }))
  const visit = await book('2026-03-12T15:00:00Z')
  const saved = await app.as(willow.nora).put(`/automations/${automation.id}`, {
    name: 'Versions',
    definition: rule({ steps: steps('New words') }),
    rowVersion: automation.rowVersion,
  })
  expect(saved.body).toMatchObject({ version: 2 })
  app.clock.set(new Date(app.clock.now().getTime() + 6 * 60_000).toISOString())
  await app.sweepAll()
  await app.settle()
  expect(await tasksOf(visit.id)).toMatchObject([{ title: 'Old words' }])
  await switchTo(automation, 'off')
})

test('a trial on the past says what would have happened and does nothing', async () => {
  const before = await app.sql(
    'select (select count(*) from task) as tasks, (select count(*) from message) as messages, (select count(*) from automation_run) as runs',
  )
  const answer = await app.as(willow.nora).post('/automation-trial', {
    days: 30,
    definition: rule({
      conditions: [{ fact: 'appointment.weekday', op: 'any_of', value: ['4'] }],
      steps: [
        { kind: 'wait', how: 'after', fact: 'appointment.endsAt', minutes: 1440 },
        {
          kind: 'do',
          action: 'messages.send',
          settings: { text: 'Hello {{ client_name }}, how was it with {{ practitioner_name }}?' },
        },
        makeTask('Ask'),
      ],
    }),
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  expect(answer.body.wouldRun).toBeGreaterThan(1)
  expect(answer.body.wouldRun).toBeLessThan(answer.body.events)
  const row = answer.body.rows.find((each: { wouldRun: boolean }) => each.wouldRun)
  expect(row).toMatchObject({
    clientName: 'Mia Rossi',
    steps: [
      { kind: 'wait' },
      { words: expect.stringContaining('Hello Mia, how was it with Petra') },
      { words: expect.stringContaining('Ask') },
    ],
  })
  expect(
    await app.sql(
      'select (select count(*) from task) as tasks, (select count(*) from message) as messages, (select count(*) from automation_run) as runs',
    ),
  ).toEqual(before)
})

test('nobody saves an automation that does what they may not do themselves', async () => {
  const webhook = await app
    .as(willow.nora)
    .post('/webhooks', { name: 'Books', url: 'https://books.example.com/hook' })
  const definition = rule({
    steps: [{ kind: 'do', action: 'team.call_webhook', settings: { webhook: webhook.body.id } }],
  })
  expect((await app.as(willow.max).post('/automations', { name: 'By the manager', definition })).status).toBe(
    403,
  )
  expect((await app.as(willow.fay).post('/automations', { name: 'By the desk', definition })).status).toBe(
    403,
  )
  expect((await app.as(willow.nora).post('/automations', { name: 'By the owner', definition })).status).toBe(
    200,
  )
})
