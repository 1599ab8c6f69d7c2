import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { saveForm } from '../form.ts'
import { alertFault, raisedAlerts } from '../questionnaire/alerts.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

let app: TestApp
let willow: Cast
const PHQ9 = JSON.parse(
  readFileSync(join(projectRoot(), 'packs/mental-health/forms/phq-9.json'), 'utf8'),
) as Questionnaire
const QUESTIONS = ['interest', 'down', 'sleep', 'tired', 'appetite', 'failure', 'concentration', 'moving']

beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system', name: 'tests' },
    name: 'tests',
  } as const
  await app.inPractice(who, (ctx) => saveForm(ctx, 'phq-9', PHQ9))
})
afterAll(() => app.end())

/** Asks for the PHQ-9 and hands it in with this answer to its ninth question; answers the request's id. */
async function answered(clientId: string, harm: string): Promise<string> {
  const asked = await app.as(willow.petra).post(`/clients/${clientId}/form-requests`, { formKey: 'phq-9' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { url } = (await app.as(willow.fay).post(`/form-requests/${asked.body.id}/link`)).body
  const link = app.withLink(/([\w-]+)$/.exec(url)![1]!)
  const form = (await link.get('/form')).body
  expect(JSON.stringify(form.definition)).not.toContain('alert-when')
  const answers = {
    ...Object.fromEntries(QUESTIONS.map((each) => [`phq.${each}`, ['0']])),
    'phq.harm': [harm],
    'phq.hard': ['not'],
  }
  const done = await link.post('/form/completion', { answers, rowVersion: form.rowVersion })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  await app.settle()
  return asked.body.id
}
const alertsOf = async (clientId: string) =>
  (await app.as(willow.petra).get(`/clients/${clientId}/form-alerts`)).body.items
const tasksOf = async (clientId: string) =>
  (await app.as(willow.petra).get('/tasks', { view: 'all', clientId })).body.items

test('an alarming answer stands in the chart until somebody has seen to it, and the practitioner has a task at once', async () => {
  await app.sql(`update client set usual_practitioner_id = $2 where id = $1`, [
    willow.mia.id,
    willow.petra.id,
  ])
  const requestId = await answered(willow.mia.id, '1')
  const [alert] = await alertsOf(willow.mia.id)
  expect(alert).toMatchObject({
    formRequestId: requestId,
    linkId: 'phq.harm',
    words: 'Thoughts of death or of self-harm',
    seenAt: null,
  })
  const [task] = await tasksOf(willow.mia.id)
  expect(task).toMatchObject({
    ownerId: willow.petra.id,
    priority: 'urgent',
    queue: 'clinical',
    dueOn: '2026-03-02',
  })
  // The desk sees tasks of clients: nothing of the answer may stand in one.
  expect(JSON.stringify(task)).not.toMatch(/harm|death|phq/i)
  const seen = await app
    .as(willow.petra)
    .post(`/form-alerts/${alert.id}/seeing`, { note: 'Called her, safe.' })
  expect(seen.body).toMatchObject({ seenBy: willow.petra.name, note: 'Called her, safe.' })
  expect(await app.as(willow.nora).post(`/form-alerts/${alert.id}/seeing`, {})).toMatchObject({
    status: 409,
    body: { code: 'alert_seen' },
  })
  expect((await alertsOf(willow.mia.id))[0]).toMatchObject({ seenBy: willow.petra.name })
})

test('the desk reads no alert, and an answer that alarms nobody leaves none', async () => {
  await answered(willow.ann.id, '0')
  expect(await alertsOf(willow.ann.id)).toEqual([])
  expect(await tasksOf(willow.ann.id)).toEqual([])
  expect((await app.as(willow.fay).get(`/clients/${willow.mia.id}/form-alerts`)).status).toBe(403)
  const [alert] = await alertsOf(willow.mia.id)
  expect((await app.as(willow.fay).post(`/form-alerts/${alert.id}/seeing`, {})).status).toBe(403)
})

test('nobody treats the client yet: the task waits in the queue of who treats', async () => {
  await answered(willow.leo.id, '3')
  expect((await tasksOf(willow.leo.id))[0]).toMatchObject({ ownerId: null, queue: 'clinical' })
})

const when = (...parts: object[]) => [
  { url: 'https://atrium.example/fhir/StructureDefinition/alert-when', extension: parts },
]
const formOf = (...item: object[]) =>
  ({ resourceType: 'Questionnaire', status: 'active', item }) as unknown as Questionnaire

test('numbers, amounts, scores, yes and no and rows of tables raise alerts, in the language of the practice', () => {
  const words = {
    url: 'text',
    valueString: 'High',
    _valueString: {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/translation',
          extension: [
            { url: 'lang', valueCode: 'de' },
            { url: 'content', valueString: 'Hoch' },
          ],
        },
      ],
    },
  }
  const form = formOf(
    {
      linkId: 'pain',
      type: 'integer',
      text: 'Pain',
      extension: when({ url: 'atLeast', valueDecimal: 8 }, words),
    },
    {
      linkId: 'weight',
      type: 'quantity',
      text: 'Weight',
      extension: when({ url: 'atMost', valueDecimal: 40 }),
    },
    { linkId: 'fever', type: 'boolean', text: 'Fever', extension: when({ url: 'is', valueString: 'true' }) },
    {
      linkId: 'drugs',
      type: 'group',
      repeats: true,
      item: [
        {
          linkId: 'thinner',
          type: 'boolean',
          text: 'Thins blood',
          extension: when({ url: 'is', valueString: 'true' }),
        },
      ],
    },
  )
  const raised = (answers: object, language = 'en') =>
    raisedAlerts(form, answers as never, language).map(({ linkId, words: said }) => `${linkId}: ${said}`)
  expect(raised({ pain: [7], weight: [{ value: 41 }], fever: [false] })).toEqual([])
  expect(raised({ pain: [8], weight: [{ value: 40, unit: 'kg' }], fever: [true] }, 'de')).toEqual([
    'pain: Hoch',
    'weight: Weight',
    'fever: Fever',
  ])
  expect(raised({ 'drugs[1]/thinner': [true], 'drugs[0]/thinner': [false] })).toEqual([
    'drugs[1]/thinner: Thins blood',
  ])
})

test('who writes a form is told when an alert waits for an answer that is not offered, or for none', () => {
  const choice = (...parts: object[]) =>
    ({
      linkId: 'a',
      type: 'choice',
      text: 'A',
      answerOption: [{ valueCoding: { code: '1' } }],
      extension: when(...parts),
    }) as Item
  const faultIn = (item: Item) => alertFault(formOf(item), item)
  expect(faultIn(choice({ url: 'is', valueString: '1' }))).toBe(null)
  expect(faultIn(choice({ url: 'is', valueString: '2' }))).toContain('“2”')
  expect(faultIn(choice({ url: 'text', valueString: 'x' }))).toContain('which answer')
})
