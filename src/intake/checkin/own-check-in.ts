import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { findClient, listContacts, updateClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { checkIn, findAppointment } from '../../scheduling/index.ts'
import type { Visit } from '../../scheduling/index.ts'
import { findCheckInSettings } from './settings.ts'

export type CheckInState = 'too_early' | 'open' | 'waiting' | 'ready' | 'in_room' | 'over' | 'elsewhere'

/** How it stands with the check-in of a visit, as its client may see it. Contacts are masked: a screen has onlookers. */
export async function ownCheckIn(ctx: Context, visitId: string) {
  const visit = await findAppointment(ctx, visitId)
  const client = await findClient(ctx, visit.client_id ?? '')
  const settings = await findCheckInSettings(ctx)
  const contacts = await listContacts(ctx, client.id)
  const row = await rowIfAny(ctx, visitId)
  const first = (kind: 'email' | 'phone') => contacts.find((one) => one.kind === kind)?.value
  const opensAt = new Date(visit.starts_at.getTime() - settings.minutesBefore * 60_000)
  return {
    practice: await ctx.practice(),
    firstName: client.preferredName ?? client.givenName,
    state: stateOf(ctx, visit, { opensAt, isReady: row?.readyAt !== null && row !== undefined }),
    opensAt,
    arrivedAt: visit.arrived_at,
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    zone: visit.zone,
    serviceName: visit.service_name,
    practitionerName: visit.practitioner_name,
    locationName: visit.location_name,
    roomName: visit.state === 'in_room' ? visit.room_name : null,
    instructions: await instructionsOf(ctx, visit),
    code: checkInCode(ctx, visit.id),
    details: {
      email: maskedEmail(first('email')),
      phone: maskedPhone(first('phone')),
      address: client.addressLines.length > 0 ? client.addressLines.at(-1)! : null,
      confirmedAt: row?.detailsConfirmedAt ?? null,
    },
    idleSeconds: settings.idleSeconds,
  }
}

function stateOf(
  ctx: Context,
  visit: Visit,
  { opensAt, isReady }: { opensAt: Date; isReady: boolean },
): CheckInState {
  if (visit.state === 'arrived') return isReady ? 'ready' : 'waiting'
  if (visit.state === 'in_room') return 'in_room'
  const mayCome = visit.state === 'booked' || visit.state === 'confirmed' || visit.state === 'no_show'
  if (!mayCome) return 'over'
  if (visit.mode !== 'in_person') return 'elsewhere'
  if (ctx.now < opensAt) return 'too_early'
  // Who comes too late to be seen still stands at the door: until the end of the day the desk decides.
  return localDay(ctx.now, visit.zone) === localDay(visit.starts_at, visit.zone) ? 'open' : 'over'
}

export interface DetailsWish {
  email?: string | undefined
  phone?: string | undefined
  addressLines?: string[] | undefined
}

/** The client says that what is noted is right, or what is right instead. New contacts go first, old ones stay. */
export async function confirmDetails(ctx: Context, visitId: string, wish: DetailsWish): Promise<void> {
  const visit = await findAppointment(ctx, visitId)
  const client = await findClient(ctx, visit.client_id ?? '')
  const fresh = (['email', 'phone'] as const).flatMap((kind) =>
    wish[kind] ? [{ kind, value: wish[kind], isPreferred: true }] : [],
  )
  if (fresh.length > 0 || wish.addressLines) {
    const known = (await listContacts(ctx, client.id))
      .filter((one) => !fresh.some(({ kind, value }) => kind === one.kind && value === one.value))
      .map(({ kind, value, label, isPreferred }) => ({
        kind,
        value,
        label,
        isPreferred: isPreferred && !fresh.some((one) => one.kind === kind),
      }))
    await updateClient(ctx, client.id, {
      rowVersion: client.rowVersion,
      ...(fresh.length > 0 ? { contacts: [...fresh, ...known] } : {}),
      ...(wish.addressLines ? { addressLines: wish.addressLines } : {}),
    })
  }
  await sql`insert into check_in (practice_id, appointment_id, details_confirmed_at) values (${ctx.practiceId}, ${visitId}, ${ctx.now})
    on conflict (practice_id, appointment_id) do update set details_confirmed_at = excluded.details_confirmed_at`.execute(
    ctx.db,
  )
  ctx.record('check_in.details_confirmed', {
    subject: ['check_in', visitId],
    clientId: client.id,
    data: { appointmentId: visitId, changed: fresh.map(({ kind }) => kind) },
  })
}

/** The client is here. 409 `too_early`, `visit_over`, `check_in_blocked`. Twice is once. */
export async function arriveAlone(ctx: Context, visitId: string, way: 'phone' | 'kiosk'): Promise<void> {
  const { state, opensAt } = await ownCheckIn(ctx, visitId)
  if (state === 'waiting' || state === 'ready' || state === 'in_room') return
  if (state === 'too_early')
    throw problem(409, 'too_early', 'It is too early to check in.', { opensAt: opensAt.toISOString() })
  if (state !== 'open')
    throw problem(409, 'visit_over', 'This visit cannot be checked in here. Please go to the desk.')
  const visit = await checkIn(ctx, visitId)
  await sql`insert into check_in (practice_id, appointment_id, way, checked_in_at) values (${ctx.practiceId}, ${visit.id}, ${way}, ${ctx.now})
    on conflict (practice_id, appointment_id) do update set way = excluded.way, checked_in_at = excluded.checked_in_at`.execute(
    ctx.db,
  )
}

interface CheckInRow {
  detailsConfirmedAt: Date | null
  readyAt: Date | null
}

async function rowIfAny(ctx: Context, visitId: string): Promise<CheckInRow | undefined> {
  const { rows } =
    await sql<CheckInRow>`select details_confirmed_at as "detailsConfirmedAt", ready_at as "readyAt" from check_in
    where practice_id = ${ctx.practiceId} and appointment_id = ${visitId}`.execute(ctx.db)
  return rows[0]
}

async function instructionsOf(ctx: Context, visit: Visit): Promise<string | null> {
  const { rows } = await sql<{ instructions: string | null }>`select instructions from service
    where practice_id = ${ctx.practiceId} and id = ${visit.service_id}`.execute(ctx.db)
  return rows[0]?.instructions ?? null
}

const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight signs that stand for a visit: on its client's page, typed or scanned at the check-in device. Derived, not kept. */
export function checkInCode(ctx: Context, visitId: string): string {
  const bytes = createHmac('sha256', ctx.services.settings.secret).update(`check-in ${visitId}`).digest()
  return Array.from({ length: 8 }, (_none, index) => SIGNS[bytes[index]! % SIGNS.length]).join('')
}

/** "m…@example.com": enough to know one's own, not enough to learn another's. */
export function maskedEmail(email: string | undefined): string | null {
  if (!email) return null
  const at = email.lastIndexOf('@')
  return `${[...email][0] ?? ''}…${at > 0 ? email.slice(at) : ''}`
}

export function maskedPhone(phone: string | undefined): string | null {
  return phone ? `… ${phone.slice(-3)}` : null
}
