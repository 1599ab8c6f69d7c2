import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { saveForm } from './form.ts'

let app: TestApp
let willow: Cast
let token: string
let requestId: string

const QUESTIONS = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Health history',
  item: [
    { linkId: 'pain', text: 'Do you have pain?', type: 'boolean', required: true },
    {
      linkId: 'where',
      text: 'Where?',
      type: 'choice',
      required: true,
      repeats: true,
      enableWhen: [{ question: 'pain', operator: '=', answerBoolean: true }],
      answerOption: [
        { valueCoding: { code: 'neck', display: 'Neck' } },
        { valueCoding: { code: 'back', display: 'Back' } },
      ],
    },
    { linkId: 'story', text: 'Tell us more', type: 'text' },
    {
      linkId: 'sign',
      text: 'I agree',
      type: 'boolean',
      required: true,
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired',
          valueCodeableConcept: { text: 'Signature' },
        },
      ],
    },
  ],
}

beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
    (ctx) => saveForm(ctx, 'intake', QUESTIONS),
  )
})
afterAll(() => app.end())

const book = async (startsAt: string, clientId = willow.mia.id) => {
  const answer = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    clientId,
    practitionerId: willow.paul.id,
    startsAt,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body as { id: string; rowVersion: number }
}
const tokenOfLastForm = () =>
  /\/forms\/([\w-]+)/.exec(app.mails.findLast((mail) => mail.text.includes('/forms/'))!.text)![1]!

test('a booking sends the form of its service to the client', async () => {
  const visit = await book('2026-03-06T15:00:00Z')
  const { body } = await app.as(willow.fay).get('/form-requests', { appointmentId: visit.id })
  expect(body.items).toMatchObject([{ formKey: 'intake', state: 'requested', clientName: 'Mia Rossi' }])
  requestId = body.items[0].id
  token = tokenOfLastForm()
})

test('the client opens it without signing in, and types; another tab does not overwrite', async () => {
  const form = await app.withLink(token).get('/form')
  expect(form.body).toMatchObject({
    title: 'Health history',
    needsSignature: true,
    state: 'requested',
    answers: {},
    rowVersion: 1,
  })
  const saved = await app
    .withLink(token)
    .put('/form/answers', { answers: { pain: [true], story: ['It hurts. 肩が痛い'] }, rowVersion: 1 })
  expect(saved.body).toMatchObject({ state: 'started', rowVersion: 2 })
  const other = await app.withLink(token).put('/form/answers', { answers: { pain: [false] }, rowVersion: 1 })
  expect(other).toMatchObject({ status: 409, body: { code: 'changed_meanwhile', rowVersion: 2 } })
  expect((await app.withLink(token).get('/form')).body.answers).toEqual({
    pain: [true],
    story: ['It hurts. 肩が痛い'],
  })
  const begun = await app.sql(`select 1 from event where name = 'form.started' and subject_id = $1`, [
    requestId,
  ])
  expect(begun, 'the desk is told once that the client has begun').toHaveLength(1)
})

test('what is missing is named, and nothing typed is lost', async () => {
  const answers = { pain: [true], story: ['It hurts. 肩が痛い'], where: ['knee'] }
  const refused = await app.withLink(token).post('/form/completion', { answers, rowVersion: 2 })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'answers_invalid', fields: [{ field: 'where' }, { field: 'sign' }] },
  })
  const unsigned = await app
    .withLink(token)
    .post('/form/completion', { answers: { ...answers, where: ['back'], sign: [true] }, rowVersion: 2 })
  expect(unsigned.body).toMatchObject({ code: 'signature_required' })
})

