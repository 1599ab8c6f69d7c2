import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { verifyAudit } from '../audit/verify.ts'
import { queriesOn } from '../database/transaction.ts'
import { problem } from '../problem.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { operation } from './operation.ts'
import { perform } from './gate.ts'
import { line } from './shapes.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const renameRoom = operation({
  path: 'POST /test-rooms/{id}/name',
  summary: 'Rename a room',
  allow: 'rooms.rename',
  takes: z.strictObject({ id: z.uuid(), name: line() }),
  returns: z.object({ name: z.string() }),
  fails: ['taken'],
  run: async (ctx, { id, name }) => {
    if (name === 'Taken') throw problem(409, 'taken', 'There is one of that name.')
    await sql`update room set name = ${name} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
    ctx.record('room.renamed', { subject: ['room', id], before: 'x', after: name })
    return { name, secret: 'not to be seen' }
  },
})

const actor = () => ({
  kind: 'key' as const,
  keyId: willow.fay.id,
  name: 'tests',
  role: 'owner' as const,
  permissions: new Set(['rooms.rename']),
})
const call = (input: object, more: object = {}) =>
  perform(app.house, renameRoom, { practiceId: willow.practiceId, actor: actor(), input, ...more })

test('an operation validates, runs, hides what it does not declare, and leaves event and audit', async () => {
  const answer = await call(
    { id: willow.room1.id, name: 'Blue room' },
    { reason: 'new paint', address: '10.1.2.3' },
  )
  expect(answer).toEqual({ status: 200, body: { name: 'Blue room' }, replayed: false })
  const [event] = await app.sql(`select * from event where subject_id = $1`, [willow.room1.id])
  expect(event).toMatchObject({ name: 'room.renamed', operation: renameRoom.path, actor_name: 'tests' })
  const [entry] = await app.sql(`select * from audit_entry where subject_id = $1`, [willow.room1.id])
  expect(entry).toMatchObject({
    outcome: 'done',
    reason: 'new paint',
    address: '10.1.2.3',
    changes: [{ before: 'x', after: 'Blue room' }],
  })
})

test('bad input names the field and changes nothing', async () => {
  await expect(call({ id: willow.room1.id, name: '  ', extra: 1 })).rejects.toMatchObject({
    status: 422,
    code: 'invalid',
    details: {
      fields: [expect.objectContaining({ field: 'name' }), expect.objectContaining({ field: 'extra' })],
    },
  })
})

test('who lacks the permission is refused, and the refusal is in the audit', async () => {
  const nobody = { ...actor(), permissions: new Set<string>() }
  await expect(call({ id: willow.room1.id, name: 'Mine' }, { actor: nobody })).rejects.toMatchObject({
    status: 403,
  })
  const rows = await app.sql(`select * from audit_entry where outcome = 'refused'`)
  expect(rows).toHaveLength(1)
})

test('the same key answers the same, also when both calls run at once; another body is refused', async () => {
  const keyed = (name: string) => call({ id: willow.room2.id, name }, { idempotencyKey: 'k1' })
  const both = await Promise.all([keyed('Green'), keyed('Green')])
  expect(both.map((each) => each.body)).toEqual([{ name: 'Green' }, { name: 'Green' }])
  expect(both.filter((each) => each.replayed)).toHaveLength(1)
  expect(await app.sql(`select * from event where subject_id = $1`, [willow.room2.id])).toHaveLength(1)
  await expect(keyed('Red')).rejects.toMatchObject({ code: 'idempotency_key_reused' })
})

test('a refusal under a key is kept, too, and leaves nothing half-done', async () => {
  const keyed = () => call({ id: willow.room2.id, name: 'Taken' }, { idempotencyKey: 'k2' })
  await expect(keyed()).rejects.toMatchObject({ status: 409, code: 'taken' })
  await expect(keyed()).rejects.toMatchObject({
    status: 409,
    code: 'taken',
    message: 'There is one of that name.',
  })
  expect(await app.sql(`select name from room where id = $1`, [willow.room2.id])).toEqual([{ name: 'Green' }])
})

test('a transaction of one practice sees and changes nothing of another', async () => {
  const other = await app.practice('oak-street')
  await call({ id: other.room1.id, name: 'Stolen' })
  expect(await app.sql(`select name from room where id = $1`, [other.room1.id])).toEqual([{ name: 'Room 1' }])
})

test('the chain of the audit names the entry that was changed behind the program’s back', async () => {
  await app.sweepAll()
  const verdict = () =>
    verifyAudit(queriesOn(app.database.steward), willow.practiceId, { now: app.clock.now() })
  const before = await verdict()
  expect(before.findings).toEqual([])
  expect(before.entries).toBeGreaterThan(2)
  const [third] = await app.sql(`select entry_id from audit_seal where practice_id = $1 and seq = 3`, [
    willow.practiceId,
  ])
  await app.sql(`update audit_entry set reason = 'nothing' where id = $1`, [third!.entry_id])
  expect((await verdict()).findings).toEqual([{ seq: 3, entryId: third!.entry_id, what: 'changed' }])
  expect(
    (
      await verifyAudit(queriesOn(app.database.steward), willow.practiceId, {
        now: app.clock.now(),
        anchor: before.head,
      })
    ).findings,
  ).toHaveLength(1)
})
