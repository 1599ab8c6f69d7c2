import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { uuidv7 } from '../platform/clock.ts'
import { localeOf } from '../platform/http/locale.ts'
import { problemResponse } from '../platform/http/respond.ts'
import { currencyCodes, isCurrency } from '../platform/money/money.ts'
import type { House } from '../platform/operation/gate.ts'
import { inPractice } from '../platform/operation/gate.ts'
import { line } from '../platform/operation/shapes.ts'
import { Problem, forbidden, problem } from '../platform/problem.ts'
import { createPractice } from './create-practice.ts'
import { OpeningIn } from './operations/places.ts'
import { Country, Lines, Locale, Zone } from './operations/practice.ts'
import { findPack, packKeys } from './pack.ts'
import { signInOf } from './sign-in.ts'
import { keepSignIn } from './staff/staff.ts'
import { allPracticeIds } from './tenancy.ts'

const MOST_BYTES = 64 * 1024

/**
 * The token that makes the first practice of an empty installation; whoever starts the program reads it from its output.
 * It comes from the installation's secret, so that every process of it says the same, and is void once there is a practice.
 */
export function firstRunToken(house: Pick<House, 'services'>): string {
  return createHmac('sha256', house.services.settings.secret)
    .update('atrium first run')
    .digest('base64url')
    .slice(0, 32)
}

/** The token while it is needed, else null: for the line that the program prints at start. */
export async function firstRunTokenIfNeeded(house: House): Promise<string | null> {
  return (await isEmpty(house)) ? firstRunToken(house) : null
}

const FirstRun = z.strictObject({
  token: z.string().max(100),
  practice: z.strictObject({
    name: line(120),
    pack: z.enum(packKeys() as [string, ...string[]]),
    locale: Locale,
    currency: z.string().refine(isCurrency, 'This is not a currency in use, such as EUR.'),
    country: Country,
    zone: Zone,
    phone: line(60).nullish(),
    email: z.email().max(254).nullish(),
  }),
  location: z.strictObject({
    name: line(120),
    addressLines: Lines.optional(),
    opening: z.array(OpeningIn).max(50),
  }),
  owner: z.strictObject({
    name: line(120),
    email: z.email('This is not an e-mail address.').max(254),
    password: z.string().min(1).max(1_000),
    isPractitioner: z.boolean().default(false),
    title: line(120).nullish(),
  }),
})

/** `GET /api/first-run`: is there anything to do, and what to choose from. `POST`: makes the practice and signs its owner in. */
export async function handleFirstRun(house: House, request: Request): Promise<Response> {
  try {
    if (request.method === 'GET') return json(await choices(house))
    if (request.method === 'POST') return await begin(house, await readBody(request))
    throw problem(405, 'method_not_allowed', 'This address answers GET and POST.')
  } catch (error) {
    if (error instanceof Problem) return problemResponse(error, localeOf(request.headers))
    throw error
  }
}

async function choices(house: House) {
  if (!(await isEmpty(house))) return { needed: false, packs: [], currencies: [] }
  const packs = packKeys()
    .map(findPack)
    .map(({ key, title, summary, services }) => ({ key, title, summary, services: services.length }))
  return { needed: true, packs, currencies: currencyCodes }
}

async function begin(house: House, body: unknown): Promise<Response> {
  // An installation that has its practice does not even say whether a token was right.
  if (!(await isEmpty(house))) throw alreadyDone()
  const { token, practice, location, owner } = parse(body)
  if (!isSame(token, firstRunToken(house))) {
    throw forbidden('This is not the token that the program printed when it started. Look at its output.')
  }
  const practiceId = uuidv7(house.services.clock.now(), house.services.random)
  const actor = { kind: 'system', name: 'First run' } as const
  const signIn = signInOf(house)
  const userId = await inPractice(house, { practiceId, actor, name: 'first-run' }, async (ctx) => {
    // Two people with the token at once: the second waits here and finds the practice of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended('atrium first run', 0))`.execute(ctx.db)
    const { rows } = await sql`select all_practice_ids()`.execute(ctx.db)
    if (rows.length > 0) throw alreadyDone()
    const { password, ...person } = owner
    const { ownerId } = await createPractice(ctx, { ...practice, location, owner: person })
    const made = await signIn.createUser({
      email: owner.email,
      name: owner.name,
      password,
      ownWords: [practice.name],
    })
    await keepSignIn(ctx, ownerId, { userId: made.userId, email: owner.email.toLowerCase() })
    return made.userId
  })
  const { setCookie } = await signIn.openSession(userId)
  return json({ practiceId }, { 'set-cookie': setCookie })
}

async function isEmpty(house: House): Promise<boolean> {
  return (await allPracticeIds(house.database.app)).length === 0
}

function alreadyDone() {
  return problem(
    409,
    'already_done',
    'There is a practice here already. Sign in, or ask its owner to invite you.',
  )
}

function parse(body: unknown): z.output<typeof FirstRun> {
  const parsed = FirstRun.safeParse(body)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  throw problem(422, 'invalid', `${fields[0]?.field || 'The request'}: ${fields[0]?.message}`, { fields })
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw problem(415, 'unsupported_media_type', 'Send the body as application/json.')
  }
  const bytes = await readBytes(request)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw problem(400, 'bad_json', 'The body is not valid JSON in UTF-8.')
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > MOST_BYTES) throw problem(413, 'too_large', 'The body is larger than 64 kB.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function json(body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}