test('handed in and signed, it is sealed, kept as FHIR, and seen by the practitioner but not by the front desk', async () => {
  const strokes = [
    {
      points: [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
    },
  ]
  const answers = { pain: [true], where: ['back', 'neck'], sign: [true] }
  const done = await app.withLink(token).post('/form/completion', {
    answers,
    rowVersion: 2,
    signature: { name: 'Mia Rossi', relation: 'self', method: 'drawn', strokes },
  })
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ state: 'completed', answers: {} })
  await app.settle()
  expect((await app.as(willow.fay).get(`/form-requests/${requestId}`)).status).toBe(403)
  const seen = await app.as(willow.paul).get(`/form-requests/${requestId}`)
  expect(seen.body).toMatchObject({
    answers,
    signature: { signerName: 'Mia Rossi', method: 'drawn', strokes },
  })
  const [row] = await app.sql(
    `select r.response, s.document, s.document_sha256 from form_request r join signature s on s.form_request_id = r.id where r.id = $1`,
    [requestId],
  )
  expect(row!.response.item).toMatchObject([
    { linkId: 'pain', answer: [{ valueBoolean: true }] },
    { linkId: 'where', answer: [{ valueCoding: { code: 'back' } }, { valueCoding: { code: 'neck' } }] },
    { linkId: 'sign' },
  ])
  expect(createHash('sha256').update(row!.document).digest('hex')).toBe(row!.document_sha256)
  expect((await app.withLink(token).put('/form/answers', { answers: {}, rowVersion: 3 })).body).toMatchObject(
    { status: 409, code: 'form_completed' },
  )
  const audit = await app.sql(`select 1 from audit_entry where outcome = 'read' and client_id = $1`, [
    willow.mia.id,
  ])
  expect(audit).toHaveLength(1)
  const [chase] = (await app.as(willow.fay).get('/messages', { rule: 'form_chase' })).body.items
  expect(chase.state).toBe('cancelled')
})

test('who answered within the year is not asked again; a new version asks again', async () => {
  const again = await book('2026-03-13T15:00:00Z')
  expect((await app.as(willow.fay).get('/form-requests', { appointmentId: again.id })).body.items).toEqual([])
  const changed = { ...QUESTIONS, title: 'Health history 2' }
  expect((await app.as(willow.max).put('/forms/intake', { definition: changed })).body).toMatchObject({
    version: 2,
  })
  const third = await book('2026-03-16T15:00:00Z')
  expect(
    (await app.as(willow.fay).get('/form-requests', { appointmentId: third.id })).body.items,
  ).toHaveLength(1)
})

test('a cancelled visit withdraws its form and its chase', async () => {
  const visit = await book('2026-03-17T15:00:00Z', willow.ann.id)
  await app.as(willow.fay).post(`/appointments/${visit.id}/cancellation`, {
    by: 'client',
    reason: 'ill',
    rowVersion: visit.rowVersion,
  })
  await app.settle()
  expect(
    (await app.as(willow.fay).get('/form-requests', { appointmentId: visit.id })).body.items,
  ).toMatchObject([{ state: 'withdrawn' }])
})

test('a form can be asked for by hand once a visit, opened at the desk, and withdrawn with a reason', async () => {
  const asked = await app
    .as(willow.fay)
    .post(`/clients/${willow.leo.id}/form-requests`, { formKey: 'intake' })
  expect(asked.body).toMatchObject({ state: 'requested' })
  const { url } = (await app.as(willow.fay).post(`/form-requests/${asked.body.id}/link`)).body
  expect((await app.withLink(url.split('/').at(-1)).get('/form')).body.clientName).toBe('Leo Rossi')
  expect(
    (
      await app
        .as(willow.fay)
        .post(`/form-requests/${asked.body.id}/withdrawal`, { reason: 'told at the desk' })
    ).body,
  ).toMatchObject({ state: 'withdrawn' })
  expect(
    (await app.as(willow.fay).post(`/clients/${willow.leo.id}/form-requests`, { formKey: 'nothing' })).body
      .fields[0].field,
  ).toBe('formKey')
})

test('a guessed token opens nothing, an expired one says so', async () => {
  expect((await app.withLink('x'.repeat(43)).get('/form')).status).toBe(404)
  const last = tokenOfLastForm()
  app.clock.advance({ days: 61 })
  expect((await app.withLink(last).get('/form')).body).toMatchObject({ status: 410, code: 'link_expired' })
})

test('a form that could not be answered is refused with every fault', async () => {
  const item = [
    { linkId: 'a', type: 'display', text: 'x', required: true },
    { linkId: 'a', type: 'choice', text: 'y' },
    {
      linkId: 'b',
      type: 'string',
      enableWhen: [{ question: 'zzz', operator: 'exists', answerBoolean: true }],
    },
  ]
  const answer = await app.as(willow.nora).put('/forms/broken', { definition: { ...QUESTIONS, item } })
  expect(answer.body.code).toBe('form_invalid')
  expect(answer.body.fields.map((each: { field: string }) => each.field)).toEqual(['a', 'a', 'a', 'b'])
})
