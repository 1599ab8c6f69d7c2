import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`feeds-${count}`)
})

const make = (more: object = {}, by = willow.petra) =>
  app.as(by).post('/calendar-feeds', { practitionerId: willow.petra.id, name: 'My phone', ...more })
/** Asks as a calendar program does: the address alone, no header of ours. */
async function fetchFeed(url: string, headers: Record<string, string> = {}) {
  const response = await app.fetch(new Request(url, { headers }))
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
const book = async (startsAt: string, more: object = {}) => {
  const wish = { serviceId: willow.treatment.id, practitionerId: willow.petra.id, clientId: willow.mia.id }
  const { body, status } = await app.as(willow.fay).post('/appointments', { ...wish, startsAt, ...more })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { id: string; endsAt: string }
}

test('a feed shows busy times, initials or names, as its maker chose', async () => {
  await book('2026-03-05T10:00:00-05:00')
  const summary = async (detail: string) => {
    const { body } = await make({ detail })
    return eventsIn((await fetchFeed(body.url)).text).map((event) => [event.summary, event.location])
  }
  expect(await summary('busy')).toEqual([['Busy', null]])
  expect(await summary('initials')).toEqual([['M. R.', expect.stringContaining('Riverside')]])
  expect(await summary('names')).toEqual([['Mia Rossi · Physiotherapy treatment', expect.any(String)]])
  const { body } = await make()
  expect((await fetchFeed(body.url)).text).not.toMatch(/Rossi|Physio|Riverside|M\. R/)
})

test('wall time stays across the clock change, and another program reads the same instants', async () => {
  // New York puts its clocks forward on 8 March 2026.
  const before = await book('2026-03-06T10:00:00-05:00')
  const after = await book('2026-03-09T10:00:00-04:00')
  const { body } = await make({ detail: 'initials' })
  const { text } = await fetchFeed(body.url)
  const component = new ICAL.Component(ICAL.parse(text))
  for (const zone of component.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const [first, second] = eventsIn(text)
  expect(first!.startDate.toString()).toBe('2026-03-06T10:00:00')
  expect(second!.startDate.toString()).toBe('2026-03-09T10:00:00')
  expect(first!.startDate.toJSDate().toISOString()).toBe('2026-03-06T15:00:00.000Z')
  expect(second!.startDate.toJSDate().toISOString()).toBe('2026-03-09T14:00:00.000Z')
  expect(second!.endDate.toJSDate().toISOString()).toBe(after.endsAt)
  expect(first!.uid).toBe(`visit-${before.id}@atrium.test`)
  expect(text).toMatch(/\r\nDTSTAMP:20260302T140000Z\r\n/)
})

test('any name comes through: folded at 75 octets, escaped, in every script', async () => {
  const names = ['Müller, Jürgen; „der Große“', '山田花子'.repeat(12), '👩‍👩‍👧 Łukasz \\n Ünïcode', 'محمد الحجيج']
  for (const [index, familyName] of names.entries()) {
    const newClient = { givenName: 'A', familyName }
    await book(`2026-03-${10 + index}T10:00:00-04:00`, { clientId: undefined, newClient })
  }
  const { body } = await make({ detail: 'names' })
  const { text } = await fetchFeed(body.url)
  expect(eventsIn(text).map((event) => event.summary)).toEqual(
    names.map((name) => `A ${name} · Physiotherapy treatment`),
  )
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
})

test('a moved visit keeps its UID and counts its SEQUENCE; a cancelled one is told as cancelled for a while', async () => {
  const { id } = await book('2026-03-05T10:00:00-05:00')
  const { body } = await make()
  const only = async () => eventsIn((await fetchFeed(body.url)).text)[0]!
  const first = await only()
  await app.as(willow.fay).post(`/appointments/${id}/move`, { startsAt: '2026-03-05T14:00:00-05:00' })
  const moved = await only()
  expect([moved.uid, moved.sequence]).toEqual([first.uid, first.sequence + 1])
  await app.as(willow.fay).post(`/appointments/${id}/cancellation`, { by: 'client' })
  const cancelled = await only()
  expect(cancelled.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(cancelled.sequence).toBe(moved.sequence + 1)
  app.clock.advance({ minutes: 31 * 24 * 60 })
  expect(eventsIn((await fetchFeed(body.url)).text)).toEqual([])
})

test('a request is tentative, a hold is nobody’s business', async () => {
  await app.sql('update service set requires_approval = true where id = $1', [willow.assessment.id])
  const wish = { serviceId: willow.assessment.id, practitionerId: willow.petra.id }
  const hold = async (startsAt: string) =>
    (await app.visitor().post(`/public/${willow.slug}/holds`, { ...wish, startsAt })).body.token
  await hold('2026-03-05T13:00:00-05:00')
  const who = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' }
  await app.withLink(await hold('2026-03-05T10:00:00-05:00')).post('/holds/confirmation', who)
  const { body } = await make({ detail: 'initials' })
  const events = eventsIn((await fetchFeed(body.url)).text)
  expect(events.map((event) => [event.summary, event.component.getFirstPropertyValue('status')])).toEqual([
    ['Request: N. G.', 'TENTATIVE'],
  ])
})

test('whoever has the latest version is told 304, until something changes', async () => {
  await book('2026-03-05T10:00:00-05:00')
  const { body } = await make()
  const first = await fetchFeed(body.url)
  const etag = first.headers.get('etag')!
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  app.clock.advance({ minutes: 30 })
  const again = await fetchFeed(body.url, { 'if-none-match': etag })
  expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
  await book('2026-03-06T10:00:00-05:00')
  expect((await fetchFeed(body.url, { 'if-none-match': etag })).status).toBe(200)
})

test('an address is a secret: only its hash is kept, it can be renewed and ended, a guess opens nothing', async () => {
  const { body } = await make()
  const token = /ical\/([\w-]+)\.ics$/.exec(body.url)![1]!
  const kept = await app.sql('select * from secret_link where practice_id = $1', [willow.practiceId])
  expect(JSON.stringify(kept)).not.toContain(token)
  const renewed = await app.as(willow.petra).post(`/calendar-feeds/${body.feed.id}/address`)
  expect((await fetchFeed(body.url)).status).toBe(404)
  expect((await fetchFeed(renewed.body.url)).status).toBe(200)
  expect((await app.as(willow.petra).delete(`/calendar-feeds/${body.feed.id}`)).status).toBe(200)
  expect((await fetchFeed(renewed.body.url)).status).toBe(404)
  for (const guess of ['x', 'x'.repeat(43), '../practice', "' or 1=1", token.slice(1)])
    expect((await fetchFeed(`http://atrium.test/api/ical/${encodeURIComponent(guess)}.ics`)).status).toBe(404)
})

test('a feed’s address opens no other door, and a visit’s link no feed', async () => {
  const { body } = await make()
  const token = /ical\/([\w-]+)\.ics$/.exec(body.url)![1]!
  for (const path of ['/visit', '/holds/current', '/booking-people'])
    expect((await app.withLink(token).get(path)).status).toBe(404)
})

test('practitioners make feeds of their own calendar, managers of everybody’s', async () => {
  expect((await make({}, willow.paul)).status).toBe(403)
  expect((await make({}, willow.fay)).status).toBe(403)
  expect((await make({}, willow.nora)).status).toBe(200)
  const own = async (who: typeof willow.paul) => (await app.as(who).get('/calendar-feeds')).body.items.length
  expect([await own(willow.paul), await own(willow.petra), await own(willow.max)]).toEqual([0, 1, 1])
  const [feed] = (await app.as(willow.petra).get('/calendar-feeds')).body.items
  expect((await app.as(willow.paul).delete(`/calendar-feeds/${feed.id}`)).status).toBe(404)
})

test('a feed of somebody who works here no more is over', async () => {
  const { body } = await make()
  await app.sql('update staff set disabled_at = now() where id = $1', [willow.petra.id])
  expect((await fetchFeed(body.url)).status).toBe(404)
})

test('time off is in it, too: leave as such, for whom it is nothing as busy, what is asked for not yet', async () => {
  const off = (kind: string, startsAt: string, endsAt: string, by = willow.max) =>
    app.as(by).post('/time-off', { practitionerId: willow.petra.id, kind, startsAt, endsAt, note: 'Knee' })
  await off('meeting', '2026-03-05T12:00:00-05:00', '2026-03-05T13:00:00-05:00')
  const asked = await off('leave', '2026-03-16T00:00:00-04:00', '2026-03-21T00:00:00-04:00', willow.petra)
  const summaries = async (detail: string) => {
    const { body } = await make({ detail })
    const { text } = await fetchFeed(body.url)
    expect(text).not.toContain('Knee')
    return eventsIn(text).map((event) => event.summary)
  }
  expect(await summaries('busy')).toEqual(['Busy'])
  expect(await summaries('names')).toEqual(['Meeting'])
  await app.as(willow.max).post(`/time-off/${asked.body.timeOff.id}/approval`, {})
  expect(await summaries('names')).toEqual(['Meeting', 'Leave'])
})
