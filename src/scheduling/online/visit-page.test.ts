import ICAL from 'ical.js'
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

async function bookOnline(startsAt: string, more: object = {}) {
  const wish = { serviceId: willow.assessment.id, practitionerId: willow.petra.id, startsAt }
  const held = await app.visitor().post(`/public/${willow.slug}/holds`, wish)
  expect(held.status, JSON.stringify(held.body)).toBe(200)
  const who = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example', ...more }
  const booked = await app.withLink(held.body.token).post('/holds/confirmation', who)
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  return booked.body as { token: string; visit: { id: string } }
}

test('the calendar file of the visit page is the same event as the one in the mail', async () => {
  const { token, visit } = await bookOnline('2026-03-03T10:00:00-05:00')
  const { status, body, headers } = await app.withLink(token).get('/visit/calendar')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/calendar')
  const event = new ICAL.Component(ICAL.parse(Buffer.from(body).toString('utf8'))).getFirstSubcomponent(
    'vevent',
  )!
  expect(event.getFirstPropertyValue('uid')).toBe(`appointment-${visit.id}@atrium.test`)
  expect(new ICAL.Event(event).startDate.toString()).toBe('2026-03-03T10:00:00')
  // Calendars are shared: what it is for stands in no calendar.
  expect(Buffer.from(body).toString('utf8')).not.toContain('assessment')
  await app.settle()
  const mail = app.mails.find((each) => each.ics)
  expect(JSON.stringify(mail)).toContain(`appointment-${visit.id}@atrium.test`)
})

test('the calendar file needs the link of the visit', async () => {
  expect((await app.visitor().get('/visit/calendar')).status).toBe(404)
})

test('who books for somebody else is told to the desk, and gets no record by it', async () => {
  const before = await app.sql('select count(*)::int as count from client where practice_id = $1', [
    willow.practiceId,
  ])
  const { visit } = await bookOnline('2026-03-03T13:00:00-05:00', {
    givenName: 'Tim',
    bornOn: '2019-05-05',
    notes: 'He is shy.',
    bookedBy: { name: 'Nell Grant', relation: 'parent' },
  })
  const seen = await app.as(willow.fay).get(`/appointments/${visit.id}`)
  expect(JSON.stringify(seen.body)).toContain('Booked by Nell Grant (parent).\\nHe is shy.')
  const after = await app.sql('select count(*)::int as count from client where practice_id = $1', [
    willow.practiceId,
  ])
  expect(after[0]!.count - before[0]!.count).toBe(1)
})
