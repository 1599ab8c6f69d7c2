import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { todayOf } from '../invoices/invoice.ts'
import type { DayAt } from './figures.ts'
import { DayFigures, figuresOf } from './figures.ts'

export const CloseView = z.object({
  id: Id,
  closedAt: Instant,
  closedBy: z.string(),
  /** As they were when the day was closed. */
  figures: DayFigures,
  leftOpenReason: z.string().nullable(),
  note: z.string().nullable(),
})

export const DayView = z.object({
  day: Day,
  locationId: Id,
  locationName: z.string(),
  /** As they are now. */
  figures: DayFigures,
  close: CloseView.nullable(),
  /** What changed after the close: figures that are not what they were. */
  after: z.array(z.object({ figure: z.string(), wasMinor: z.int(), isMinor: z.int() })),
  /** What stands in the way of closing. */
  left: z.array(z.enum(['missing', 'not_closed', 'unbilled', 'drafts', 'drawers'])),
})

interface CloseRow {
  id: string
  closed_at: Date
  closed_by: string
  figures: DayFigures
  left_open_reason: string | null
  note: string | null
}

async function findCloseIfAny(ctx: Context, { day, locationId }: DayAt): Promise<CloseRow | undefined> {
  const { rows } =
    await sql<CloseRow>`select * from day_close where practice_id = ${ctx.practiceId} and location_id = ${locationId} and day = ${day}
    and reopened_at is null`.execute(ctx.db)
  return rows[0]
}

async function nameOfLocation(ctx: Context, id: string): Promise<string> {
  const { rows } = await sql<{
    name: string
  }>`select name from location where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw invalid('locationId', 'This location does not exist.')
  return rows[0].name
}

/** A day at a location: its figures now, and as they were when it was closed. */
export async function viewDay(ctx: Context, at: DayAt): Promise<z.input<typeof DayView>> {
  const locationName = await nameOfLocation(ctx, at.locationId)
  const [figures, close] = [await figuresOf(ctx, at), await findCloseIfAny(ctx, at)]
  return {
    ...at,
    locationName,
    figures,
    left: leftOf(figures),
    after: close ? changesOf(close.figures, figures) : [],
    close: close
      ? {
          id: close.id,
          closedAt: close.closed_at,
          closedBy: close.closed_by,
          figures: close.figures,
          leftOpenReason: close.left_open_reason,
          note: close.note,
        }
      : null,
  }
}

function leftOf(figures: DayFigures) {
  return [
    figures.missing.count > 0 && ('missing' as const),
    figures.notClosed.count > 0 && ('not_closed' as const),
    figures.unbilled.count > 0 && ('unbilled' as const),
    figures.drafts.count > 0 && ('drafts' as const),
    figures.drawers.some((each) => each.isOpen) && ('drawers' as const),
  ].filter((each) => each !== false)
}

/** The figures that a close freezes and that later acts may still move. */
function changesOf(was: DayFigures, is: DayFigures) {
  const pairs: [string, number, number][] = [
    ['charged', was.charged.minor, is.charged.minor],
    ['invoiced', was.invoiced.minor, is.invoiced.minor],
    ['taken', was.takenMinor, is.takenMinor],
    ['unpaid', was.unpaid.minor, is.unpaid.minor],
    ['prepaid', was.prepaid.minor, is.prepaid.minor],
  ]
  return pairs
    .filter(([, before, now]) => before !== now)
    .map(([figure, wasMinor, isMinor]) => ({ figure, wasMinor, isMinor }))
}

/**
 * Closes a day: its figures are kept as they are, with who says so. What is left to do stands in the way unless a
 * reason is given; an open drawer always does. 409 `day_closed`, `day_not_over`, `day_not_clear`, `drawer_open`,
 * `day_changed` (something moved since the person looked).
 */
export async function closeDay(
  ctx: Context,
  at: DayAt,
  wish: {
    leftOpenReason: string | null
    note: string | null
    sawTakenMinor: number
    sawChargedMinor: number
  },
) {
  await nameOfLocation(ctx, at.locationId)
  // Whoever closes the same day at the same moment waits here and is told that it is closed.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`day close ${ctx.practiceId} ${at.locationId} ${at.day}`}, 0))`.execute(
    ctx.db,
  )
  if (at.day > (await todayOf(ctx))) throw problem(409, 'day_not_over', 'This day has not come yet.')
  if (await findCloseIfAny(ctx, at)) throw problem(409, 'day_closed', 'This day is closed already.')
  const figures = await figuresOf(ctx, at)
  refuseIfNotClear(figures, wish)
  const id = ctx.newId()
  await sql`insert into day_close (practice_id, id, location_id, day, closed_at, closed_by, figures, left_open_reason, note)
    values (${ctx.practiceId}, ${id}, ${at.locationId}, ${at.day}, ${ctx.now}, ${ctx.actor.name}, ${JSON.stringify(figures)}::jsonb, ${wish.leftOpenReason}, ${wish.note})`.execute(
    ctx.db,
  )
  ctx.record('day.closed', {
    subject: ['day_close', id],
    data: {
      ...at,
      takenMinor: figures.takenMinor,
      chargedMinor: figures.charged.minor,
      currency: figures.currency,
    },
  })
}

function refuseIfNotClear(
  figures: DayFigures,
  wish: { leftOpenReason: string | null; sawTakenMinor: number; sawChargedMinor: number },
) {
  if (wish.sawTakenMinor !== figures.takenMinor || wish.sawChargedMinor !== figures.charged.minor)
    throw problem(409, 'day_changed', 'Something was charged or paid meanwhile. Look at the figures again.')
  const left = leftOf(figures)
  if (left.includes('drawers')) throw problem(409, 'drawer_open', 'Count the cash drawer first.')
  if (left.length > 0 && !wish.leftOpenReason)
    throw problem(
      409,
      'day_not_clear',
      'Some things of this day are left to do. Do them, or say why they stay open.',
      { left },
    )
}

/** Opens a closed day again. 409 `day_open`. */
export async function reopenDay(ctx: Context, at: DayAt, reason: string) {
  const { rows } = await sql<{
    id: string
  }>`update day_close set reopened_at = ${ctx.now}, reopened_by = ${ctx.actor.name}, reopen_reason = ${reason}
    where practice_id = ${ctx.practiceId} and location_id = ${at.locationId} and day = ${at.day} and reopened_at is null returning id`.execute(
    ctx.db,
  )
  if (!rows[0]) throw problem(409, 'day_open', 'This day is not closed.')
  ctx.record('day.reopened', { subject: ['day_close', rows[0].id], data: { ...at } })
}
