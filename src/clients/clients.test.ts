import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
let oak: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  oak = await app.practice('oak-street')
})
afterAll(() => app.end())

const desk = () => app.as(willow.fay)
const jane = {
  givenName: 'Jane',
  familyName: 'Müller-Ortíz',
  bornOn: '1979-02-28',
  email: 'Jane@Example.org',
  phone: '(212) 555-0199',
}
const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map((each) => each.name)

describe('creating a client', () => {
  test('keeps what was said, reads the phone, numbers the client and leaves event and audit', async () => {
    const { status, body } = await desk().post('/clients', { ...jane, addressLines: ['1 Elm Road'] })
    expect(status).toBe(200)
    expect(body.client).toMatchObject({
      name: 'Jane Müller-Ortíz',
      bornOn: '1979-02-28',
      addressLines: ['1 Elm Road'],
      rowVersion: 1,
    })
    expect(body.client.number).toBe(4)
    expect(body.client.contacts.map((each: { value: string }) => each.value)).toEqual([
      'jane@example.org',
      '+12125550199',
    ])
    expect(body.client.can).toEqual({ edit: true, archive: false })
    const entries = await app.sql(`select operation, actor_name from audit_entry where client_id = $1`, [
      body.client.id,
    ])
    expect(entries).toEqual([{ operation: 'POST /clients', actor_name: 'Fay Moreau' }])
  })

  test('a family shares an address, and nobody is merged: the hint names who shares what', async () => {
    const { body } = await desk().post('/clients', {
      givenName: 'Noa',
      familyName: 'Rossi',
      bornOn: '2019-01-01',
      email: 'MIA@rossi.example',
    })
    expect(
      body.possibleDuplicates.map((each: { name: string; because: string[] }) => [each.name, each.because]),
    ).toEqual([
      ['Leo Rossi', ['contact']],
      ['Mia Rossi', ['contact']],
    ])
    const found = await desk().get('/clients', { q: 'mia@rossi.example' })
    expect(names(found).sort()).toEqual(['Leo Rossi', 'Mia Rossi', 'Noa Rossi'])
  })

  test('the same name and birth date is held back when the caller wants only new people', async () => {
    const again = { givenName: 'ann', familyName: 'WHITFIELD', bornOn: '1951-12-24' }
    const asked = await desk().post('/clients', { ...again, onlyIfNew: true })
    expect(asked).toMatchObject({
      status: 409,
      body: {
        code: 'possible_duplicate',
        possibleDuplicates: [{ id: willow.ann.id, because: ['name_and_birth_date'] }],
      },
    })
    const meant = await desk().post('/clients', again)
    expect(meant.status).toBe(200)
    expect(meant.body.client.id).not.toBe(willow.ann.id)
  })

  test('needs one name, a possible birth date, a readable address; unknown fields are refused', async () => {
    const refused = async (body: object) =>
      (await desk().post('/clients', body)).body.fields?.map((each: { field: string }) => each.field)
    expect(await refused({ givenName: '', familyName: '' })).toEqual(['familyName'])
    expect(await refused({ givenName: 'A', familyName: 'B', bornOn: '2025-02-29' })).toEqual(['bornOn'])
    expect(await refused({ givenName: 'A', familyName: 'B', email: 'nobody' })).toEqual(['email'])
    expect(await refused({ givenName: 'A', familyName: 'B', practiceId: oak.practiceId })).toEqual([
      'practiceId',
    ])
    expect(await refused({ givenName: 'A\u0000', familyName: 'B' })).toEqual(['givenName'])
  })

  test('a person with one name is as good as any', async () => {
    const { body } = await desk().post('/clients', { givenName: 'Sukarno', familyName: '' })
    expect(body.client.name).toBe('Sukarno')
  })

  test('who only reads or bills makes no clients', async () => {
    for (const person of [willow.rita, willow.bill])
      expect((await app.as(person).post('/clients', jane)).status).toBe(403)
    expect((await app.visitor().post('/clients', jane)).status).toBe(401)
  })
})

