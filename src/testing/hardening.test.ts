import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../app.ts'
import { projectRoot } from '../platform/project-root.ts'
import type { Cast } from './cast.ts'
import { testApp, type TestApp } from './harness.ts'

let app: TestApp
let willow: Cast
let key: string
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  key = await app.makeKey(willow)
})
afterAll(() => app.end())

const raw = (path: string, init: RequestInit = {}) =>
  app.fetch(new Request(`http://atrium.test${path}`, init))
const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  raw(`/api${path}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
  })

describe('every answer', () => {
  test.each([
    '/api/openapi.json',
    '/api/me',
    '/api/nothing',
    '/healthz',
    '/',
    '/book/willow-lane',
    '/api/docs',
  ])('%s carries the headers that protect a browser', async (path) => {
    const { headers } = await raw(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000; includeSubDomains')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(policy).not.toMatch(/style-src [^;]*unsafe/)
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('about people is not kept by browsers', async () => {
    expect(
      (await raw('/api/me', { headers: { authorization: `Bearer ${key}` } })).headers.get('cache-control'),
    ).toBe('no-store')
  })
})

describe('a request body', () => {
  test.each([
    ['is no JSON', '{"name":', 400],
    ['is a list', '[]', 400],
    ['is a number', '7', 400],
    ['is nested a thousand deep', '{"a":'.repeat(1000) + '1' + '}'.repeat(1000), 400],
    ['is nested a hundred thousand deep', '['.repeat(100_000), 400],
    ['holds a NUL', JSON.stringify({ givenName: 'A\u0000', familyName: 'B' }), 422],
    ['holds a lone surrogate', '{"givenName":"A\\ud800","familyName":"B"}', 422],
    [
      'tries to change the prototype',
      '{"__proto__":{"role":"owner"},"givenName":"A","familyName":"B","constructor":{"x":1}}',
      422,
    ],
    ['has a field of another type', '{"givenName":{"$gt":""},"familyName":"B"}', 422],
    [
      'has a field that is not known',
      '{"givenName":"A","familyName":"B","practiceId":"00000000-0000-7000-8000-000000000000"}',
      422,
    ],
  ])('that %s is refused with a clear problem', async (_what, body, status) => {
    const answer = await post('/clients', body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(((await answer.json()) as { code: string }).code).toMatch(/^(bad_json|invalid)$/)
  })

  test('that is not UTF-8 is refused', async () => {
    expect(
      (await post('/clients', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))).status,
    ).toBe(400)
  })

  test('that is larger than a megabyte is refused before it is read', async () => {
    expect(
      (await post('/clients', JSON.stringify({ givenName: 'x'.repeat(1_200_000), familyName: 'B' }))).status,
    ).toBe(413)
  })

  test('that is a form, as a page of somebody else’s could send it, is refused', async () => {
    expect(
      (await post('/clients', 'givenName=A', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415)
    expect(
      (await post('/clients', '{"givenName":"A","familyName":"B"}', { 'content-type': 'text/plain' })).status,
    ).toBe(415)
  })

  test('in any script comes back as it went in', async () => {
    const names = [
      'Zoë',
      '李小龍',
      'Ольга',
      'محمد',
      '👩‍⚕️ Nurse',
      'O’Brien-Smith',
      '\u202eabc',
      "Robert'); drop table client;--",
      '<img src=x onerror=alert(1)>',
      '{{7*7}}',
      '=1+1',
    ]
    for (const familyName of names) {
      const made = await app.withKey(key).post('/clients', { givenName: 'Test', familyName })
      expect(made.status, familyName).toBe(200)
      expect((await app.withKey(key).get(`/clients/${made.body.client.id}`)).body.familyName).toBe(familyName)
    }
  })
})

describe('a query', () => {
  test('with a repeated parameter is refused by name', async () => {
    const answer = await app.withKey(key).get('/messages', { state: ['sent', 'failed'] })
    expect(answer).toMatchObject({ status: 422, body: { fields: [{ field: 'state' }] } })
  })

  test('for more than a page is clamped, for nonsense is refused', async () => {
    expect((await app.withKey(key).get('/clients', { limit: 100_000 })).status).toBe(200)
    for (const limit of ['-1', '0', '1e9x', 'NaN'])
      expect((await app.withKey(key).get('/clients', { limit })).status).toBe(422)
    for (const cursor of ['abc', "' or 1=1--", Buffer.from('["a",{}]').toString('base64url')]) {
      expect((await app.withKey(key).get('/clients', { cursor })).status).toBe(422)
    }
  })

  test('never becomes SQL: every text parameter takes quotes, comments and wild cards as text', async () => {
    const reads = operations.filter(
      (each) => each.path.startsWith('GET /') && !each.path.includes('{') && each.allow.includes('.'),
    )
    for (const { path } of reads) {
      for (const text of ["'", "' or '1'='1", '%', '_', '\\', '"; select pg_sleep(5); --', '1)) or ((1=1']) {
        const route = path.slice(4)
        for (const name of ['q', 'sort', 'by', 'state', 'clientId', 'cursor', 'operation', 'actor']) {
          app.clock.advance({ seconds: 1 })
          const answer = await app.withKey(key).get(route, { [name]: text })
          expect(answer.status, `${route} ${name}=${text}`).toBeLessThan(500)
        }
      }
    }
  }, 120_000)

  test('with a path that is no id is refused, not a bug', async () => {
    for (const id of ['1', '../../etc/passwd', '%00', 'null', "1' or 1=1", '0'.repeat(5000)]) {
      expect([400, 404, 422]).toContain(
        (await app.withKey(key).get(`/clients/${encodeURIComponent(id)}`)).status,
      )
    }
  })
})

describe('another site', () => {
  const evil = { origin: 'https://evil.example', 'content-type': 'application/json' }
  test('changes nothing with a signed-in person’s cookie', async () => {
    const mine = app.as(willow.fay)
    expect(
      (await mine.post('/clients', { givenName: 'A', familyName: 'B' }, { origin: 'https://evil.example' }))
        .status,
    ).toBe(403)
    expect(
      (await mine.post('/clients', { givenName: 'A', familyName: 'B' }, { origin: 'null' })).status,
    ).toBe(403)
    expect((await mine.post('/clients', { givenName: 'A', familyName: 'B' })).status).toBe(200)
  })

  test('cannot sign anybody in, nor read anything', async () => {
    expect((await raw('/api/auth/sign-in/email', { method: 'POST', headers: evil, body: '{}' })).status).toBe(
      403,
    )
    const answer = await raw('/api/openapi.json', { headers: { origin: 'https://evil.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  const isBuilt = existsSync(join(projectRoot(), 'dist/web/public.html'))
  test.skipIf(!isBuilt)('may frame the booking page only when the practice lists it', async () => {
    const policy = async () => (await raw('/embed/willow-lane')).headers.get('content-security-policy')
    expect(await policy()).toContain("frame-ancestors 'none'")
    await app.sql(
      `update practice set embed_hosts = array['https://my-clinic.example', 'javascript:alert(1)'] where slug = 'willow-lane'`,
    )
    expect(await policy()).toMatch(/frame-ancestors https:\/\/my-clinic\.example(;|$)/)
  })
})

describe('the server', () => {
  test.each([
    '/.env',
    '/.git/config',
    '/../../etc/passwd',
    '/assets/../../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/%2e%2e%2fstaff.html.map',
    '/server.js.map',
    '/dist/server/main.js',
  ])('gives no file for %s', async (path) => {
    const answer = await raw(path)
    expect(answer.status).not.toBe(500)
    const text = await answer.text()
    expect(text).not.toMatch(/root:|"dependencies"|\[core\]/)
    if (/\.[a-z]+$/.test(path)) expect(answer.status).toBe(404)
  })

  test('does not take TRACE, and says which methods it does not take', async () => {
    expect((await app.visitor().delete('/me')).status).toBe(405)
    expect((await raw('/', { method: 'PUT', body: '{}' })).status).toBe(405)
  })

  test('tells nothing of its inside when something breaks', async () => {
    const answer = await app.withKey(key).get(`/clients/${'x'.repeat(200)}`)
    expect(JSON.stringify(answer.body)).not.toMatch(/at \w+ \(|node_modules|select |syntax/i)
  })

  test('never builds links from the Host header', async () => {
    await app
      .withKey(key)
      .post(
        '/appointments',
        { serviceId: willow.assessment.id, clientId: willow.mia.id, startsAt: '2026-03-06T15:00:00Z' },
        { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      )
    await app.settle()
    expect(app.mails.length).toBeGreaterThan(0)
    for (const mail of app.mails) expect(mail.text).not.toContain('evil.example')
  })
})

test('a patient’s name stands in no log line and no mail subject', async () => {
  const { caughtLog } = await import('../platform/logging.ts')
  const log = caughtLog()
  const marked = await testApp({ services: { log } })
  const cast = await marked.practice('marked')
  await marked
    .as(cast.fay)
    .post('/clients', { givenName: 'Zebrawood', familyName: 'Zebrawood', email: 'zebrawood@example.com' })
  await marked.as(cast.fay).get('/clients', { q: 'Zebrawood' })
  await marked.as(cast.fay).post('/clients', { givenName: 'Zebrawood' })
  await marked.settle()
  expect(JSON.stringify(log.lines)).not.toMatch(/zebrawood/i)
  for (const mail of marked.mails) expect(mail.subject).not.toMatch(/zebrawood/i)
  await marked.end()
})

test('the lockfile names no registry', () => {
  expect(readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/)
})
