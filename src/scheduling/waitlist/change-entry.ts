import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { problem } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import { keepChoices, refuseImpossible, refuseTwice, whatIsNew, whatIsReplaced } from './check-wish.ts'
import type { Entry } from './entry.ts'
import { findEntry } from './entry.ts'
import { endOffersOf } from './offers.ts'
import type { Urgency } from './ranking.ts'
import type { WantedTime } from './wish.ts'

/** What may be wished; what is left out has the widest meaning. */
export interface WishFields {
  practitionerIds?: readonly string[] | undefined
  locationIds?: readonly string[] | undefined
  wantedTimes?: readonly WantedTime[] | undefined
  fromDay?: string | null | undefined
  toDay?: string | null | undefined
  urgency?: Urgency | undefined
  note?: string | null | undefined
  durationMinutes?: number | null | undefined
  minNoticeMinutes?: number | undefined
  expiresOn?: string | null | undefined
}

export interface NewWish extends WishFields {
  clientId: string
  /** Left out where a visit is to be replaced: its service. */
  serviceId?: string | undefined
  mode?: Mode | undefined
  /** The later visit that would be moved to the freed time; left out: the new visit comes in addition. */
  replacesId?: string | null | undefined
}

/** Problem codes of adding and changing a wish. */
export const WISH_FAILURES = ['already_waiting', 'wrong_state', 'not_offered'] as const

/** Puts somebody on the waitlist. 409 already_waiting: for the same service, or for a better time of the same visit. */
export async function addEntry(ctx: Context, wish: NewWish): Promise<Entry> {
  const client = await findClient(ctx, wish.clientId)
  const what = wish.replacesId ? await whatIsReplaced(ctx, wish, wish.replacesId) : await whatIsNew(ctx, wish)
  await refuseImpossible(ctx, { ...wish, serviceId: what.serviceId })
  await refuseTwice(ctx, {
    clientId: client.id,
    serviceId: what.serviceId,
    replacesId: wish.replacesId ?? null,
  })
  const id = ctx.newId()
  await sql`insert into waitlist_entry (practice_id, id, client_id, service_id, mode, duration_minutes, wanted_times, from_day, to_day, urgency,
      note, replaces_id, min_notice_minutes, expires_on, waiting_since, created_by, created_at)
    values (${ctx.practiceId}, ${id}, ${client.id}, ${what.serviceId}, ${what.mode}, ${what.durationMinutes},
      ${JSON.stringify(wish.wantedTimes ?? [])}::jsonb, ${wish.fromDay ?? null}, ${wish.toDay ?? null}, ${wish.urgency ?? 'routine'},
      ${wish.note ?? null}, ${wish.replacesId ?? null}, ${wish.minNoticeMinutes ?? 0}, ${wish.expiresOn ?? null}, ${ctx.now},
      ${ctx.actor.name}, ${ctx.now})`.execute(ctx.db)
  await keepChoices(ctx, id, wish)
  const entry = await findEntry(ctx, id)
  recordEntry(ctx, 'waitlist.added', entry)
  return entry
}

