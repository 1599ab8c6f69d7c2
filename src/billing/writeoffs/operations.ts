import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import { actorId } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, Minor, line } from '../../platform/operation/shapes.ts'
import { viewInvoice } from '../invoices/view.ts'
import { WRITE_OFF_REASONS } from '../ledger/chart.ts'
import type { WriteOffRequest } from './request.ts'
import { approveRequest, askForWriteOff, declineRequest, withdrawRequest } from './request.ts'
import { WriteOffSettings, findWriteOffSettings, limitOf, saveWriteOffSettings } from './settings.ts'
import { SmallBalances, proposeSmall, writeOffSmall } from './small.ts'

export const getWriteOffSettings = operation({
  path: 'GET /write-offs/settings',
  summary: 'How much each role may write off by itself, and what counts as small',
  allow: 'billing.see',
  takes: z.strictObject({}),
  /** ownLimitMinor: what the caller may; null: any amount. */
  returns: z.object({ ...WriteOffSettings.shape, ownLimitMinor: Minor.nullable() }),
  run: async (ctx) => ({ ...(await findWriteOffSettings(ctx)), ownLimitMinor: await limitOf(ctx) }),
})

export const putWriteOffSettings = operation({
  path: 'PUT /write-offs/settings',
  summary: 'Change how much each role may write off by itself',
  allow: 'writeoffs.approve',
  takes: WriteOffSettings,
  returns: WriteOffSettings,
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => saveWriteOffSettings(ctx, wish),
})

const RequestView = z.object({
  id: Id,
  invoiceId: Id,
  invoiceNumber: z.int(),
  clientId: Id,
  clientName: z.string(),
  amountMinor: Minor,
  openMinor: Minor,
  currency: z.string(),
  reasonCode: z.enum(WRITE_OFF_REASONS),
  reason: z.string(),
  requestedAt: Instant,
  requestedBy: z.string(),
  decision: z.enum(['approved', 'declined', 'withdrawn']).nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  declineReason: z.string().nullable(),
  can: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
const Requests = z.object({ items: z.array(RequestView) })

export const getWriteOffRequests = operation({
  path: 'GET /write-off-requests',
  summary: 'Write-offs that wait for another person, or all that were asked for',
  allow: 'billing.see',
  takes: z.strictObject({ invoiceId: Id.optional(), waiting: z.stringbool().default(false) }),
  returns: Requests,
  run: async (ctx, wish) => ({ items: await listRequests(ctx, wish) }),
})

export const requestWriteOff = operation({
  path: 'POST /invoices/{id}/write-off-requests',
  summary: 'Ask another person to approve a write-off',
  allow: 'writeoffs.make',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    amountMinor: Minor.min(1),
    reasonCode: z.enum(WRITE_OFF_REASONS),
    reason: line(500),
  }),
  returns: RequestView,
  fails: ['is_draft', 'is_void', 'more_than_open', 'already_asked'],
  run: async (ctx, { id, ...wish }) => {
    await viewInvoice(ctx, id)
    return view(ctx, await askForWriteOff(ctx, id, wish))
  },
})

export const approveWriteOff = operation({
  path: 'POST /write-off-requests/{id}/approval',
  summary: 'Approve a write-off that another person asked for',
  allow: 'writeoffs.approve',
  takes: z.strictObject({ id: Id }),
  returns: RequestView,
  fails: ['needs_another_person', 'is_decided', 'above_limit', 'is_draft', 'is_void', 'more_than_open'],
  run: async (ctx, { id }) => view(ctx, await approveRequest(ctx, id)),
})

export const declineWriteOff = operation({
  path: 'POST /write-off-requests/{id}/decline',
  summary: 'Decline a write-off that another person asked for',
  allow: 'writeoffs.approve',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(500) }),
  returns: RequestView,
  fails: ['is_decided'],
  run: async (ctx, { id, reason }) => view(ctx, await declineRequest(ctx, id, reason)),
})

export const withdrawWriteOff = operation({
  path: 'POST /write-off-requests/{id}/withdrawal',
  summary: 'Withdraw your own question for a write-off',
  allow: 'writeoffs.make',
  takes: z.strictObject({ id: Id }),
  returns: RequestView,
  fails: ['is_decided'],
  run: async (ctx, { id }) => view(ctx, await withdrawRequest(ctx, id)),
})

export const getSmallBalances = operation({
  path: 'GET /write-offs/small-balances',
  summary: 'Old invoices with so little open that asking for it costs more: a list to look through',
  allow: 'billing.see',
  takes: z.strictObject({
    mostMinor: z.coerce.number().int().min(1).max(10_000).optional(),
    afterDays: z.coerce.number().int().min(0).max(3650).optional(),
  }),
  returns: SmallBalances,
  run: async (ctx, wish) => {
    const { smallMinor, smallAfterDays } = await findWriteOffSettings(ctx)
    return proposeSmall(ctx, {
      mostMinor: wish.mostMinor ?? smallMinor,
      afterDays: wish.afterDays ?? smallAfterDays,
    })
  },
})

export const writeOffSmallBalances = operation({
  path: 'POST /write-offs/small-balances',
  summary: 'Write these small balances off; what was paid meanwhile is passed over',
  allow: 'writeoffs.make',
  reason: 'required',
  takes: z.strictObject({
    items: z
      .array(z.strictObject({ invoiceId: Id, openMinor: Minor.min(1) }))
      .min(1)
      .max(500),
    reason: line(500),
  }),
  returns: z.object({ written: z.int(), totalMinor: Minor, passedOver: z.array(Id) }),
  run: (ctx, wish) => writeOffSmall(ctx, wish),
})

async function view(ctx: Context, { id, invoice_id }: WriteOffRequest) {
  const items = await listRequests(ctx, { invoiceId: invoice_id, waiting: false })
  return items.find((each) => each.id === id)!
}

type Row = WriteOffRequest & {
  number: number
  client_id: string
  open_minor: number
  given_name: string
  family_name: string
}

async function listRequests(
  ctx: Context,
  { invoiceId, waiting }: { invoiceId?: string | undefined; waiting: boolean },
): Promise<z.input<typeof RequestView>[]> {
  const { rows } = await sql<Row>`select r.*, i.number, i.client_id, i.open_minor, c.given_name, c.family_name
    from write_off_request r join invoice i on i.practice_id = r.practice_id and i.id = r.invoice_id
    join client c on c.practice_id = i.practice_id and c.id = i.client_id
    where r.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('i.client_id'))}
      ${invoiceId ? sql`and r.invoice_id = ${invoiceId}` : sql``}
      ${waiting ? sql`and r.decision is null` : sql``}
    order by r.requested_at desc, r.id limit 200`.execute(ctx.db)
  return rows.map((row) => present(ctx, row))
}

function present(ctx: Context, row: Row): z.input<typeof RequestView> {
  const isOwn = row.requested_by_id === actorId(ctx.actor)
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    clientId: row.client_id,
    clientName: clientName(row),
    amountMinor: row.amount_minor,
    openMinor: row.open_minor,
    currency: row.currency,
    reasonCode: row.reason_code,
    reason: row.reason,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    decision: row.decision,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    declineReason: row.decline_reason,
    can: {
      decide: row.decision === null && !isOwn && ctx.can('writeoffs.approve'),
      withdraw: row.decision === null && isOwn,
    },
  }
}