describe('opening a client', () => {
  test('answers the record and leaves who read it in the audit', async () => {
    const { status, body } = await app.as(willow.petra).get(`/clients/${willow.mia.id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'Mia Rossi', number: 1 })
    const reads = await app.sql(
      `select actor_name, outcome from audit_entry where client_id = $1 and outcome = 'read'`,
      [willow.mia.id],
    )
    expect(reads).toEqual([{ actor_name: 'Petra Schmidt', outcome: 'read' }])
  })

  test('a client of another practice is as absent as one that never was', async () => {
    const never = '01900000-0000-7000-8000-000000000000'
    const foreign = await desk().get(`/clients/${oak.mia.id}`)
    const absent = await desk().get(`/clients/${never}`)
    expect(foreign.status).toBe(404)
    expect(foreign.body).toEqual(absent.body)
    expect((await desk().patch(`/clients/${oak.mia.id}`, { rowVersion: 1, givenName: 'X' })).status).toBe(404)
    expect(
      (await app.as(willow.nora).post(`/clients/${oak.mia.id}/archiving`, { rowVersion: 1 })).status,
    ).toBe(404)
    expect((await desk().get(`/clients/${oak.mia.id}/timeline`)).status).toBe(404)
  })

  test('a practitioner limited to their own clients sees those they treat, nobody else', async () => {
    await app.sql('update staff set own_clients_only = true where id = $1', [willow.paul.id])
    const paul = app.as(willow.paul)
    expect((await paul.get(`/clients/${willow.ann.id}`)).status).toBe(404)
    expect(names(await paul.get('/clients'))).toEqual([])
    expect(names(await paul.get('/clients', { q: 'whitfield' }))).toEqual([])
    const who = {
      practiceId: willow.practiceId,
      actor: { kind: 'system' as const, name: 'tests' },
      name: 'tests',
    }
    await app.inPractice(who, async (ctx) =>
      ctx.record('appointment.booked', {
        subject: ['appointment', willow.ann.id],
        clientId: willow.ann.id,
        data: { practitionerId: willow.paul.id },
      }),
    )
    await app.settle()
    expect((await paul.get(`/clients/${willow.ann.id}`)).status).toBe(200)
    expect(names(await paul.get('/clients'))).toEqual(['Ann Whitfield'])
    const own = await paul.post('/clients', { givenName: 'Own', familyName: 'Client' })
    expect((await paul.get(`/clients/${own.body.client.id}`)).status).toBe(200)
    await app.sql('update staff set own_clients_only = false where id = $1', [willow.paul.id])
  })
})

describe('changing a client', () => {
  test('changes what is given, finds the client by the new name, and keeps before and after in the audit', async () => {
    const made = (
      await desk().post('/clients', { givenName: 'Tom', familyName: 'Before', email: 'tom@example.org' })
    ).body.client
    const { status, body } = await desk().patch(`/clients/${made.id}`, {
      rowVersion: 1,
      familyName: 'Afterwards',
      contacts: [{ kind: 'phone', value: '+44 (0)20 7946 0018', label: 'Work' }],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      familyName: 'Afterwards',
      givenName: 'Tom',
      rowVersion: 2,
      contacts: [{ value: '+442079460018', label: 'Work' }],
    })
    expect(names(await desk().get('/clients', { q: 'afterwards tom' }))).toEqual(['Tom Afterwards'])
    expect(names(await desk().get('/clients', { q: '020 7946 0018' }))).toEqual(['Tom Afterwards'])
    expect(names(await desk().get('/clients', { q: 'tom@example.org' }))).toEqual([])
    const [entry] = await app.sql(
      `select changes from audit_entry where operation = 'PATCH /clients/{id}' and subject_id = $1`,
      [made.id],
    )
    expect(entry!.changes[0]).toMatchObject({
      before: { familyName: 'Before' },
      after: { familyName: 'Afterwards' },
    })
  })

  test('the second of two people who edit the same version is told, and overwrites nothing', async () => {
    const made = (await desk().post('/clients', { givenName: 'Two', familyName: 'Editors' })).body.client
    const both = await Promise.all([
      desk().patch(`/clients/${made.id}`, { rowVersion: 1, notes: 'from Fay' }),
      app.as(willow.max).patch(`/clients/${made.id}`, { rowVersion: 1, notes: 'from Max' }),
    ])
    expect(both.map((each) => each.status).sort()).toEqual([200, 409])
    expect(both.find((each) => each.status === 409)!.body).toMatchObject({
      code: 'changed_meanwhile',
      rowVersion: 2,
    })
  })

  test('an archived client leaves lists and searches, and comes back', async () => {
    const made = (await desk().post('/clients', { givenName: 'Gone', familyName: 'Away' })).body.client
    expect((await desk().post(`/clients/${made.id}/archiving`, { rowVersion: 1 })).status).toBe(403)
    const owner = app.as(willow.nora)
    expect(
      (await owner.post(`/clients/${made.id}/archiving`, { rowVersion: 1, reason: 'moved abroad' })).body
        .archivedAt,
    ).not.toBeNull()
    expect(names(await desk().get('/clients', { q: 'gone away' }))).toEqual([])
    expect(names(await desk().get('/clients', { state: 'archived' }))).toContain('Gone Away')
    expect((await owner.post(`/clients/${made.id}/restoration`, { rowVersion: 1 })).body.code).toBe(
      'changed_meanwhile',
    )
    expect(
      (await owner.post(`/clients/${made.id}/restoration`, { rowVersion: 2 })).body.archivedAt,
    ).toBeNull()
    expect(names(await desk().get('/clients', { q: 'gone away' }))).toEqual(['Gone Away'])
  })
})

describe('relationships', () => {
  test('each right stands on its own; both sides see who acts for whom', async () => {
    const ofMia = await desk().get(`/clients/${willow.mia.id}/relationships`)
    expect(ofMia.body.items).toMatchObject([
      { kind: 'parent', direction: 'acts_for', mayBook: true, maySign: true, other: { name: 'Leo Rossi' } },
    ])
    const ofLeo = await desk().get(`/clients/${willow.leo.id}/relationships`)
    expect(ofLeo.body.items).toMatchObject([{ direction: 'represented_by', other: { name: 'Mia Rossi' } }])
  })

  test('are made, changed and ended by staff who may edit; a second one between the same two is refused', async () => {
    const wish = { relatedClientId: willow.mia.id, kind: 'daughter', mayPay: true }
    expect((await app.as(willow.rita).post(`/clients/${willow.ann.id}/relationships`, wish)).status).toBe(403)
    const made = await desk().post(`/clients/${willow.ann.id}/relationships`, wish)
    expect(made.body.items).toMatchObject([{ kind: 'daughter', mayPay: true, mayBook: false }])
    expect(await desk().post(`/clients/${willow.ann.id}/relationships`, wish)).toMatchObject({
      status: 409,
      body: { code: 'already_related' },
    })
    const { id } = made.body.items[0]
    expect((await app.as(oak.fay).patch(`/relationships/${id}`, { mayBook: true })).status).toBe(404)
    expect((await desk().patch(`/relationships/${id}`, { mayBook: true })).status).toBe(200)
    expect((await desk().get(`/clients/${willow.ann.id}/relationships`)).body.items[0]).toMatchObject({
      mayBook: true,
      mayPay: true,
    })
    expect((await desk().delete(`/relationships/${id}`)).status).toBe(200)
    expect((await desk().get(`/clients/${willow.ann.id}/relationships`)).body.items).toEqual([])
  })

  test('never reach into another practice', async () => {
    const answer = await desk().post(`/clients/${willow.ann.id}/relationships`, {
      relatedClientId: oak.mia.id,
      kind: 'friend',
    })
    expect(answer.status).toBe(404)
  })
})

describe('lists', () => {
  test('go page by page in order of the name, and refuse a cursor somebody made up', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await app.as(oak.fay).get('/clients', { limit: 2, cursor })
      seen.push(...body.items.map((each: { name: string }) => each.name))
      cursor = body.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(['Leo Rossi', 'Mia Rossi', 'Ann Whitfield'])
    expect((await desk().get('/clients', { cursor: 'nonsense' })).status).toBe(422)
    expect(
      (await desk().get('/clients', { cursor: Buffer.from('["a","b"]').toString('base64url') })).status,
    ).toBe(422)
  })

  test('a search shows first those whose names begin with what was typed', async () => {
    for (const [givenName, familyName] of [
      ['Roxana', 'Bannister'],
      ['Anna', 'Zwick'],
      ['Susanna', 'Quist'],
    ])
      await desk().post('/clients', { givenName, familyName })
    expect(
      names(await desk().get('/clients', { q: 'ann' })).filter((name) => /ann/.test(name.toLowerCase()))[0],
    ).toMatch(/^Ann/)
    expect(names(await desk().get('/clients', { q: 'anna zw' }))).toEqual(['Anna Zwick'])
  })

  test('a search takes percent signs and backslashes as they are', async () => {
    for (const q of ['%', '_', '\\', "'; drop table client; --"])
      expect(names(await desk().get('/clients', { q }))).toEqual([])
  })
})

test('the timeline tells what happened, only in subjects the reader may see', async () => {
  const made = (await desk().post('/clients', { givenName: 'Time', familyName: 'Line' })).body.client
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, async (ctx) =>
    ctx.record('thing.happened', { subject: ['undeclared_thing', made.id], clientId: made.id }),
  )
  app.clock.advance({ seconds: 1 })
  await desk().patch(`/clients/${made.id}`, { rowVersion: 1, notes: 'called' })
  const { body } = await desk().get(`/clients/${made.id}/timeline`)
  expect(body.items.map((each: { name: string; actorName: string }) => [each.name, each.actorName])).toEqual([
    ['client.updated', 'Fay Moreau'],
    ['client.created', 'Fay Moreau'],
  ])
})

const namesFile = join(projectRoot(), '../shared/data/text/names_many_scripts.tsv')
test.skipIf(!existsSync(namesFile))(
  'names of every script come back as they were typed, and are found',
  async () => {
    const lines = readFileSync(namesFile, 'utf8').trim().split('\n').slice(1)
    // One of each locale: the whole list would take a minute.
    const rows = lines.map((each) => each.split('\t'))
    const people = rows.filter((row, index) => row[0] !== rows[index - 1]?.[0])
    expect(people.length).toBeGreaterThan(40)
    const key = await app.makeKey(willow)
    for (const [, , given = '', family = ''] of people) {
      const made = await app.withKey(key).post('/clients', { givenName: given, familyName: family })
      expect(made.body.client, `${given} ${family}`).toMatchObject({
        givenName: given.trim(),
        familyName: family.trim(),
      })
      const found = await app.withKey(key).get('/clients', { q: `${family} ${given}`, limit: 200 })
      expect(
        found.body.items.map((each: { id: string }) => each.id),
        `${given} ${family}`,
      ).toContain(made.body.client.id)
    }
  },
  90_000,
)
