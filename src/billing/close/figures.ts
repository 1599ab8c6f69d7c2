import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Minor } from '../../platform/operation/shapes.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { TENDERS } from '../ledger/chart.ts'
import { takingsOf } from '../reports/takings.ts'
import { listDrawers } from './drawer.ts'

const Sum = z.object({ count: z.int(), minor: Minor })

/** A day at a location in figures: what was done, charged, taken, and what is left to do. */
export const DayFigures = z.object({
  currency: z.string(),
  visits: z.object({ done: z.int(), open: z.int(), cancelled: z.int() }),
  charged: Sum,
  byKind: z.array(z.object({ kind: z.string(), count: z.int(), minor: Minor })),
  invoiced: Sum,
  /** Of the invoices of the day: what is not paid. */
  unpaid: Sum,
  drafts: Sum,
  unbilled: Sum,
  /** Visits without a charge, and what they would bring. */
  missing: Sum,
  /** Visits that nobody said the end of. */
  notClosed: Sum,
  takenMinor: Minor,
  taken: z.array(z.object({ tender: z.enum(TENDERS), minor: Minor, payments: z.int() })),
  /** Paid from packages and by gift cards: money of another day. */
  prepaid: Sum,
  drawers: z.array(
    z.object({
      id: Id,
      name: z.string(),
      isOpen: z.boolean(),
      holdsMinor: Minor,
      countedMinor: Minor.nullable(),
      differenceMinor: Minor.nullable(),
      differenceReason: z.string().nullable(),
    }),
  ),
})
export type DayFigures = z.output<typeof DayFigures>

export interface DayAt {
  day: string
  locationId: string
}

interface Count {
  count: number
  minor: number
}

/** The figures of a day as they are now. */
export async function figuresOf(ctx: Context, at: DayAt): Promise<DayFigures> {
  const { currency } = await ctx.practice()
  const takings = await takingsOf(ctx, at)
  const byKind = await chargedByKind(ctx, at)
  return {
    currency,
    ...(await visitsOf(ctx, at)),
    charged: total(byKind),
    byKind,
    ...(await billsOf(ctx, at)),
    takenMinor: takings.netMinor,
    taken: takings.tenders.map(({ tender, netMinor, payments }) => ({ tender, minor: netMinor, payments })),
    prepaid: await prepaidOf(ctx, at),
    drawers: await drawersOf(ctx, at),
  }
}

const total = (rows: readonly Count[]): Count => ({
  count: rows.reduce((sum, each) => sum + each.count, 0),
  minor: rows.reduce((sum, each) => sum + each.minor, 0),
})

interface VisitCounts {
  done: number
  open: number
  cancelled: number
  missing: number
  missing_minor: number
  not_closed: number
  not_closed_minor: number
}

async function visitsOf(ctx: Context, { day, locationId }: DayAt) {
  const { zone } = await ctx.practice()
  const [from, to] = [startOfLocalDay(day, zone), startOfLocalDay(addLocalDays(day, 1), zone)]
  const uncharged = sql`a.source <> 'import' and a.price_minor > 0 and not exists (select from charge h where h.practice_id = a.practice_id and h.appointment_id = a.id)`
  const isOpen = sql`a.state in ('booked', 'confirmed', 'arrived', 'in_room')`
  const { rows } =
    await sql<VisitCounts>`select count(*) filter (where a.state = 'done')::int as done, count(*) filter (where ${isOpen})::int as open,
      count(*) filter (where a.state in ('cancelled', 'late_cancelled', 'no_show'))::int as cancelled,
      count(*) filter (where a.state = 'done' and ${uncharged})::int as missing,
      coalesce(sum(a.price_minor) filter (where a.state = 'done' and ${uncharged}), 0)::bigint as missing_minor,
      count(*) filter (where ${isOpen} and a.ends_at < ${ctx.now} and ${uncharged})::int as not_closed,
      coalesce(sum(a.price_minor) filter (where ${isOpen} and a.ends_at < ${ctx.now} and ${uncharged}), 0)::bigint as not_closed_minor
    from appointment a where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from} and a.starts_at < ${to} and a.location_id = ${locationId}`.execute(
      ctx.db,
    )
  const { done, open, cancelled, ...rest } = rows[0]!
  return {
    visits: { done, open, cancelled },
    missing: { count: rest.missing, minor: rest.missing_minor },
    notClosed: { count: rest.not_closed, minor: rest.not_closed_minor },
  }
}

