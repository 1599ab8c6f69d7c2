import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { findService } from '../../scheduling/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import type { ChargeKind } from '../ledger/chart.ts'
import { refuseIfReversed } from '../taxes/tax.ts'
import type { Rhythm } from './periods.ts'
import { periodFrom } from './periods.ts'

/** A row of `recurring_charge` as the code of this slice reads it. */
export interface Recurring {
  id: string
  client_id: string
  kind: ChargeKind
  description: string
  service_id: string | null
  practitioner_id: string | null
  location_id: string | null
  quantity: string
  unit_price_minor: number | null
  every: number
  unit: Rhythm['unit']
  starts_on: string
  ends_on: string | null
  mode: 'draft' | 'send'
  next_on: string | null
  paused_at: Date | null
  paused_by: string | null
  created_by: string
  ended_at: Date | null
  row_version: number
}

export interface RecurringWish {
  clientId: string
  kind: ChargeKind
  description: string
  serviceId: string | null
  practitionerId: string | null
  locationId: string | null
  quantity: number
  unitPriceMinor: number | null
  every: number
  unit: Rhythm['unit']
  startsOn: string
  endsOn: string | null
  mode: 'draft' | 'send'
}

const OLDEST_DAYS = 62

export const rhythmOf = (row: Recurring): Rhythm => ({
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  every: row.every,
  unit: row.unit,
})

/** Writes what is charged again and again. 422 for a start so long ago that a heap of bills would come at once. */
export async function addRecurring(ctx: Context, wish: RecurringWish): Promise<string> {
  await checkWish(ctx, wish)
  if (wish.startsOn < addLocalDays(await todayOf(ctx), -OLDEST_DAYS))
    throw invalid(
      'startsOn',
      'This start is so long ago that many bills would come at once. Bill the past by hand.',
    )
  const id = ctx.newId()
  await sql`insert into recurring_charge (practice_id, id, client_id, kind, description, service_id, practitioner_id, location_id, quantity, unit_price_minor,
      every, unit, starts_on, ends_on, mode, next_on, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.kind}, ${wish.description}, ${wish.serviceId}, ${wish.practitionerId}, ${wish.locationId},
      ${wish.quantity.toFixed(3)}, ${wish.unitPriceMinor}, ${wish.every}, ${wish.unit}, ${wish.startsOn}, ${wish.endsOn}, ${wish.mode}, ${wish.startsOn},
      ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('recurring.added', { subject: ['recurring_charge', id], clientId: wish.clientId, after: wish })
  return id
}

async function checkWish(ctx: Context, wish: RecurringWish) {
  await findClient(ctx, wish.clientId)
  refuseIfReversed({ validFrom: wish.startsOn, validUntil: wish.endsOn })
  if (wish.serviceId) await findService(ctx, wish.serviceId)
  else if (wish.unitPriceMinor === null)
    throw invalid('unitPriceMinor', 'Give a price, or a service that has one.')
}

/** Changes the price, words and end for the periods to come; its rhythm stays. 409 `changed_meanwhile`, `is_ended`. */
export async function changeRecurring(
  ctx: Context,
  wish: Pick<RecurringWish, 'description' | 'quantity' | 'unitPriceMinor' | 'endsOn' | 'mode'> & {
    id: string
    rowVersion: number
  },
) {
  const row = await lockRecurring(ctx, wish.id)
  if (row.row_version !== wish.rowVersion) throw changedMeanwhile(row.row_version)
  if (row.service_id === null && wish.unitPriceMinor === null)
    throw invalid('unitPriceMinor', 'Give a price.')
  if (wish.endsOn !== null && wish.endsOn < row.starts_on)
    throw invalid('endsOn', 'The last day cannot be before the first.')
  const next = row.next_on ?? (await firstUnbilled(ctx, row))
  const nextOn = next === null ? null : periodFrom({ ...rhythmOf(row), endsOn: wish.endsOn }, next)
  await sql`update recurring_charge set description = ${wish.description}, quantity = ${wish.quantity.toFixed(3)}, unit_price_minor = ${wish.unitPriceMinor},
      ends_on = ${wish.endsOn}, mode = ${wish.mode}, next_on = ${nextOn}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${wish.id}`.execute(ctx.db)
  ctx.record('recurring.changed', { subject: ['recurring_charge', wish.id], clientId: row.client_id })
}

/** Where one that was over goes on when its end is moved: after its last period, and not in the past. */
async function firstUnbilled(ctx: Context, row: Recurring): Promise<string | null> {
  const { rows } = await sql<{
    last: string | null
  }>`select max(period_on) as last from recurring_run where practice_id = ${ctx.practiceId} and recurring_id = ${row.id}`.execute(
    ctx.db,
  )
  const today = await todayOf(ctx)
  const after = rows[0]?.last ? addLocalDays(rows[0].last, 1) : row.starts_on
  return after > today ? after : today
}

/** A recurring charge, locked. 404 for one of a client that is not seen, 409 `is_ended`. */
export async function lockRecurring(ctx: Context, id: string): Promise<Recurring> {
  const { rows } =
    await sql<Recurring>`select * from recurring_charge where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  const row = rows[0]
  if (!row) throw notFound('This recurring charge')
  await findClient(ctx, row.client_id)
  if (row.ended_at) throw problem(409, 'is_ended', 'This was ended. Add it anew.')
  return row
}

/** Pauses it, or lets it go on with the first period from today: what fell into the pause is not billed. */
export async function pauseRecurring(ctx: Context, { id, isPaused }: { id: string; isPaused: boolean }) {
  const row = await lockRecurring(ctx, id)
  if ((row.paused_at !== null) === isPaused) return
  const today = await todayOf(ctx)
  const from = row.next_on === null || row.next_on > today ? row.next_on : today
  const nextOn = isPaused || from === null ? row.next_on : periodFrom(rhythmOf(row), from)
  await sql`update recurring_charge set paused_at = ${isPaused ? ctx.now : null}, paused_by = ${isPaused ? ctx.actor.name : null}, next_on = ${nextOn},
      row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record(isPaused ? 'recurring.paused' : 'recurring.resumed', {
    subject: ['recurring_charge', id],
    clientId: row.client_id,
  })
}

/** Ends it for good; what was billed stays. */
export async function endRecurring(ctx: Context, id: string) {
  const row = await lockRecurring(ctx, id)
  await sql`update recurring_charge set ended_at = ${ctx.now}, next_on = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('recurring.ended', { subject: ['recurring_charge', id], clientId: row.client_id })
}
