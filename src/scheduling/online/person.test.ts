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

async function hold(startsAt: string, cast = willow): Promise<string> {
  const wish = { serviceId: cast.assessment.id, practitionerId: cast.petra.id, startsAt }
  const { body, status } = await app.visitor().post(`/public/${cast.slug}/holds`, wish)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.token
}

async function mailedLink(email: string): Promise<string | undefined> {
  // A mailbox is mailed a few times an hour only.
  app.clock.advance({ minutes: 16 })
  const before = app.mails.length
  const { body } = await app.visitor().post(`/public/${willow.slug}/booking-links`, { email })
  expect(body).toEqual({ sent: true })
  await app.settle()
  return app.mails.slice(before).map((mail) => /\/book\/me\/([\w-]{40,})/.exec(mail.text)?.[1])[0]
}

const proven = async () =>
  (await app.withLink((await mailedLink('Mia@Rossi.example'))!).post('/booking-people')).body
const ownerOf = async (visitId: string) =>
  (await app.sql('select client_id from appointment where id = $1', [visitId]))[0]!.client_id

test('a mailed link says for whom one may book; a stranger gets no mail and the same answer', async () => {
  const token = (await mailedLink('mia@rossi.example'))!
  const { body } = await app.withLink(token).post('/booking-people')
  expect(body.practice).toBe(willow.slug)
  // Leo is reached by the same address.
  expect(body.people.map((each: { name: string }) => each.name).sort()).toEqual(['Leo Rossi', 'Mia Rossi'])
  expect((await app.withLink(token).post('/booking-people')).body.code).toBe('link_used')
  expect(await mailedLink('nobody@nowhere.example')).toBeUndefined()
})

test('books for a child without typing, and the child is the client', async () => {
  const { token } = await proven()
  const held = await hold('2026-03-03T10:00:00-05:00')
  const person = { token, clientId: willow.leo.id }
  const { body, status } = await app
    .withLink(held)
    .post('/holds/confirmation', { person, notes: 'He is shy.' })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(await ownerOf(body.visit.id)).toBe(willow.leo.id)
})

test('somebody for whom one may book is offered, somebody for whom one may not is not', async () => {
  const relate = (relatedClientId: string, mayBook: boolean) =>
    app
      .as(willow.nora)
      .post(`/clients/${willow.mia.id}/relationships`, { relatedClientId, kind: 'carer', mayBook })
  const made = await relate(willow.ann.id, false)
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  expect((await proven()).people.map((each: { id: string }) => each.id)).not.toContain(willow.ann.id)
  await app.sql('update relationship set may_book = true where practice_id = $1', [willow.practiceId])
  const { people, token } = await proven()
  expect(people.at(-1)).toEqual({ id: willow.ann.id, name: expect.any(String), relation: 'carer' })
  const held = await hold('2026-03-03T11:00:00-05:00')
  const { body } = await app
    .withLink(held)
    .post('/holds/confirmation', { person: { token, clientId: willow.ann.id } })
  expect(await ownerOf(body.visit.id)).toBe(willow.ann.id)
  const seen = await app.as(willow.fay).get(`/appointments/${body.visit.id}`)
  expect(seen.body.notes).toContain('(carer)')
})

test('a new relative is made once, may be booked for, and nothing more', async () => {
  const { token } = await proven()
  const relative = { givenName: 'Ida', familyName: 'Rossi', bornOn: '2020-02-29', relation: 'parent' }
  const book = async (startsAt: string) => {
    const answer = await app
      .withLink(await hold(startsAt))
      .post('/holds/confirmation', { person: { token, relative } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return ownerOf(answer.body.visit.id)
  }
  const ida = await book('2026-03-04T10:00:00-05:00')
  expect(await book('2026-03-04T12:00:00-05:00')).toBe(ida)
  expect(
    await app.sql(
      'select may_book, may_see_records, may_sign, may_pay from relationship where related_client_id = $1',
      [ida],
    ),
  ).toEqual([{ may_book: true, may_see_records: false, may_sign: false, may_pay: false }])
})

test('a proof can’t be guessed, taken to another practice or person, or used after its hour', async () => {
  const { token } = await proven()
  const held = await hold('2026-03-05T10:00:00-05:00')
  const book = (person: object, by = held) => app.withLink(by).post('/holds/confirmation', { person })
  expect((await book({ token: 'x'.repeat(43), clientId: willow.mia.id })).body.code).toBe('proof_over')
  await app.sql('update relationship set may_book = false where practice_id = $1', [willow.practiceId])
  expect((await book({ token, clientId: willow.ann.id })).body).toMatchObject({ code: 'invalid' })
  const other = await app.practice('other-lane')
  const there = await hold('2026-03-05T10:00:00-05:00', other)
  expect((await book({ token, clientId: other.mia.id }, there)).body.code).toBe('proof_over')
  // The proof opens no visit and no hold.
  for (const path of ['/visit', '/holds/current'])
    expect((await app.withLink(token).get(path)).status).toBe(404)
  app.clock.advance({ minutes: 61 })
  const later = await hold('2026-03-05T12:00:00-05:00')
  expect((await book({ token, clientId: willow.mia.id }, later)).body.code).toBe('proof_over')
})

test('without a proof the name is asked for, field by field', async () => {
  const held = await hold('2026-03-06T10:00:00-05:00')
  const ask = async (body: object) => (await app.withLink(held).post('/holds/confirmation', body)).body
  expect((await ask({})).fields[0].field).toBe('givenName')
  expect((await ask({ givenName: 'A' })).fields[0].field).toBe('familyName')
  expect((await ask({ givenName: 'A', familyName: 'B' })).fields[0].field).toBe('email')
})

test('names of all scripts come through unchanged, and script in them is only text', async () => {
  const names = [
    ['Şəhriyar', 'Əliyeva'],
    ['مسعد', 'الحجيج'],
    ['花子', '山田'],
    ['Μαρία', 'Παπαδοπούλου'],
    ['Zoë', 'O’Neill-Łukasz'],
    ['Nguyễn', 'Thị Ánh'],
    ['अमित', 'कुमार'],
    ['👩‍👩‍👧', 'Emoji'],
    ['<script>alert(1)</script>', "'; drop table client; --"],
    ['{{ 7*7 }}', '${7*7}'],
    ['null', 'undefined'],
  ] as const
  app.clock.advance({ minutes: 61 })
  for (const [index, [givenName, familyName]] of names.entries()) {
    const startsAt = `2026-03-${String(9 + (index % 5)).padStart(2, '0')}T${10 + Math.floor(index / 5)}:00:00-04:00`
    const { body, status } = await app.withLink(await hold(startsAt)).post('/holds/confirmation', {
      givenName,
      familyName,
      email: `a${index}@names.example`,
      notes: givenName,
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.visit.clientName).toBe(`${givenName} ${familyName}`)
    const [kept] = await app.sql('select given_name, family_name from client where id = $1', [
      await ownerOf(body.visit.id),
    ])
    expect(kept).toEqual({ given_name: givenName, family_name: familyName })
  }
  await app.settle()
  const mail = app.mails.find((each) => each.to.address === 'a8@names.example')!
  expect(mail.html).not.toContain('<script>')
})
