import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let oak: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  oak = await app.practice('oak-street')
})
afterAll(() => app.end())

const owner = () => app.as(willow.nora)
const stranger = () => app.as(oak.nora)

describe('keys of programs', () => {
  test('are shown once, work within role and scopes, and end at once', async () => {
    const made = await owner().post('/api-keys', {
      name: 'Website',
      role: 'front_desk',
      scopes: ['clients.see'],
    })
    expect(made.status).toBe(200)
    const program = app.withKey(made.body.key)
    expect((await program.get('/clients')).status).toBe(200)
    expect((await program.post('/clients', { givenName: 'A', familyName: 'B' })).status).toBe(403)
    const listed = (await owner().get('/api-keys')).body.items
    expect(listed).toMatchObject([
      {
        name: 'Website',
        role: 'front_desk',
        scopes: ['clients.see'],
        hint: made.body.key.slice(-4),
        createdBy: 'Nora Okafor',
      },
    ])
    const everything = await app.sql(
      'select to_jsonb(k)::text as text from api_key k union all select to_jsonb(a)::text from audit_entry a',
    )
    expect(JSON.stringify(everything)).not.toContain(made.body.key)
    expect((await stranger().delete(`/api-keys/${made.body.id}`)).status).toBe(404)
    expect((await owner().delete(`/api-keys/${made.body.id}`)).status).toBe(200)
    expect((await owner().delete(`/api-keys/${made.body.id}`)).status).toBe(404)
    expect((await program.get('/clients')).status).toBe(401)
  })

  test('end by themselves after their days', async () => {
    const { key } = (await owner().post('/api-keys', { name: 'Trial', role: 'read_only', days: 2 })).body
    expect((await app.withKey(key).get('/me')).status).toBe(200)
    app.clock.advance({ days: 2 })
    expect((await app.withKey(key).get('/me')).status).toBe(401)
  })

  test('are made by owners only; a key makes none that may more than itself', async () => {
    expect((await app.as(willow.max).post('/api-keys', { name: 'x', role: 'read_only' })).status).toBe(403)
    const narrow = await app.makeKey(willow, 'owner', ['keys.manage', 'clients.see'])
    expect((await app.withKey(narrow).post('/api-keys', { name: 'x', role: 'owner' })).status).toBe(403)
    expect(
      (await app.withKey(narrow).post('/api-keys', { name: 'x', role: 'owner', scopes: ['clients.edit'] }))
        .status,
    ).toBe(403)
    expect(
      (await app.withKey(narrow).post('/api-keys', { name: 'x', role: 'owner', scopes: ['clients.see'] }))
        .status,
    ).toBe(200)
    expect((await owner().post('/api-keys', { name: 'x', role: 'owner', scopes: ['no.such'] })).status).toBe(
      422,
    )
  })
})

describe('work that failed for good', () => {
  async function deadJob() {
    const who = {
      practiceId: willow.practiceId,
      actor: { kind: 'system' as const, name: 'tests' },
      name: 'tests',
    }
    await app.inPractice(who, async (ctx) => ctx.later('no.such.kind', { appointmentId: 'x' }))
    for (let turn = 0; turn < 12; turn += 1) {
      await app.settle()
      app.clock.advance({ hours: 1 })
    }
    return (await owner().get('/dead-jobs')).body.items.at(0)
  }

  test('is seen with its error, tried again, and given up', async () => {
    const dead = await deadJob()
    expect(dead).toMatchObject({
      kind: 'no.such.kind',
      attempts: 12,
      lastError: expect.stringContaining('no.such.kind'),
    })
    expect((await app.as(willow.fay).get('/dead-jobs')).status).toBe(403)
    expect((await stranger().get('/dead-jobs')).body.items).toEqual([])
    expect((await stranger().post(`/dead-jobs/${dead.id}/retry`)).status).toBe(404)
    expect((await stranger().delete(`/dead-jobs/${dead.id}`)).status).toBe(404)
    expect((await owner().post(`/dead-jobs/${dead.id}/retry`)).status).toBe(200)
    expect((await owner().get('/dead-jobs')).body.items).toEqual([])
    const [job] = await app.sql('select attempts, dead_at from job where id = $1', [dead.id])
    expect(job).toEqual({ attempts: 0, dead_at: null })
    const again = await deadJob()
    expect((await owner().delete(`/dead-jobs/${again.id}`, { reason: 'no longer needed' })).status).toBe(200)
    const [entry] = await app.sql(
      `select reason, changes from audit_entry where operation = 'DELETE /dead-jobs/{id}' and outcome = 'done'`,
    )
    expect(entry).toMatchObject({
      reason: 'no longer needed',
      changes: [{ before: { kind: 'no.such.kind' } }],
    })
  })
})

