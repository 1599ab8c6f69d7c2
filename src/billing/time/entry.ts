import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { findStaff } from '../../practice/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { findEpisodeOf } from './episode.ts'
import { findRateIfAny } from './rates.ts'
import { costOf, findTimeRule, roundMinutes } from './rule.ts'

/** A row of `time_entry` as the code of this slice reads it; `is_billed`: its charge is not void. */
export interface TimeEntry {
  id: string
  staff_id: string
  client_id: string
  episode_id: string | null
  worked_on: string
  minutes: number
  billed_minutes: number
  narrative: string
  is_billable: boolean
  rate_minor: number | null
  rate_by_hand: boolean
  written_down_minor: number | null
  write_down_reason: string | null
  charge_id: string | null
  removed_at: Date | null
  row_version: number
  is_billed: boolean
}

export interface EntryWish {
  staffId: string
  clientId: string
  episodeId: string | null
  workedOn: string
  minutes: number
  narrative: string
  isBillable: boolean
  /** By hand; without one the rates decide. */
  rateMinor?: number | null | undefined
}

const OLDEST_DAYS = 400

/** Whoever acts may write time of their own; others' only with 'time.manage'. */
export function refuseIfOthers(ctx: Context, staffId: string) {
  const own = ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId
  if (!own && !ctx.can('time.manage'))
    throw invalid('staffId', 'You can write your own time here, not that of others.')
}

/** Writes time that was worked. 422 for days to come, days too long ago, more than a day has. Answers its id. */
export async function addEntry(ctx: Context, wish: EntryWish): Promise<string> {
  const id = ctx.newId()
  const row = await rowOf(ctx, wish)
  await sql`insert into time_entry (practice_id, id, staff_id, client_id, episode_id, worked_on, minutes, billed_minutes, narrative, is_billable, rate_minor, rate_by_hand, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.staffId}, ${wish.clientId}, ${wish.episodeId}, ${wish.workedOn}, ${wish.minutes}, ${row.billedMinutes}, ${wish.narrative},
      ${wish.isBillable}, ${row.rateMinor}, ${row.byHand}, ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('time.logged', {
    subject: ['time_entry', id],
    clientId: wish.clientId,
    data: { minutes: wish.minutes, staffId: wish.staffId, workedOn: wish.workedOn },
  })
  return id
}

async function rowOf(ctx: Context, wish: EntryWish) {
  refuseIfOthers(ctx, wish.staffId)
  await findStaff(ctx, wish.staffId)
  await findClient(ctx, wish.clientId)
  if (wish.episodeId) await findEpisodeOf(ctx, { id: wish.episodeId, clientId: wish.clientId })
  const today = await todayOf(ctx)
  if (wish.workedOn > today) throw invalid('workedOn', 'Time cannot be worked on a day to come.')
  if (wish.workedOn < addLocalDays(today, -OLDEST_DAYS))
    throw invalid('workedOn', 'This day is too long ago.')
  const byHand = wish.rateMinor !== undefined && wish.rateMinor !== null
  const { staffId, clientId, episodeId, workedOn: day } = wish
  return {
    byHand,
    rateMinor: byHand
      ? wish.rateMinor!
      : await findRateIfAny(ctx, { staffId, clientId, episodeId: episodeId ?? null, day }),
    billedMinutes: roundMinutes(wish.minutes, await findTimeRule(ctx)),
  }
}

/** An entry, locked. 404 for what was taken back or is somebody else's. */
export async function lockEntry(ctx: Context, id: string): Promise<TimeEntry> {
  await sql`select 1 from time_entry where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
    ctx.db,
  )
  // Asked when it is locked: a statement that waited for a lock still sees the charges of before.
  const { rows } = await sql<TimeEntry>`select t.*, ${isBilled(ctx)} as is_billed from time_entry t
    where t.practice_id = ${ctx.practiceId} and t.id = ${id} and t.removed_at is null`.execute(ctx.db)
  const entry = rows[0]
  if (!entry) throw notFound('This time entry')
  refuseIfOthers(ctx, entry.staff_id)
  await findClient(ctx, entry.client_id)
  return entry
}

/** In SQL over `time_entry t`: whether it stands on a charge that was not taken back. */
export const isBilled = (ctx: Context) =>
  sql<boolean>`exists (select from charge h where h.practice_id = ${ctx.practiceId} and h.id = t.charge_id and h.voided_at is null)`

/** 409 `is_billed`: what is on a bill is changed there. */
export function refuseIfBilled(entry: TimeEntry) {
  if (entry.is_billed)
    throw problem(
      409,
      'is_billed',
      'This time is billed. Take its line off the draft and void the charge first.',
    )
}

/** Changes an entry that is not billed; a rate that nobody typed is chosen anew. 409 `is_billed`, `changed_meanwhile`. */
export async function changeEntry(
  ctx: Context,
  { id, rowVersion, ...change }: Partial<EntryWish> & { id: string; rowVersion: number },
) {
  const entry = await lockEntry(ctx, id)
  refuseIfBilled(entry)
  if (entry.row_version !== rowVersion) throw changedMeanwhile(entry.row_version)
  const wish: EntryWish = {
    staffId: change.staffId ?? entry.staff_id,
    clientId: change.clientId ?? entry.client_id,
    episodeId: change.episodeId === undefined ? entry.episode_id : change.episodeId,
    workedOn: change.workedOn ?? entry.worked_on,
    minutes: change.minutes ?? entry.minutes,
    narrative: change.narrative ?? entry.narrative,
    isBillable: change.isBillable ?? entry.is_billable,
    rateMinor: change.rateMinor === undefined && entry.rate_by_hand ? entry.rate_minor : change.rateMinor,
  }
  const row = await rowOf(ctx, wish)
  await sql`update time_entry set staff_id = ${wish.staffId}, client_id = ${wish.clientId}, episode_id = ${wish.episodeId}, worked_on = ${wish.workedOn},
      minutes = ${wish.minutes}, billed_minutes = ${row.billedMinutes}, narrative = ${wish.narrative}, is_billable = ${wish.isBillable},
      rate_minor = ${row.rateMinor}, rate_by_hand = ${row.byHand}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('time.changed', { subject: ['time_entry', id], clientId: wish.clientId })
}

/** Takes an entry back that is not billed. 409 `is_billed`. */
export async function removeEntry(ctx: Context, id: string) {
  const entry = await lockEntry(ctx, id)
  refuseIfBilled(entry)
  await sql`update time_entry set removed_at = ${ctx.now}, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('time.removed', { subject: ['time_entry', id], clientId: entry.client_id })
}

/** Takes an amount off an entry before it is billed; null takes the write-down back. 409 `is_billed`; 422 over its worth. */
export async function writeDown(
  ctx: Context,
  { id, amountMinor, reason }: { id: string; amountMinor: number | null; reason: string },
) {
  const entry = await lockEntry(ctx, id)
  refuseIfBilled(entry)
  const worth = entry.rate_minor === null ? 0 : costOf(entry.billed_minutes, entry.rate_minor)
  if (amountMinor !== null && amountMinor > worth)
    throw invalid('amountMinor', 'That is more than this time costs.')
  await sql`update time_entry set written_down_minor = ${amountMinor}, write_down_reason = ${amountMinor === null ? null : reason},
      written_down_by = ${amountMinor === null ? null : ctx.actor.name}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('time.written_down', {
    subject: ['time_entry', id],
    clientId: entry.client_id,
    data: { amountMinor },
  })
}
