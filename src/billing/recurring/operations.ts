import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, Minor, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { todayOf } from '../invoices/invoice.ts'
import { CHARGE_KINDS } from '../ledger/chart.ts'
import { nextPeriods } from './periods.ts'
import type { Recurring } from './recurring.ts'
import { addRecurring, changeRecurring, endRecurring, pauseRecurring, rhythmOf } from './recurring.ts'

const PREVIEWED = 6
const Quantity = z.number().min(0.001).max(10_000).multipleOf(0.001)
const Price = Minor.min(0).max(MOST_MINOR).nullable()
const MODES = ['draft', 'send'] as const

const RecurringView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  kind: z.enum(CHARGE_KINDS),
  description: z.string(),
  serviceId: Id.nullable(),
  quantity: z.number(),
  unitPriceMinor: Minor.nullable(),
  every: z.int(),
  unit: z.enum(['week', 'month', 'year']),
  startsOn: Day,
  endsOn: Day.nullable(),
  mode: z.enum(MODES),
  state: z.enum(['active', 'paused', 'over', 'ended']),
  /** The periods to come; none while it is paused. */
  next: z.array(Day),
  billed: z.int(),
  lastBilledOn: Day.nullable(),
  createdBy: z.string(),
  pausedAt: Instant.nullable(),
  rowVersion: z.int(),
})

type Row = Recurring & {
  given_name: string
  family_name: string
  billed: number
  last_on: string | null
}

async function listRecurring(ctx: Context, wish: { id?: string; clientId?: string | undefined }) {
  const { rows } =
    await sql<Row>`select r.*, c.given_name, c.family_name, u.billed, u.last_on from recurring_charge r
    join client c on c.practice_id = r.practice_id and c.id = r.client_id
    left join lateral (select count(*)::int as billed, max(period_on) as last_on from recurring_run u where u.practice_id = r.practice_id and u.recurring_id = r.id) u on true
    where r.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('r.client_id'))}
      ${wish.id ? sql`and r.id = ${wish.id}` : sql``} ${wish.clientId ? sql`and r.client_id = ${wish.clientId}` : sql``}
    order by r.ended_at is not null, r.next_on nulls last, r.id limit 1000`.execute(ctx.db)
  const today = await todayOf(ctx)
  return rows.map((row) => present(row, today))
}

function present(row: Row, today: string): z.input<typeof RecurringView> {
  const state = row.ended_at ? 'ended' : row.paused_at ? 'paused' : row.next_on ? 'active' : 'over'
  const from = row.next_on ?? today
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: clientName(row),
    kind: row.kind,
    description: row.description,
    serviceId: row.service_id,
    quantity: Number(row.quantity),
    unitPriceMinor: row.unit_price_minor,
    every: row.every,
    unit: row.unit,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    mode: row.mode,
    state,
    next: state === 'active' ? nextPeriods(rhythmOf(row), { from, count: PREVIEWED }) : [],
    billed: row.billed,
    lastBilledOn: row.last_on,
    createdBy: row.created_by,
    pausedAt: row.paused_at,
    rowVersion: row.row_version,
  }
}

async function view(ctx: Context, id: string) {
  const [found] = await listRecurring(ctx, { id })
  if (!found) throw notFound('This recurring charge')
  return found
}

export const getRecurring = operation({
  path: 'GET /recurring-charges',
  summary: 'What is charged again and again, with the periods to come',
  allow: 'billing.see',
  takes: z.strictObject({ clientId: Id.optional() }),
  returns: z.object({ items: z.array(RecurringView) }),
  run: async (ctx, wish) => ({ items: await listRecurring(ctx, wish) }),
})

const rhythm = {
  every: z.int().min(1).max(120),
  unit: z.enum(['week', 'month', 'year']),
  startsOn: Day,
  endsOn: Day.nullable().default(null),
}

export const previewRecurring = operation({
  path: 'GET /recurring-charges/preview',
  summary: 'The first periods of a rhythm, before anything is saved',
  allow: 'billing.see',
  takes: z.strictObject({
    ...rhythm,
    every: z.coerce.number().int().min(1).max(120),
    endsOn: Day.optional(),
  }),
  returns: z.object({ days: z.array(Day) }),
  run: (_ctx, { endsOn, ...wish }) =>
    Promise.resolve({
      days: nextPeriods({ ...wish, endsOn: endsOn ?? null }, { from: wish.startsOn, count: PREVIEWED }),
    }),
})

export const addOneRecurring = operation({
  path: 'POST /recurring-charges',
  summary: 'Charge a client again and again: every so many weeks, months or years',
  allow: 'invoices.manage',
  takes: z.strictObject({
    clientId: Id,
    kind: z.enum(CHARGE_KINDS).default('fee'),
    description: line(200),
    serviceId: Id.nullable().default(null),
    practitionerId: Id.nullable().default(null),
    locationId: Id.nullable().default(null),
    quantity: Quantity.default(1),
    unitPriceMinor: Price.default(null),
    ...rhythm,
    mode: z.enum(MODES).default('draft'),
  }),
  returns: RecurringView,
  run: async (ctx, wish) => view(ctx, await addRecurring(ctx, wish)),
})

export const changeOneRecurring = operation({
  path: 'PUT /recurring-charges/{id}',
  summary: 'Change price, words, end or sending for the periods to come',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    description: line(200),
    quantity: Quantity,
    unitPriceMinor: Price,
    endsOn: Day.nullable(),
    mode: z.enum(MODES),
    rowVersion: z.int(),
  }),
  returns: RecurringView,
  fails: ['changed_meanwhile', 'is_ended'],
  run: async (ctx, wish) => {
    await changeRecurring(ctx, wish)
    return view(ctx, wish.id)
  },
})

export const pauseOneRecurring = operation({
  path: 'PUT /recurring-charges/{id}/pause',
  summary: 'Pause it, or let it go on; what falls into the pause is not billed',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, isPaused: z.boolean() }),
  returns: RecurringView,
  fails: ['is_ended'],
  run: async (ctx, wish) => {
    await pauseRecurring(ctx, wish)
    return view(ctx, wish.id)
  },
})

export const endOneRecurring = operation({
  path: 'POST /recurring-charges/{id}/end',
  summary: 'End it for good; what was billed stays',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: RecurringView,
  fails: ['is_ended'],
  run: async (ctx, { id }) => {
    await endRecurring(ctx, id)
    return view(ctx, id)
  },
})