describe('the audit', () => {
  test('is read by time, client, actor, subject and operation, sorted by any of them, page by page', async () => {
    const from = app.clock.now()
    app.clock.advance({ minutes: 1 })
    await app.as(willow.fay).get(`/clients/${willow.ann.id}`)
    app.clock.advance({ minutes: 1 })
    await app.as(willow.petra).get(`/clients/${willow.ann.id}`)
    await app.as(willow.rita).post('/clients', { givenName: 'No', familyName: 'Way' })
    const read = async (query: object) =>
      (await owner().get('/audit', { from: from.toISOString(), ...query })).body
    const reads = await read({ clientId: willow.ann.id, outcome: 'read', operation: 'GET /clients/{id}' })
    expect(reads.items.map((each: { actorName: string }) => each.actorName)).toEqual([
      'Petra Schmidt',
      'Fay Moreau',
    ])
    const refused = await read({ outcome: 'refused' })
    expect(refused.items).toMatchObject([
      { actorName: 'Rita Novak', operation: 'POST /clients', changes: [{ refused: 'forbidden' }] },
    ])
    const byActor = await read({ sort: 'actor', order: 'asc', actorId: willow.fay.id })
    expect(new Set(byActor.items.map((each: { actorName: string }) => each.actorName))).toEqual(
      new Set(['Fay Moreau']),
    )
    const to = app.clock.now().toISOString()
    for (const sort of ['at', 'actor', 'operation', 'subject', 'outcome']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page: { items: { id: string }[]; next: string | null } = await read({
          sort,
          limit: 2,
          to,
          cursor,
        })
        seen.push(...page.items.map((each) => each.id))
        cursor = page.next ?? undefined
      } while (cursor)
      const all = await app.sql(
        'select id from audit_entry where practice_id = $1 and at >= $2 and at < $3',
        [willow.practiceId, from, to],
      )
      expect([...seen].sort(), sort).toEqual(all.map((each) => each.id).sort())
    }
  })

  test('refuses a sort that is not on the list', async () => {
    expect((await owner().get('/audit', { sort: 'at; drop table audit_entry' })).status).toBe(422)
  })

  test('looking through one client’s trail is itself on record', async () => {
    await owner().get('/audit', { clientId: willow.leo.id })
    const rows = await app.sql(
      `select actor_name from audit_entry where operation = 'GET /audit' and client_id = $1`,
      [willow.leo.id],
    )
    expect(rows).toEqual([{ actor_name: 'Nora Okafor' }])
  })

  test('belongs to owners and managers of this practice alone', async () => {
    expect((await app.as(willow.fay).get('/audit')).status).toBe(403)
    const theirs = (await stranger().get('/audit', { limit: 200 })).body.items
    const ours = new Set(
      (await app.sql('select id from audit_entry where practice_id = $1', [willow.practiceId])).map(
        (each) => each.id,
      ),
    )
    expect(theirs.filter((each: { id: string }) => ours.has(each.id))).toEqual([])
  })

  test('says whether its chain is whole, and names the entry that is not', async () => {
    await app.sweepAll()
    const whole = (await owner().get('/audit/verdict')).body
    expect(whole.findings).toEqual([])
    expect(whole.entries).toBeGreaterThan(5)
    const [second] = await app.sql('select entry_id from audit_seal where practice_id = $1 and seq = 2', [
      willow.practiceId,
    ])
    await app.sql(`update audit_entry set actor_name = 'Somebody' where id = $1`, [second!.entry_id])
    expect((await owner().get('/audit/verdict')).body.findings).toEqual([
      { seq: 2, entryId: second!.entry_id, what: 'changed' },
    ])
  })
})
