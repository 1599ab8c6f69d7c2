import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { Day, Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { todayOf } from '../invoices/invoice.ts'
import { balancesOf } from '../ledger/balances.ts'
import { BANK, CASH_DIFFERENCE, CASH_TRANSIT, cashOf } from '../ledger/chart.ts'
import { post } from '../ledger/post.ts'

export const SessionView = z.object({
  id: Id,
  openedOn: Day,
  openedAt: Instant,
  openedBy: z.string(),
  floatMinor: Minor,
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  expectedMinor: Minor.nullable(),
  countedMinor: Minor.nullable(),
  differenceMinor: Minor.nullable(),
  differenceReason: z.string().nullable(),
})

export const DrawerView = z.object({
  id: Id,
  name: z.string(),
  locationId: Id,
  locationName: z.string(),
  currency: z.string(),
  archived: z.boolean(),
  isOpen: z.boolean(),
  /** What must lie in it by the book. */
  holdsMinor: Minor,
  /** The one that runs, or the latest. */
  session: SessionView.nullable(),
})
export type Drawer = z.input<typeof DrawerView>

type Row = Omit<Drawer, 'currency' | 'holdsMinor' | 'isOpen' | 'session'> & {
  session: (Record<string, unknown> & { closedAt: string | null }) | null
}

const SESSION = sql`(select json_build_object('id', s.id, 'openedOn', s.opened_on, 'openedAt', to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'openedBy', s.opened_by, 'floatMinor', s.float_minor, 'closedAt', to_char(s.closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'closedBy', s.closed_by,
    'expectedMinor', s.expected_minor, 'countedMinor', s.counted_minor, 'differenceMinor', s.counted_minor - s.expected_minor, 'differenceReason', s.difference_reason)
  from cash_session s where s.practice_id = d.practice_id and s.drawer_id = d.id order by s.opened_at desc, s.id desc limit 1)`

/** Drawers with what must lie in them. */
export async function listDrawers(
  ctx: Context,
  question: { id?: string; locationId?: string | undefined } = {},
): Promise<Drawer[]> {
  const { currency } = await ctx.practice()
  const { rows } =
    await sql<Row>`select d.id, d.name, d.location_id as "locationId", l.name as "locationName", d.archived_at is not null as archived, ${SESSION} as session
    from cash_drawer d join location l on l.practice_id = d.practice_id and l.id = d.location_id
    where d.practice_id = ${ctx.practiceId} ${question.id ? sql`and d.id = ${question.id}` : sql``}
      ${question.locationId ? sql`and d.location_id = ${question.locationId}` : sql``}
    order by d.archived_at is not null, l.name, d.name, d.id`.execute(ctx.db)
  const found: Drawer[] = []
  for (const row of rows)
    found.push({
      ...row,
      session: row.session as Drawer['session'],
      currency,
      isOpen: row.session !== null && row.session.closedAt === null,
      holdsMinor: await heldIn(ctx, row.id),
    })
  return found
}

export async function findDrawer(ctx: Context, id: string): Promise<Drawer> {
  const [drawer] = await listDrawers(ctx, { id })
  if (!drawer) throw notFound('This drawer')
  return drawer
}

/** What lies in a drawer by the book, in minor units. */
async function heldIn(ctx: Context, drawerId: string): Promise<number> {
  const question = { practiceId: ctx.practiceId, accounts: [cashOf(drawerId)] }
  return (await balancesOf(ctx.db, question)).reduce((sum, each) => sum + each.balanceMinor, 0)
}

/** Adds a drawer, or renames one. */
export async function saveDrawer(
  ctx: Context,
  wish: { id?: string; name: string; locationId: string; archived?: boolean },
): Promise<Drawer> {
  const { rows: places } =
    await sql`select 1 from location where practice_id = ${ctx.practiceId} and id = ${wish.locationId}`.execute(
      ctx.db,
    )
  if (places.length === 0) throw invalid('locationId', 'This location does not exist.')
  const id = wish.id ?? ctx.newId()
  if (wish.id && wish.archived && (await findDrawer(ctx, wish.id)).isOpen)
    throw problem(409, 'drawer_open', 'Count this drawer first.')
  if (wish.id) await findDrawer(ctx, wish.id)
  await sql`insert into cash_drawer (practice_id, id, location_id, name) values (${ctx.practiceId}, ${id}, ${wish.locationId}, ${wish.name})
    on conflict (practice_id, id) do update set name = excluded.name, archived_at = ${wish.archived ? ctx.now : null}, row_version = cash_drawer.row_version + 1`.execute(
    ctx.db,
  )
  ctx.record('cash_drawer.saved', { subject: ['cash_drawer', id], after: wish })
  return findDrawer(ctx, id)
}

/** Everybody who moves money of a drawer by hand goes through here, one after the other. */
async function lockDrawer(ctx: Context, id: string): Promise<Drawer> {
  await sql`select 1 from cash_drawer where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
    ctx.db,
  )
  return findDrawer(ctx, id)
}

interface Float {
  floatMinor: number
  /** Where what is more (or less) than yesterday came from (or went). */
  from: 'bank' | 'difference' | null
  reason: string | null
}

/**
 * Opens a drawer with what lies in it. When the book says otherwise, it came from the bank or went there, or nobody
 * knows (then with a reason). 409 `drawer_open`, `float_differs`.
 */
export async function openDrawer(ctx: Context, id: string, wish: Float) {
  const drawer = await lockDrawer(ctx, id)
  if (drawer.isOpen) throw problem(409, 'drawer_open', 'This drawer is open already.')
  const more = wish.floatMinor - drawer.holdsMinor
  if (more !== 0) await explain(ctx, drawer, { ...wish, more })
  await sql`insert into cash_session (practice_id, id, drawer_id, opened_on, opened_at, opened_by, float_minor)
    values (${ctx.practiceId}, ${ctx.newId()}, ${id}, ${await todayOf(ctx)}, ${ctx.now}, ${ctx.actor.name}, ${wish.floatMinor})`.execute(
    ctx.db,
  )
  ctx.record('cash_drawer.opened', { subject: ['cash_drawer', id], data: { floatMinor: wish.floatMinor } })
}

async function explain(ctx: Context, drawer: Drawer, { from, reason, more }: Float & { more: number }) {
  if (from === null || (from === 'difference' && !reason)) {
    const held = formatMoney(drawer.holdsMinor, drawer.currency, ctx.locale)
    throw problem(
      409,
      'float_differs',
      `By the book ${held} lie in this drawer. Say where the difference came from.`,
      { holdsMinor: drawer.holdsMinor },
    )
  }
  if (from === 'bank') await carry(ctx, drawer, { account: BANK, amountMinor: more })
  else await postDifference(ctx, drawer, more)
}

/** Moves cash between a drawer and an account; negative: out of the drawer. */
async function carry(ctx: Context, drawer: Drawer, move: { account: string; amountMinor: number }) {
  const cash = cashOf(drawer.id)
  const [debit, credit] = move.amountMinor > 0 ? [cash, move.account] : [move.account, cash]
  await post(ctx, {
    kind: 'cash_moved',
    postedOn: await todayOf(ctx),
    currency: drawer.currency,
    subject: ['cash_drawer', drawer.id],
    transfers: [{ debit, credit, amountMinor: Math.abs(move.amountMinor), locationId: drawer.locationId }],
  })
}

async function postDifference(ctx: Context, drawer: Drawer, more: number) {
  const cash = cashOf(drawer.id)
  const [debit, credit] = more > 0 ? [cash, CASH_DIFFERENCE] : [CASH_DIFFERENCE, cash]
  await post(ctx, {
    kind: 'cash_counted',
    postedOn: await todayOf(ctx),
    currency: drawer.currency,
    subject: ['cash_drawer', drawer.id],
    transfers: [{ debit, credit, amountMinor: Math.abs(more), locationId: drawer.locationId }],
  })
}

export const CARRIED = ['to_bank', 'from_bank', 'to_drawer'] as const

/** Carries cash to the bank (it is on its way until it is there), from there, or to another drawer. 409 `drawer_closed`, `not_enough_cash`. */
export async function carryCash(
  ctx: Context,
  id: string,
  wish: { kind: (typeof CARRIED)[number]; amountMinor: number; toDrawerId: string | null },
) {
  const drawer = await lockDrawer(ctx, id)
  if (!drawer.isOpen) throw problem(409, 'drawer_closed', 'Open this drawer first.')
  const goesOut = wish.kind !== 'from_bank'
  if (goesOut && drawer.holdsMinor < wish.amountMinor)
    throw problem(409, 'not_enough_cash', 'Less than that lies in this drawer.', {
      holdsMinor: drawer.holdsMinor,
    })
  const account =
    wish.kind === 'to_bank'
      ? CASH_TRANSIT
      : wish.kind === 'from_bank'
        ? BANK
        : await otherDrawer(ctx, id, wish)
  await carry(ctx, drawer, { account, amountMinor: goesOut ? -wish.amountMinor : wish.amountMinor })
  ctx.record('cash_drawer.carried', {
    subject: ['cash_drawer', id],
    data: { kind: wish.kind, amountMinor: wish.amountMinor, currency: drawer.currency },
  })
}

async function otherDrawer(
  ctx: Context,
  id: string,
  { toDrawerId }: { toDrawerId: string | null },
): Promise<string> {
  if (!toDrawerId || toDrawerId === id) throw invalid('toDrawerId', 'Choose another drawer.')
  return cashOf((await findDrawer(ctx, toDrawerId)).id)
}

/**
 * Counts a drawer and closes it: what is more or less than the book says is posted, with a reason. 409 `drawer_closed`,
 * `count_differs` (without a reason).
 */
export async function countDrawer(
  ctx: Context,
  id: string,
  wish: { countedMinor: number; counted: Record<string, number> | null; reason: string | null },
) {
  const drawer = await lockDrawer(ctx, id)
  if (!drawer.isOpen) throw problem(409, 'drawer_closed', 'This drawer is not open.')
  const more = wish.countedMinor - drawer.holdsMinor
  if (more !== 0 && !wish.reason) {
    const held = formatMoney(drawer.holdsMinor, drawer.currency, ctx.locale)
    throw problem(
      409,
      'count_differs',
      `By the book it is ${held}. Count once more, or say why it differs.`,
      {
        expectedMinor: drawer.holdsMinor,
        differenceMinor: more,
      },
    )
  }
  if (more !== 0) await postDifference(ctx, drawer, more)
  await sql`update cash_session set closed_on = ${await todayOf(ctx)}, closed_at = ${ctx.now}, closed_by = ${ctx.actor.name}, expected_minor = ${drawer.holdsMinor},
      counted_minor = ${wish.countedMinor}, counted = ${wish.counted === null ? null : JSON.stringify(wish.counted)}::jsonb, difference_reason = ${wish.reason}
    where practice_id = ${ctx.practiceId} and drawer_id = ${id} and closed_at is null`.execute(ctx.db)
  ctx.record('cash_drawer.counted', {
    subject: ['cash_drawer', id],
    data: { countedMinor: wish.countedMinor, differenceMinor: more, currency: drawer.currency },
  })
}