async function chargedByKind(ctx: Context, { day, locationId }: DayAt) {
  const { rows } = await sql<
    Count & { kind: string }
  >`select kind, count(*)::int as count, sum(total_minor)::bigint as minor from charge
    where practice_id = ${ctx.practiceId} and served_on = ${day} and location_id = ${locationId} and voided_at is null group by kind order by kind`.execute(
    ctx.db,
  )
  return rows
}

/** Invoices with a line of this location; what is not yet billed of the day. */
async function billsOf(ctx: Context, { day, locationId }: DayAt) {
  const here = sql`exists (select from charge c where c.practice_id = i.practice_id and c.invoice_id = i.id and c.location_id = ${locationId})`
  const { rows } = await sql<{
    invoiced: number
    invoiced_minor: number
    unpaid: number
    unpaid_minor: number
  }>`select count(*)::int as invoiced,
      coalesce(sum(i.total_minor), 0)::bigint as invoiced_minor, count(*) filter (where i.open_minor > 0)::int as unpaid, coalesce(sum(i.open_minor), 0)::bigint as unpaid_minor
    from invoice i where i.practice_id = ${ctx.practiceId} and i.issued_on = ${day} and i.voided_at is null and ${here}`.execute(
    ctx.db,
  )
  const { rows: waiting } = await sql<{
    drafts: number
    drafts_minor: number
    unbilled: number
    unbilled_minor: number
  }>`select
      count(*) filter (where c.invoice_id is not null)::int as drafts, coalesce(sum(c.total_minor) filter (where c.invoice_id is not null), 0)::bigint as drafts_minor,
      count(*) filter (where c.invoice_id is null)::int as unbilled, coalesce(sum(c.total_minor) filter (where c.invoice_id is null), 0)::bigint as unbilled_minor
    from charge c left join invoice i on i.practice_id = c.practice_id and i.id = c.invoice_id
    where c.practice_id = ${ctx.practiceId} and c.served_on = ${day} and c.location_id = ${locationId} and c.voided_at is null and c.total_minor > 0
      and (c.invoice_id is null or i.number is null)`.execute(ctx.db)
  const [billed, left] = [rows[0]!, waiting[0]!]
  return {
    invoiced: { count: billed.invoiced, minor: billed.invoiced_minor },
    unpaid: { count: billed.unpaid, minor: billed.unpaid_minor },
    drafts: { count: left.drafts, minor: left.drafts_minor },
    unbilled: { count: left.unbilled, minor: left.unbilled_minor },
  }
}

async function prepaidOf(ctx: Context, { day, locationId }: DayAt): Promise<Count> {
  const { rows } =
    await sql<Count>`select count(*)::int as count, coalesce(sum(amount_minor - refunded_minor), 0)::bigint as minor from payment
    where practice_id = ${ctx.practiceId} and received_on = ${day} and location_id = ${locationId} and tender in ('package', 'gift_card') and reversed_at is null`.execute(
      ctx.db,
    )
  return rows[0]!
}

/** Drawers that were open that day: as they are now, or as they were counted. */
async function drawersOf(ctx: Context, { day, locationId }: DayAt): Promise<DayFigures['drawers']> {
  const drawers = (await listDrawers(ctx, { locationId })).filter((each) => !each.archived)
  const { rows } = await sql<{
    id: string
    counted: number | null
    expected: number | null
    reason: string | null
    is_open: boolean
  }>`select distinct on (drawer_id)
      drawer_id as id, counted_minor as counted, expected_minor as expected, difference_reason as reason, closed_at is null as is_open
    from cash_session where practice_id = ${ctx.practiceId} and drawer_id = any(${drawers.map((each) => each.id)}) and opened_on <= ${day}
      and (closed_on is null or closed_on >= ${day}) order by drawer_id, opened_at desc`.execute(ctx.db)
  return drawers.flatMap((drawer) => {
    const session = rows.find((each) => each.id === drawer.id)
    if (!session) return []
    const { counted, expected, reason } = session
    return [
      {
        id: drawer.id,
        name: drawer.name,
        isOpen: session.is_open,
        holdsMinor: expected ?? drawer.holdsMinor,
        countedMinor: counted,
        differenceMinor: counted === null ? null : counted - expected!,
        differenceReason: reason,
      },
    ]
  })
}
