import { sql } from 'kysely'
import { foldText } from '../../clients/index.ts'
import { createRateLimit } from '../../platform/http/rate-limit.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import { findKiosk } from './kiosk.ts'
import type { KioskKind } from './kiosk.ts'
import { checkInCode } from './own-check-in.ts'

export interface OneselfWish {
  familyName?: string | undefined
  givenName?: string | undefined
  phone?: string | undefined
  code?: string | undefined
  /** Always the second sign of who one is. */
  bornOn: string
}

export type Found =
  | { state: 'found'; url: string }
  /** Several people of this name and birth date come today: the first name decides. */
  | { state: 'first_name' }
  | { state: 'nobody' }
  | { state: 'wait'; seconds: number }

const MOST_MISSES = 6
const MISSES_WITHIN_MS = 5 * 60_000
const LINK_MS = 20 * 60_000
/** From phones, all of them together: guessing gets nowhere, and a full waiting room does. */
const MOST_PHONE_MISSES = 40
/** On one's own phone the page stays: it says when it is one's turn. */
const PHONE_LINK_MS = 12 * 3_600_000
// A family shares an address: eight tries at once, then one in forty-five seconds.
const TRIES = { burst: 8, perSecond: 1 / 45 }
const limits = new WeakMap<object, ReturnType<typeof createRateLimit>>()

interface Candidate {
  id: string
  clientId: string
  givenName: string
  familyName: string
  preferredName: string | null
  bornOn: string | null
  state: string
  startsAt: Date
  phones: string[]
}

/**
 * The signs one may find oneself by. A poster can be photographed and opened from anywhere: there a name, which half the
 * town knows, is not enough.
 */
export function waysOf(kind: KioskKind): ('name' | 'phone' | 'code')[] {
  return kind === 'poster' ? ['phone', 'code'] : ['name', 'phone', 'code']
}

/**
 * Finds the visit of today of who stands at the device: by family name, phone or the visit's code, always together with the
 * birth date. Nothing is told before both fit, and nothing about why they did not; who guesses must wait.
 */
export async function findOneself(
  ctx: Context,
  { kioskId, on }: { kioskId: string; on: 'device' | 'phone' },
  wish: OneselfWish,
): Promise<Found> {
  const kiosk = await findKiosk(ctx, kioskId)
  const seconds = Math.max(await secondsToWait(ctx, kioskId, on), on === 'phone' ? tooFast(ctx, kioskId) : 0)
  if (seconds > 0) return { state: 'wait', seconds }
  if (kiosk.kind === 'poster' && !wish.phone && !wish.code) return { state: 'nobody' }
  const today = await visitsOfToday(ctx, kiosk.locationId)
  const fitting = today.filter((each) => each.bornOn === wish.bornOn && isNamed(ctx, each, wish))
  if (fitting.length === 0) {
    await noteMiss(ctx, kioskId, on)
    return { state: 'nobody' }
  }
  if (new Set(fitting.map(({ clientId }) => clientId)).size > 1) return { state: 'first_name' }
  const open = fitting.filter(({ state }) => state === 'booked' || state === 'confirmed')
  const visit = open[0] ?? fitting.at(-1)!
  const subject = ['appointment', visit.id] as const
  const { url } = await createLink(ctx, {
    purpose: 'visit',
    page: '/arrive',
    subject,
    clientId: visit.clientId,
    validFor: on === 'phone' ? PHONE_LINK_MS : LINK_MS,
  })
  return { state: 'found', url }
}

function isNamed(
  ctx: Context,
  each: Candidate,
  { familyName, givenName, phone, code }: OneselfWish,
): boolean {
  if (code) return checkInCode(ctx, each.id) === code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (
    givenName &&
    ![each.givenName, each.preferredName].some((one) => one && foldText(one) === foldText(givenName))
  )
    return false
  if (phone) {
    const digits = phone.replace(/\D/g, '').replace(/^0+/, '')
    // The last eight digits are the number; what stands before is written in many ways.
    return digits.length >= 6 && each.phones.some((one) => one.replace(/\D/g, '').endsWith(digits.slice(-8)))
  }
  return familyName !== undefined && foldText(each.familyName) === foldText(familyName)
}

async function visitsOfToday(ctx: Context, locationId: string): Promise<Candidate[]> {
  const { rows: places } = await sql<{
    zone: string
  }>`select zone from location where practice_id = ${ctx.practiceId} and id = ${locationId}`.execute(ctx.db)
  const { zone } = places[0]!
  const day = localDay(ctx.now, zone)
  const { rows } =
    await sql<Candidate>`select a.id, a.client_id as "clientId", c.given_name as "givenName", c.family_name as "familyName",
      c.preferred_name as "preferredName", c.born_on as "bornOn", a.state, a.starts_at as "startsAt",
      array(select value from contact_point p where p.practice_id = c.practice_id and p.client_id = c.id and p.kind = 'phone') as phones
    from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.location_id = ${locationId} and a.state in ('booked', 'confirmed', 'no_show', 'arrived', 'in_room')
      and a.starts_at >= ${startOfLocalDay(day, zone)} and a.starts_at < ${startOfLocalDay(addLocalDays(day, 1), zone)}
    order by a.starts_at, a.id`.execute(ctx.db)
  return rows
}

const COLUMNS = {
  device: { misses: sql.ref('misses'), since: sql.ref('misses_since'), most: MOST_MISSES },
  phone: { misses: sql.ref('phone_misses'), since: sql.ref('phone_misses_since'), most: MOST_PHONE_MISSES },
}

async function secondsToWait(ctx: Context, kioskId: string, on: 'device' | 'phone'): Promise<number> {
  const { misses, since: sinceColumn, most } = COLUMNS[on]
  const { rows } = await sql<{
    misses: number
    since: Date | null
  }>`select ${misses} as misses, ${sinceColumn} as since from kiosk
    where practice_id = ${ctx.practiceId} and id = ${kioskId} for update`.execute(ctx.db)
  const { misses: counted, since } = rows[0]!
  if (!since || counted < most) return 0
  return Math.max(0, Math.ceil((since.getTime() + MISSES_WITHIN_MS - ctx.now.getTime()) / 1000))
}

/** Seconds until this address may try again; nobody counts what comes from inside the house. */
function tooFast(ctx: Context, kioskId: string): number {
  if (!ctx.address) return 0
  const limit = limits.get(ctx.services) ?? createRateLimit(ctx.services.clock)
  limits.set(ctx.services, limit)
  return limit(`${kioskId} ${ctx.address}`, TRIES)
}

async function noteMiss(ctx: Context, kioskId: string, on: 'device' | 'phone') {
  const { misses, since } = COLUMNS[on]
  const begins = new Date(ctx.now.getTime() - MISSES_WITHIN_MS)
  await sql`update kiosk set ${misses} = case when ${since} > ${begins} then ${misses} + 1 else 1 end,
      ${since} = case when ${since} > ${begins} then ${since} else ${ctx.now} end
    where practice_id = ${ctx.practiceId} and id = ${kioskId}`.execute(ctx.db)
}
