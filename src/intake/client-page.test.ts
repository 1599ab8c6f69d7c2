import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { saveForm } from './form.ts'

let app: TestApp
let willow: Cast

const patient = (path: string) => `http://hl7.org/fhir/StructureDefinition/Patient#Patient.${path}`
const HISTORY = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'History',
  _title: {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'de' },
          { url: 'content', valueString: 'Vorgeschichte' },
        ],
      },
    ],
  },
  item: [
    { linkId: 'given', type: 'string', text: 'First name', definition: patient('name.given') },
    { linkId: 'born', type: 'date', text: 'Born', definition: patient('birthDate') },
    { linkId: 'phone', type: 'string', text: 'Phone', definition: patient('telecom:phone') },
    { linkId: 'address', type: 'text', text: 'Address', definition: patient('address') },
    { linkId: 'story', type: 'text', text: 'Story' },
  ],
}

beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system', name: 'tests' },
    name: 'tests',
  } as const
  await app.inPractice(who, (ctx) => saveForm(ctx, 'intake', HISTORY))
})
afterAll(() => app.end())

/** Books as the desk does; answers the link of the confirmation mail and that of the form's mail. */
async function bookFor(client: { id: string; email: string }, startsAt: string) {
  const wish = {
    serviceId: willow.assessment.id,
    clientId: client.id,
    practitionerId: willow.paul.id,
    startsAt,
  }
  const booked = await app.as(willow.fay).post('/appointments', wish)
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  await app.settle()
  const linkOf = (page: string) =>
    new RegExp(`/${page}/([\\w-]+)`).exec(
      app.mails.findLast((mail) => mail.text.includes(`/${page}/`))!.text,
    )![1]!
  return { visit: linkOf('visit'), form: linkOf('forms') }
}

test('the form is opened from the page of the visit, and leaves it when it is handed in', async () => {
  const { visit } = await bookFor(willow.mia, '2026-03-06T15:00:00Z')
  const open = await app.withLink(visit).post('/visit/forms', {}, { 'accept-language': 'de' })
  expect(open.body.items).toMatchObject([{ title: 'Vorgeschichte', state: 'requested' }])
  const token = /\/forms\/([\w-]+)$/.exec(open.body.items[0].url)![1]!
  const { rowVersion } = (await app.withLink(token).get('/form')).body
  await app.withLink(token).put('/form/answers', { answers: { story: ['It hurts.'] }, rowVersion })
  expect((await app.withLink(visit).post('/visit/forms', {})).body.items).toMatchObject([
    { title: 'History', state: 'started' },
  ])
  await app
    .withLink(token)
    .post('/form/completion', { answers: { story: ['It hurts.'] }, rowVersion: rowVersion + 1 })
  expect((await app.withLink(visit).post('/visit/forms', {})).body.items).toEqual([])
})

test('only the link of a visit tells its forms', async () => {
  const { form } = await bookFor(willow.leo, '2026-03-06T18:00:00Z')
  expect((await app.visitor().post('/visit/forms', {})).status).toBe(404)
  expect((await app.withLink(form).post('/visit/forms', {})).status).toBe(404)
})

test('what the practice knows is filled in, until the client answers themselves', async () => {
  const { form } = await bookFor(willow.ann, '2026-03-05T15:00:00Z')
  const opened = await app.withLink(form).get('/form')
  expect(opened.body.answers).toEqual({ given: ['Ann'], born: ['1951-12-24'], phone: ['+12125550122'] })
  const answers = { given: ['Anna'] }
  await app.withLink(form).put('/form/answers', { answers, rowVersion: opened.body.rowVersion })
  // Emptied by the client: it is not filled in again.
  expect((await app.withLink(form).get('/form')).body.answers).toEqual(answers)
})

test('a used link, opened or sent once more, tells and changes nothing; a withdrawn one says so', async () => {
  const ask = async () => {
    const asked = await app
      .as(willow.petra)
      .post(`/clients/${willow.leo.id}/form-requests`, { formKey: 'intake' })
    const { id } = asked.body as { id: string }
    const { url } = (await app.as(willow.fay).post(`/form-requests/${id}/link`)).body
    return { id, link: app.withLink(/([\w-]+)$/.exec(url)![1]!) }
  }
  const { id, link } = await ask()
  const { rowVersion } = (await link.get('/form')).body
  const wish = { answers: { story: ['My secret story.'] }, rowVersion }
  expect((await link.post('/form/completion', wish)).status).toBe(200)
  const replayed = [
    await link.post('/form/completion', wish),
    await link.post('/form/completion', { ...wish, answers: { story: ['Another.'] } }),
    await link.put('/form/answers', wish),
    await link.put('/form/answers', { ...wish, rowVersion: rowVersion + 1 }),
  ]
  expect(replayed.map(({ status, body }) => [status, body.code])).toEqual(
    replayed.map(() => [409, 'form_completed']),
  )
  const opened = await link.get('/form')
  expect(opened.body).toMatchObject({ state: 'completed', answers: {}, calculated: {} })
  expect(JSON.stringify(opened.body)).not.toContain('secret')
  const kept = await app.as(willow.petra).get(`/form-requests/${id}`)
  expect(kept.body.answers).toEqual({ story: ['My secret story.'] })

  const other = await ask()
  await app.as(willow.fay).post(`/form-requests/${other.id}/withdrawal`, { reason: 'Told at the desk.' })
  expect(await other.link.post('/form/completion', { answers: {}, rowVersion: 1 })).toMatchObject({
    status: 409,
    body: { code: 'form_withdrawn' },
  })
})

test('a form that belongs to no visit is asked for without a day', async () => {
  await app.as(willow.petra).post(`/clients/${willow.mia.id}/form-requests`, { formKey: 'intake' })
  await app.settle()
  const { text } = app.mails.findLast((mail) => mail.text.includes('/forms/'))!
  expect(text).toContain('please fill in "History". It takes')
})
