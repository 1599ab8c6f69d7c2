import { afterAll, beforeAll, expect, test } from 'vitest'
import { matrix, operations } from '../app.ts'
import { ROLES } from '../platform/access/actor.ts'
import type { Operation } from '../platform/operation/operation.ts'
import { methodOf } from '../platform/operation/operation.ts'
import type { Cast, StaffPerson } from './cast.ts'
import { testApp, type TestAnswer, type TestApp } from './harness.ts'
import { liveOneDay } from './lived-day.ts'
import { describeInput, requestFor } from './operation-calls.ts'

// Generated from the list of operations: an operation that is added is tried here without anybody thinking of it.
let app: TestApp
let alpha: Cast
let beta: Cast
/** Every id that stands in a row of alpha's, by the table it stands in. */
let alphaIds: Map<string, string[]>
const MARKER = 'Zebrawood'

beforeAll(async () => {
  app = await testApp()
  alpha = await app.practice('alpha')
  beta = await app.practice('beta')
  await liveOneDay(app, alpha, { marker: MARKER })
  alphaIds = await idsOf(alpha.practiceId)
}, 180_000)
afterAll(() => app.end())

const withId = operations.filter(
  (each) => /\{\w*[iI]d\}/.test(each.path) && /^[a-z_]+\.[a-z_]+$|^signed_in$/.test(each.allow),
)

test('there is something to try', () => {
  expect(operations.length).toBeGreaterThan(60)
  expect(withId.length).toBeGreaterThan(30)
  expect(alphaIds.size).toBeGreaterThan(25)
})

test.each(withId.map((each) => [each.path, each] as const))(
  '%s reaches nothing of another practice',
  async (_path, operation) => {
    const before = await fingerprint(alpha.practiceId)
    for (const [table, ids] of alphaIds) {
      const answer = await send(operation, app.as(beta.nora), () => ids[0]!)
      expect(answer.status, `${table}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBeGreaterThanOrEqual(
        400,
      )
      expect(answer.status, `${table}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBeLessThan(500)
      expect(JSON.stringify(answer.body)).not.toContain(MARKER)
    }
    expect(await fingerprint(alpha.practiceId)).toEqual(before)
  },
  120_000,
)

test('no list, search or report of one practice shows anything of the other', async () => {
  const reads = operations.filter(
    (each) =>
      methodOf(each) === 'GET' &&
      !each.path.includes('{') &&
      !each.allow.startsWith('link:') &&
      each.allow !== 'anyone',
  )
  for (const operation of reads) {
    for (const text of [MARKER, 'a', MARKER.slice(0, 4).toLowerCase()]) {
      const answer = await send(operation, app.as(beta.nora), () => beta.mia.id, text)
      expect(answer.status, operation.path).toBeLessThan(500)
      expect(JSON.stringify(answer.body), operation.path).not.toContain(MARKER)
    }
  }
})

test('an id of another practice and an id of nobody are told apart by nothing', async () => {
  const foreign = await app.as(beta.nora).get(`/clients/${alpha.mia.id}`)
  const absent = await app.as(beta.nora).get(`/clients/00000000-0000-7000-8000-000000000000`)
  expect(foreign.status).toBe(404)
  expect({ ...foreign.body, requestId: null }).toEqual({ ...absent.body, requestId: null })
})

test('every operation that is not for everybody refuses a caller without a session', async () => {
  const closed = operations.filter((each) => each.allow !== 'anyone')
  for (const operation of closed) {
    const answer = await send(operation, app.visitor(), () => alpha.mia.id)
    expect([401, 404], operation.path).toContain(answer.status)
    if (!operation.allow.startsWith('link:')) expect(answer.status, operation.path).toBe(401)
  }
})

test('every role gets its operations and no other', async () => {
  const people: StaffPerson[] = [beta.nora, beta.max, beta.petra, beta.fay, beta.bill, beta.rita]
  expect(people.map((each) => each.role).sort()).toEqual([...ROLES].sort())
  const words = operations.filter((each) => each.allow.includes('.') && !each.allow.includes(':'))
  for (const person of people) {
    for (const operation of words) {
      const may = matrix[operation.allow]?.includes(person.role)
      const answer = await send(operation, app.as(person), () => '00000000-0000-7000-8000-000000000000')
      const what = `${person.role} ${operation.path}: ${JSON.stringify(answer.body).slice(0, 200)}`
      if (may)
        expect(answer.body.code === 'forbidden' && answer.body.message === 'You may not do this.', what).toBe(
          false,
        )
      else expect(answer.status, what).toBe(403)
    }
  }
}, 120_000)

test('every permission word that an operation asks for stands in the matrix', () => {
  const asked = new Set(
    operations.map((each) => each.allow).filter((allow) => allow.includes('.') && !allow.includes(':')),
  )
  expect([...asked].filter((word) => !matrix[word])).toEqual([])
})

async function send(
  operation: Operation,
  caller: ReturnType<TestApp['as']>,
  idFor: (field: string) => string,
  text = 'sample',
) {
  const { path, input } = requestFor(operation, describeInput(operation), { idFor, text, practice: 'beta' })
  // Time passes, so that the limit of requests does not answer instead of the gate.
  app.clock.advance({ seconds: 1 })
  const method = methodOf(operation)
  if (method === 'GET') return not429(await caller.get(path, input))
  const call = { POST: caller.post, PUT: caller.put, PATCH: caller.patch, DELETE: caller.delete }[method]
  return not429(await call(path, input, { 'x-reason': 'trying' }))
}

function not429(answer: TestAnswer): TestAnswer {
  expect(answer.status).not.toBe(429)
  return answer
}

async function tablesOfPractices(): Promise<string[]> {
  const rows = await app.sql(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migration' order by 1`,
  )
  return rows.map((row) => row.name)
}

async function idsOf(practiceId: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const table of await tablesOfPractices()) {
    const columns = await app.sql(
      `select attname from pg_attribute where attrelid = $1::regclass and attname = 'id'`,
      [table],
    )
    const rows =
      columns.length > 0
        ? await app.sql(`select id from "${table}" where practice_id = $1 order by id desc limit 2`, [
            practiceId,
          ])
        : []
    if (rows.length > 0)
      found.set(
        table,
        rows.map((row) => row.id),
      )
  }
  return found
}

/** What of a practice must not change because of somebody else: everything but the audit's own chain and the job queue. */
async function fingerprint(practiceId: string): Promise<Record<string, string>> {
  const marks: Record<string, string> = {}
  for (const table of await tablesOfPractices()) {
    if (['audit_seal', 'job'].includes(table)) continue
    const [row] = await app.sql(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as mark from "${table}" t where practice_id = $1`,
      [practiceId],
    )
    marks[table] = row!.mark
  }
  return marks
}