/** Changes what is given; the place in the queue stays. */
export async function editEntry(
  ctx: Context,
  id: string,
  { rowVersion, ...change }: WishFields & { rowVersion: number },
): Promise<Entry> {
  const before = await openEntry(ctx, id)
  if (before.row_version !== rowVersion) throw changedMeanwhile(before.row_version)
  const practitionerIds = change.practitionerIds ?? before.practitioners.map((each) => each.id)
  const fromDay = change.fromDay === undefined ? before.from_day : change.fromDay
  const toDay = change.toDay === undefined ? before.to_day : change.toDay
  await refuseImpossible(ctx, { ...change, fromDay, toDay, practitionerIds, serviceId: before.service_id })
  const kept = <T>(given: T | undefined, was: T) => (given === undefined ? was : given)
  await sql`update waitlist_entry set wanted_times = ${JSON.stringify(change.wantedTimes ?? before.wanted_times)}::jsonb,
      from_day = ${fromDay}, to_day = ${toDay}, urgency = ${change.urgency ?? before.urgency}, note = ${kept(change.note, before.note)},
      duration_minutes = ${before.replaces_id ? before.duration_minutes : kept(change.durationMinutes, before.duration_minutes)},
      min_notice_minutes = ${change.minNoticeMinutes ?? before.min_notice_minutes},
      expires_on = ${kept(change.expiresOn, before.expires_on)}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await keepChoices(ctx, id, change)
  const entry = await findEntry(ctx, id)
  recordEntry(ctx, 'waitlist.changed', entry, before)
  return entry
}

/** Takes somebody off the list; offers that are out end. */
export async function withdrawEntry(ctx: Context, id: string, because: string | null): Promise<Entry> {
  await openEntry(ctx, id)
  await endEntry(ctx, id, { state: 'withdrawn', because })
  return findEntry(ctx, id)
}

/** Back on the list, at the old place in the queue. 409 already_waiting when there is a newer wish for the same. */
export async function putBackEntry(ctx: Context, id: string): Promise<Entry> {
  const before = await findEntry(ctx, id, { lock: true })
  if (before.state === 'waiting') return before
  if (before.state === 'booked') throw wrongState(before)
  if (before.replaces_id) await whatIsReplaced(ctx, { clientId: before.client_id }, before.replaces_id)
  await refuseTwice(ctx, {
    clientId: before.client_id,
    serviceId: before.service_id,
    replacesId: before.replaces_id,
  })
  await sql`update waitlist_entry set state = 'waiting', ended_at = null, ended_because = null, row_version = row_version + 1,
      expires_on = case when state = 'expired' then null else expires_on end, to_day = case when state = 'expired' then null else to_day end
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  const entry = await findEntry(ctx, id)
  recordEntry(ctx, 'waitlist.put_back', entry, before)
  return entry
}

/** Ends a wish and the offers that are out for it. */
export async function endEntry(
  ctx: Context,
  id: string,
  end: { state: 'booked' | 'withdrawn' | 'expired'; because: string | null; appointmentId?: string | null },
): Promise<void> {
  const { rows } = await sql<{
    client_id: string
  }>`update waitlist_entry set state = ${end.state}, ended_at = ${ctx.now}, ended_because = ${end.because},
      appointment_id = ${end.appointmentId ?? null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'waiting' returning client_id`.execute(
    ctx.db,
  )
  if (!rows[0]) return
  ctx.record(`waitlist.${end.state}`, {
    subject: ['waitlist_entry', id],
    clientId: rows[0].client_id,
    data: { appointmentId: end.appointmentId ?? null },
    after: { because: end.because },
  })
  await endOffersOf(ctx, id)
}

/** The wish, locked, if somebody still waits; else 409 wrong_state. */
export async function openEntry(ctx: Context, id: string): Promise<Entry> {
  const entry = await findEntry(ctx, id, { lock: true })
  if (entry.state !== 'waiting') throw wrongState(entry)
  return entry
}

function wrongState({ state }: Entry) {
  return problem(409, 'wrong_state', `This wish is ${state}. Reload to see how it stands now.`, { state })
}

function recordEntry(ctx: Context, name: string, entry: Entry, before?: Entry) {
  const told = ({
    service_id,
    urgency,
    replaces_id,
    wanted_times,
    from_day,
    to_day,
    expires_on,
    note,
  }: Entry) => ({
    serviceId: service_id,
    urgency,
    replacesId: replaces_id,
    wantedTimes: wanted_times,
    fromDay: from_day,
    toDay: to_day,
    expiresOn: expires_on,
    note,
  })
  ctx.record(name, {
    subject: ['waitlist_entry', entry.id],
    clientId: entry.client_id,
    data: { serviceId: entry.service_id, urgency: entry.urgency, replacesId: entry.replaces_id },
    ...(before ? { before: told(before) } : {}),
    after: told(entry),
  })
}
