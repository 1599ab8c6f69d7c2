import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice('willow')
})
afterAll(() => app.end())

const german = { 'x-locale': 'de' }
/** A call as somebody who reads German, or as somebody who reads French. */
async function ask(path: string, init: RequestInit = {}) {
  const answer = await app.fetch(
    new Request(`http://atrium.test${path}`, { ...init, headers: { ...german, ...init.headers } }),
  )
  return { status: answer.status, body: (await answer.json()) as Record<string, any> }
}

test('staff who read German are refused in German, field by field; others in English', async () => {
  const staff = app.as(willow.nora)
  const hours = [
    { locationId: willow.mainStreet.id, weekday: 2, starts: '09:00', ends: '12:00' },
    { locationId: willow.mainStreet.id, weekday: 2, starts: '11:00', ends: '13:00' },
  ].map((each) => ({ ...each, validFrom: '2026-03-01' }))
  const set = (headers: Record<string, string>) =>
    staff.put(`/practitioners/${willow.petra.id}/hours`, { hours }, headers)
  const said =
    'Dienstag 09:00–12:00 (Main Street) und Dienstag 11:00–13:00 (Main Street) überschneiden sich: Niemand arbeitet an zwei Orten oder zweimal zugleich.'
  expect(await set(german)).toMatchObject({
    status: 422,
    body: {
      code: 'invalid',
      title: said,
      message: said,
      fields: [{ field: 'hours.1.starts', message: said }],
    },
  })
  expect((await set({ 'x-locale': 'fr' })).body.message).toContain('overlap: nobody works at two places')
})

test('a refusal kept under its key is said in the language of whoever asks again', async () => {
  const wish = { clientId: willow.mia.id, serviceId: willow.treatment.id, practitionerId: willow.petra.id }
  const book = (headers: Record<string, string>) =>
    app
      .as(willow.fay)
      .post(
        '/appointments',
        { ...wish, startsAt: '2026-03-01T03:00:00Z' },
        { 'idempotency-key': 'one', ...headers },
      )
  const first = await book(german)
  const again = await book({})
  expect(first.body.code).toBe(again.body.code)
  expect(first.body.message).toMatch(/^(Der Standort ist zu dieser Zeit geschlossen|Die behandelnde Person)/)
  expect(again.body.message).toMatch(/^The (location|practitioner)/)
})

test('what the validation refuses by itself is said in German', async () => {
  const { body } = await app
    .as(willow.fay)
    .post('/clients', { givenName: 'x'.repeat(500), birthDate: '2026-02-31', colour: 'red' }, german)
  expect(body.fields.map(({ field }: { field: string }) => field)).toEqual(
    expect.arrayContaining(['givenName', 'birthDate', 'colour']),
  )
  const texts = [body.message, ...body.fields.map(({ message }: { message: string }) => message)]
  expect(texts).toContain('Dieses Feld gibt es hier nicht.')
  expect(texts.join('\n')).not.toMatch(/expected|Invalid|not known|Too /)
})

test('a visitor of the booking page is refused in the language of the browser', async () => {
  const wrong = await ask(`/api/public/${willow.slug}/availability`, {
    headers: { 'accept-language': 'de-AT,de;q=0.9' },
  })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect(wrong.body.fields[0].message).toBe('Diese Angabe fehlt.')
  expect((await ask('/api/public/nowhere')).body).toMatchObject({
    code: 'not_found',
    message: 'Diese Praxis wurde nicht gefunden.',
  })
})

test('what is not there, and an address that is none, is said in German', async () => {
  const nobody = '01890000-0000-7000-8000-000000000000'
  const gone = await app.as(willow.fay).post(`/appointments/${nobody}/cancellation`, { by: 'client' }, german)
  expect([gone.status, gone.body.message]).toEqual([404, 'Dieser Termin wurde nicht gefunden.'])
  expect((await ask('/api/no-such-thing')).body.message).toBe(
    'Unter dieser Adresse gibt es nichts. Siehe /api/docs.',
  )
  expect((await ask('/assets/none.js')).body.message).toBe('Diese Datei gibt es nicht.')
  expect((await ask('/api/auth/nothing')).body.message).toBe('Unter dieser Adresse gibt es nichts.')
  expect((await ask('/api/clients')).body.message).toBe('Melden Sie sich zuerst an.')
})

test('whoever asks too often is told so in German', async () => {
  let last = await ask('/api/public/nowhere')
  for (let turn = 0; last.status !== 429 && turn < 2_000; turn += 1) last = await ask('/api/public/nowhere')
  expect(last).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
  expect(last.body.message).toMatch(/^Zu viele Anfragen\. Bitte warten Sie \d+ Sekunden\.$/)
})
