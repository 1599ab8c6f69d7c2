import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { saveTemplate } from './note-template.ts'

let app: TestApp
let willow: Cast
let visitId: string
let noteId: string

const text = (en: string) => ({ en, de: en })
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, (ctx) =>
    saveTemplate(ctx, {
      key: 'soap',
      title: text('SOAP note'),
      sections: [
        { key: 'subjective', title: text('Subjective'), kind: 'text', required: true },
        { key: 'pain', title: text('Pain'), kind: 'scale', min: 0, max: 10, required: false },
        { key: 'body', title: text('Body'), kind: 'body_chart', required: false },
      ],
    }),
  )
  const booked = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.mia.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-02T16:00:00Z',
  })
  visitId = booked.body.id
  app.clock.set('2026-03-02T16:10:00Z')
  await app.as(willow.fay).post(`/appointments/${visitId}/arrival`, {})
})
afterAll(() => app.end())

test('the note of a visit follows the service’s template; two clicks open one draft', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(() => app.as(willow.petra).post(`/appointments/${visitId}/note`)),
  )
  expect(first!.body, JSON.stringify(first!.body)).toMatchObject({
    state: 'draft',
    templateKey: 'soap',
    authorName: 'Petra Schmidt',
    can: { edit: true, sign: true, amend: false },
  })
  expect(second!.body.id).toBe(first!.body.id)
  noteId = first!.body.id
})

test('the front desk and billing see no note, not even that there is one', async () => {
  for (const person of [willow.fay, willow.bill, willow.max, willow.rita]) {
    expect((await app.as(person).get(`/notes/${noteId}`)).status).toBe(403)
    expect((await app.as(person).get(`/clients/${willow.mia.id}/notes`)).status).toBe(403)
  }
})

test('autosave keeps every word, and two windows do not overwrite each other', async () => {
  const saved = await app.as(willow.petra).put(`/notes/${noteId}/content`, {
    content: { subjective: 'Zwei Tage Schmerz, 痛い', pain: 11 },
    rowVersion: 1,
  })
  expect(saved.body).toMatchObject({
    code: 'note_incomplete',
    fields: [{ field: 'pain', message: 'The most is 10.' }],
  })
  const body = [{ side: 'back', x: 0.5, y: 0.2, kind: 'pain' }]
  expect(
    (
      await app.as(willow.petra).put(`/notes/${noteId}/content`, {
        content: { subjective: 'Zwei Tage Schmerz, 痛い', pain: 4, body },
        rowVersion: 1,
      })
    ).body,
  ).toMatchObject({ rowVersion: 2 })
  expect(
    (
      await app
        .as(willow.petra)
        .put(`/notes/${noteId}/content`, { content: { subjective: '' }, rowVersion: 1 })
    ).body,
  ).toMatchObject({ code: 'changed_meanwhile', rowVersion: 2 })
  expect(
    (await app.as(willow.paul).put(`/notes/${noteId}/content`, { content: {}, rowVersion: 2 })).status,
  ).toBe(403)
})

test('signing needs what the template requires, locks the note, and the visit is done', async () => {
  const signed = await app.as(willow.petra).post(`/notes/${noteId}/signature`, { rowVersion: 2 })
  expect(signed.body, JSON.stringify(signed.body)).toMatchObject({
    state: 'signed',
    signedBy: 'Petra Schmidt',
    content: { pain: 4 },
    can: { edit: false, amend: true },
  })
  expect((await app.as(willow.fay).get(`/appointments/${visitId}`)).body.state).toBe('done')
  expect(
    (await app.as(willow.petra).put(`/notes/${noteId}/content`, { content: {}, rowVersion: 2 })).body,
  ).toMatchObject({ status: 409, code: 'note_signed' })
  expect((await app.as(willow.petra).post(`/notes/${noteId}/signature`, { rowVersion: 2 })).body.code).toBe(
    'note_signed',
  )
})

test('the database itself lets nobody change or delete a signed note', async () => {
  await expect(app.database.app.query('update note set content = $1', ['{}'])).rejects.toThrow(
    /permission denied/,
  )
  await expect(app.database.app.query('delete from note')).rejects.toThrow(/permission denied/)
})

test('an amendment needs a reason and leaves the original readable', async () => {
  expect(
    (await app.as(willow.petra).post(`/notes/${noteId}/amendments`, { body: 'It was the left knee.' }))
      .status,
  ).toBe(422)
  const amended = await app
    .as(willow.petra)
    .post(`/notes/${noteId}/amendments`, { body: 'It was the left knee.', reason: 'wrong side' })
  expect(amended.body).toMatchObject({
    content: { subjective: 'Zwei Tage Schmerz, 痛い' },
    amendments: [{ authorName: 'Petra Schmidt', reason: 'wrong side' }],
  })
})

test('an "author" note is invisible to colleagues', async () => {
  const started = await app.as(willow.petra).post(`/clients/${willow.ann.id}/notes`, { templateKey: 'soap' })
  await app.as(willow.petra).put(`/notes/${started.body.id}/content`, {
    content: { subjective: 'mine' },
    privacy: 'author',
    rowVersion: 1,
  })
  expect((await app.as(willow.paul).get(`/notes/${started.body.id}`)).status).toBe(404)
  expect((await app.as(willow.nora).get(`/clients/${willow.ann.id}/notes`)).body.items).toEqual([])
  expect((await app.as(willow.petra).get(`/clients/${willow.ann.id}/notes`)).body.items).toHaveLength(1)
  expect(
    (await app.as(willow.petra).post(`/notes/${started.body.id}/discard`, { reason: 'wrong client' })).status,
  ).toBe(200)
})

test('reading notes leaves who read whose', async () => {
  await app.as(willow.nora).get(`/clients/${willow.mia.id}/notes`)
  const rows = await app.sql(
    `select actor_name from audit_entry where outcome = 'read' and client_id = $1 and operation like '%/notes'`,
    [willow.mia.id],
  )
  expect(rows).toContainEqual({ actor_name: 'Nora Okafor' })
})

test('a key cannot write notes', async () => {
  const key = await app.makeKey(willow, 'owner')
  expect(
    (await app.withKey(key).post(`/clients/${willow.mia.id}/notes`, { templateKey: 'soap' })).status,
  ).toBe(403)
})
