import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { testClock } from '../../testing/test-clock.ts'
import { systemRandom } from '../clock.ts'
import { openDatabase } from '../database/database.ts'
import type { SignInEvent, SignInParts } from './contract.ts'
import { createSignIn } from './sign-in.ts'
import { codeOf, stepAt } from './totp.ts'

export const PASSWORD = 'seven quiet herons'
const CHEAP = { N: 1024, r: 8, p: 1 }

export interface Answer {
  status: number
  // Answers have many shapes.
  // oxlint-disable-next-line no-explicit-any
  body: any
  headers: Headers
}

/** Sign-in on a database of its own, for the tests of this folder. */
export async function testHouse(
  over: Omit<Partial<SignInParts>, 'settings'> & { settings?: Partial<SignInParts['settings']> } = {},
) {
  const { url, drop } = await makeDatabase()
  const database = openDatabase(url)
  const clock = testClock('2026-03-02T14:00:00Z')
  const events: SignInEvent[] = []
  const mails: { to: string; subject: string; text: string }[] = []
  const settings = {
    publicUrl: 'https://atrium.test',
    secret: 's'.repeat(40),
    sessionIdleMinutes: 15,
    trustProxy: 0,
    ...over.settings,
  }
  const parts: SignInParts = {
    authPool: database.auth,
    clock,
    random: systemRandom,
    mail: { send: (mail) => mails.push(mail) },
    onEvent: (event) => events.push(event),
    passwordCost: CHEAP,
    ...over,
    settings,
  }
  const signIn = createSignIn(parts)
  return {
    signIn,
    parts,
    clock,
    events,
    mails,
    database,
    sql: async (text: string, values: unknown[] = []) => (await database.auth.query(text, values)).rows,
    browser: (address = '192.0.2.7') => testBrowser(signIn, { publicUrl: settings.publicUrl, address }),
    end: async () => {
      await signIn.settled()
      await database.close()
      await drop()
    },
  }
}

export type TestHouse = Awaited<ReturnType<typeof testHouse>>

/** Keeps cookies as a browser does, `__Host-` rules included. */
function testBrowser(
  signIn: ReturnType<typeof createSignIn>,
  { publicUrl, address }: { publicUrl: string; address: string },
) {
  const jar = new Map<string, string>()
  const cookieHeader = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function call(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const headers = {
      cookie: cookieHeader(),
      origin: publicUrl,
      'user-agent': 'Test browser',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    }
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await signIn.handle(new Request(`${publicUrl}/api/auth${path}`, init), address)
    for (const line of response.headers.getSetCookie()) keep(line)
    return { status: response.status, body: await response.json(), headers: response.headers }
  }

  function keep(line: string) {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const has = (wanted: RegExp) => attributes.some((each) => wanted.test(each))
    if (name.startsWith('__Host-') && (!has(/^secure$/i) || !has(/^path=\/$/i) || has(/^domain=/i))) return
    if (has(/^max-age=0$/i)) jar.delete(name)
    else jar.set(name, value)
  }

  const request = (headers: Record<string, string> = {}, path = '/api/day') =>
    new Request(`${publicUrl}${path}`, { headers: { cookie: cookieHeader(), ...headers } })
  return {
    jar,
    request,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
      call('POST', path, body, headers),
    signIn: (email: string, password = PASSWORD) => call('POST', '/sign-in/email', { email, password }),
    /** The session as an operation would see it. */
    session: (headers: Record<string, string> = {}, path?: string) =>
      signIn.sessionOf(request(headers, path)),
  }
}

export type TestBrowser = ReturnType<typeof testBrowser>

/** A person with an address that no other test has. */
export async function makePerson({ signIn }: TestHouse, name = 'Mia Moore') {
  const email = `${name.split(' ')[0]!.toLowerCase()}-${randomUUID().slice(0, 8)}@willow.example`
  return { email, ...(await signIn.createUser({ email, name, password: PASSWORD })) }
}

/** What an authenticator app does with the code it was shown. */
export function phoneOf(totpUri: string, { clock }: TestHouse) {
  const encoded = new URL(totpUri).searchParams.get('secret')!
  const bits = [...encoded]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const secret = (bits.match(/.{8}/g) ?? [])
    .map((byte) => String.fromCharCode(Number.parseInt(byte, 2)))
    .join('')
  return { code: (stepsAway = 0) => codeOf(secret, stepAt(clock.now()) + stepsAway) }
}

/** Signs in and switches the second factor on; answers browser, phone and backup codes. */
export async function withSecondFactor(house: TestHouse, email: string) {
  const browser = house.browser()
  await browser.signIn(email)
  const { body } = await browser.post('/two-factor/enable', { password: PASSWORD })
  const phone = phoneOf(body.totpURI, house)
  const done = await browser.post('/two-factor/verify-totp', { code: phone.code() })
  house.clock.advance({ seconds: 30 })
  return { browser, phone, backupCodes: body.backupCodes as string[], done }
}

async function makeDatabase() {
  const server = process.env.ATRIUM_TEST_DATABASE_URL!
  const name = `atrium_test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template ${process.env.ATRIUM_TEST_TEMPLATE}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
