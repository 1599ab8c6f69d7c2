import { expect, test } from 'vitest'
import { addressOf, createClient } from './client.ts'
import { readLiveMessages, topicsOf } from './live-topics.ts'
import { ProblemError } from './problem.ts'

// The operations of these tests are made up; the real ones come from the generated types.
const key = (text: string) => text as never
const input = (value: object) => value as never

interface Sent {
  url: string
  init: RequestInit
}

function house(answers: (() => Response)[]) {
  const sent: Sent[] = []
  const fetcher = async (url: RequestInfo | URL, init: RequestInit = {}) => {
    sent.push({ url: String(url), init })
    const answer = answers[Math.min(sent.length, answers.length) - 1]
    if (!answer) throw new TypeError('network')
    return answer()
  }
  return { sent, fetcher: fetcher as typeof fetch }
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const headersOf = (sent: Sent | undefined) => sent?.init.headers as Record<string, string>

test('what a path names goes there, the rest into the body of an act', () => {
  expect(addressOf('POST /appointments/{id}/cancellation', { id: 'a/b', reason: 'ill' })).toEqual({
    method: 'POST',
    url: '/api/appointments/a%2Fb/cancellation',
    body: { reason: 'ill' },
  })
})

test('the rest of a read goes into the query, without what is empty', () => {
  const { url, body } = addressOf('GET /clients', {
    q: 'Ma & Co',
    page: undefined,
    tag: ['a', 'b'],
    none: null,
  })
  expect(url).toBe('/api/clients?q=Ma+%26+Co&tag=a&tag=b')
  expect(body).toBeNull()
})

test('a path without its part is refused before anything is sent', () => {
  expect(() => addressOf('GET /clients/{id}', {})).toThrow('needs id')
})

test('every act carries an Idempotency-Key and a read none', async () => {
  const { sent, fetcher } = house([json({ id: '1' })])
  const client = createClient({ fetch: fetcher })
  await client.call(key('POST /clients'), input({ name: 'Maya' }))
  await client.call(key('GET /clients'), undefined, { background: true })
  expect(headersOf(sent[0])['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/)
  expect(headersOf(sent[1])['idempotency-key']).toBeUndefined()
  expect(headersOf(sent[1])['x-background']).toBe('1')
})

test('after signing in again the act is repeated with the same Idempotency-Key', async () => {
  const { sent, fetcher } = house([json({ code: 'unauthenticated', message: '' }, 401), json({ ok: true })])
  const client = createClient({ fetch: fetcher, askPerson: async () => true })
  expect(await client.call(key('POST /clients'), input({}))).toEqual({ ok: true })
  expect(headersOf(sent[0])['idempotency-key']).toBe(headersOf(sent[1])['idempotency-key'])
})

test('where the password is wanted once more, the act goes on after it; another refusal asks for nothing', async () => {
  const asked: string[] = []
  const askPerson = async (question: string) => asked.push(question) > 0
  const fresh = house([json({ code: 'confirm_password', message: 'Confirm.' }, 403), json({ ok: true })])
  const client = createClient({ fetch: fresh.fetcher, askPerson })
  expect(await client.call(key('POST /api-keys'), input({}))).toEqual({ ok: true })
  const role = house([json({ code: 'forbidden', message: 'Not for your role.' }, 403)])
  const refused = createClient({ fetch: role.fetcher, askPerson }).call(key('POST /api-keys'), input({}))
  await expect(refused).rejects.toMatchObject({ code: 'forbidden', message: 'Not for your role.' })
  expect(asked).toEqual(['password'])
})

test('who does not sign in again is told so', async () => {
  const { fetcher } = house([json({ code: 'unauthenticated', message: 'Sign in first.' }, 401)])
  const client = createClient({ fetch: fetcher, askPerson: async () => false })
  await expect(client.call(key('GET /me'))).rejects.toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('a refusal brings its code, its fields and its details', async () => {
  const body = {
    type: 'urn:atrium:problem:slot_taken',
    title: 'Taken',
    status: 409,
    code: 'slot_taken',
    message: 'This time was taken just now.',
    fields: [{ field: 'startsAt', message: 'Taken' }, 'nonsense'],
    alternatives: [{ startsAt: '2026-03-02T16:00:00Z' }],
  }
  const { fetcher } = house([json(body, 409)])
  const refused = await createClient({ fetch: fetcher })
    .call(key('POST /appointments'), input({}))
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ProblemError)
  expect(refused).toMatchObject({ status: 409, code: 'slot_taken', message: 'This time was taken just now.' })
  expect((refused as ProblemError).fields).toEqual([{ field: 'startsAt', message: 'Taken' }])
  expect((refused as ProblemError).details.alternatives).toHaveLength(1)
})

test("a proxy's page and a dead network are problems, too", async () => {
  const proxy = house([() => new Response('<h1>Bad gateway</h1>', { status: 502 })])
  await expect(createClient({ fetch: proxy.fetcher }).call(key('GET /me'))).rejects.toMatchObject({
    status: 502,
    code: 'failed',
  })
  const dead = house([])
  await expect(createClient({ fetch: dead.fetcher }).call(key('GET /me'))).rejects.toMatchObject({
    status: 0,
    code: 'offline',
  })
})

test('a file is sent as it is, and what describes it stands in the address', async () => {
  const { sent, fetcher } = house([json({})])
  const file = new Blob(['pdf'], { type: 'application/pdf' })
  await createClient({ fetch: fetcher }).call(
    key('POST /clients/{id}/files'),
    input({ id: '7', name: 'a b.pdf' }),
    {
      file,
    },
  )
  expect(sent[0]?.url).toBe('/api/clients/7/files?name=a+b.pdf')
  expect(sent[0]?.init.body).toBe(file)
  expect(headersOf(sent[0])['content-type']).toBe('application/pdf')
})

test('a read listens to the topics that its path names', () => {
  expect(topicsOf('GET /clients/{id}/appointments')).toEqual(['client', 'appointment'])
  expect(topicsOf('GET /waiting-list/entries')).toEqual(['waiting_list', 'entry'])
})

test('the stream may send one message or a list, and nonsense is no message', () => {
  expect(readLiveMessages('{"topic":"appointment","id":"1"}')).toEqual([{ topic: 'appointment', id: '1' }])
  expect(readLiveMessages('[{"topic":"a"},{"x":1}]')).toEqual([{ topic: 'a' }])
  expect(readLiveMessages('hello')).toEqual([])
})
