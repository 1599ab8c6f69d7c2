import { expect } from 'vitest'
import type { Cast } from './cast.ts'
import type { TestAnswer, TestApp } from './harness.ts'

/** What the day leaves behind, for tests that go on from it. */
export interface LivedDay {
  appointmentId: string
  clientId: string
  formRequestId: string
  noteId: string
  invoiceId: string
  leadId: string
}

const SOAP = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Health history',
  item: [{ linkId: 'story', text: 'Your story', type: 'text', required: true }],
}

/**
 * One whole day through the HTTP door: enquiry, online booking, form, check-in, note, invoice, payment, settings.
 * Every text that a person types holds `marker`, so that a leak can be searched for.
 */
export async function liveOneDay(
  app: TestApp,
  cast: Cast,
  { marker }: { marker: string },
): Promise<LivedDay> {
  const { as } = app
  const owner = as(cast.nora)
  await done(owner.put('/forms/intake', { definition: { ...SOAP, title: `${marker} history` } }))
  const leadId = await enquire(app, cast, marker)

  const { appointmentId, clientId } = await bookOnline(app, cast, marker)
  const formRequestId = await fillForm(app, cast, { appointmentId, marker })

  app.clock.set('2026-03-03T15:05:00Z')
  await done(as(cast.fay).post(`/appointments/${appointmentId}/arrival`, {}))
  await done(as(cast.petra).post(`/appointments/${appointmentId}/room`, {}))
  const note = await done(as(cast.petra).post(`/appointments/${appointmentId}/note`))
  const section = note.body.sections[0].key as string
  const saved = await done(
    as(cast.petra).put(`/notes/${note.body.id}/content`, {
      content: { [section]: `${marker} has pain` },
      rowVersion: 1,
    }),
  )
  await done(as(cast.petra).post(`/notes/${note.body.id}/signature`, { rowVersion: saved.body.rowVersion }))
  await done(
    as(cast.petra).post(`/notes/${note.body.id}/amendments`, {
      reason: `${marker} forgot`,
      body: `${marker} more`,
    }),
  )
  await app.settle()

  const invoices = await done(as(cast.bill).get('/invoices', { clientId }))
  const invoiceId = invoices.body.items[0].id as string
  const invoice = await done(as(cast.bill).get(`/invoices/${invoiceId}`))
  await done(
    as(cast.fay).post(`/invoices/${invoiceId}/payments`, {
      tender: 'cash',
      amountMinor: 5_000,
      currency: invoice.body.currency,
    }),
  )
  await done(
    as(cast.bill).post(`/clients/${clientId}/payments`, {
      tender: 'bank_transfer',
      amountMinor: 9_000,
      currency: invoice.body.currency,
      reference: marker,
    }),
  )

  await done(
    owner.post('/time-off', {
      practitionerId: cast.paul.id,
      startsAt: '2026-04-06T13:00:00Z',
      endsAt: '2026-04-06T21:00:00Z',
      kind: 'leave',
      note: marker,
    }),
  )
  await done(owner.post('/closures', { startsOn: '2026-12-25', endsOn: '2026-12-25', name: marker }))
  await done(owner.post('/api-keys', { name: marker, role: 'read_only' }))
  await done(as(cast.fay).post(`/clients/${clientId}/messages`, { text: `${marker}, see you` }))
  await done(
    as(cast.fay).post(`/appointments`, {
      serviceId: cast.gait.id,
      startsAt: '2026-03-05T15:00:00Z',
      clientId,
      notes: marker,
    }),
  )
  await done(
    owner.put('/message-templates/by_hand/en', {
      subject: 'News',
      title: marker,
      body: '{{ text }}',
      rowVersion: 0,
    }),
  )
  await app.settle()
  await app.sweepAll()
  return { appointmentId, clientId, formRequestId, noteId: note.body.id, invoiceId, leadId }
}

async function enquire(app: TestApp, cast: Cast, marker: string): Promise<string> {
  await done(
    app.visitor().post(`/public/${cast.slug}/enquiries`, {
      name: `${marker} Asking`,
      email: 'asking@example.com',
      message: `${marker}: do you treat knees?`,
      utmSource: 'google',
    }),
  )
  const leads = await done(app.as(cast.fay).get('/leads'))
  return leads.body.items[0].id
}

async function bookOnline(app: TestApp, cast: Cast, marker: string) {
  const client = app.visitor()
  const offered = await done(
    client.get(`/public/${cast.slug}/availability`, {
      serviceId: cast.assessment.id,
      practitionerId: cast.petra.id,
      from: '2026-03-03',
      days: 1,
    }),
  )
  expect(JSON.stringify(offered.body)).toContain('2026-03-03T')
  const hold = await done(
    client.post(`/public/${cast.slug}/holds`, {
      serviceId: cast.assessment.id,
      practitionerId: cast.petra.id,
      startsAt: '2026-03-03T15:00:00Z',
    }),
  )
  const booked = await done(
    app.withLink(hold.body.token).post('/holds/confirmation', {
      givenName: marker,
      familyName: `${marker}son`,
      email: `${marker.toLowerCase()}@example.com`,
      phone: '+12125550199',
      notes: `${marker} will come`,
    }),
  )
  expect(booked.body).toBeTruthy()
  await app.settle()
  const found = await done(app.as(cast.fay).get('/clients', { q: `${marker}son` }))
  const clientId = found.body.items[0].id as string
  const [row] = await app.sql(`select id from appointment where practice_id = $1 and client_id = $2`, [
    cast.practiceId,
    clientId,
  ])
  return { appointmentId: row!.id as string, clientId }
}

async function fillForm(
  app: TestApp,
  cast: Cast,
  { appointmentId, marker }: { appointmentId: string; marker: string },
): Promise<string> {
  const requests = await done(app.as(cast.fay).get('/form-requests', { appointmentId }))
  const { id } = requests.body.items[0]
  const token = /\/forms\/([\w-]+)/.exec(
    app.mails.findLast((mail) => mail.text.includes('/forms/'))!.text,
  )![1]!
  const answers = { story: [`${marker} fell`] }
  await done(app.withLink(token).put('/form/answers', { answers, rowVersion: 1 }))
  await done(
    app.withLink(token).post('/form/completion', {
      answers,
      rowVersion: 2,
      signature: { name: `${marker} ${marker}son`, relation: 'self', method: 'typed' },
    }),
  )
  await app.settle()
  return id
}

async function done(answer: Promise<TestAnswer>): Promise<TestAnswer> {
  const got = await answer
  expect(got.status, JSON.stringify(got.body)).toBe(200)
  return got
}
