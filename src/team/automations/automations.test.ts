import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

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
  const { body } = await app.as(willow.nora).get(`/automations/${automation.id}`)
  const answer = await app
    .as(willow.nora)
    .post(`/automations/${automation.id}/state`, {
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
