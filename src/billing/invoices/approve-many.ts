import { sql } from 'kysely'
import { z } from 'zod'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { refuseIfNotApprover } from './approval.ts'
import { approveDraft } from './draft.ts'

const MOST = 200

interface Found {
  id: string
  number: number | null
  lines: number
  total: number
}

/** Why a draft is passed over; null: it can be approved. */
function refusalOf(found: Found | undefined): 'gone' | 'is_issued' | 'nothing_to_bill' | null {
  if (!found) return 'gone'
  if (found.number !== null) return 'is_issued'
  return found.lines === 0 || found.total === 0 ? 'nothing_to_bill' : null
}

/**
 * Approves drafts in the order given: each gets its number and goes out. Those that cannot be are passed over and
 * named, so that one empty draft does not stop the month's bills.
 */
export async function approveMany(ctx: Context, ids: readonly string[]) {
  const { rows } =
    await sql<Found>`select i.id, i.number, count(c.id)::int as lines, coalesce(sum(c.total_minor), 0)::bigint as total
    from invoice i left join charge c on c.practice_id = i.practice_id and c.invoice_id = i.id
    where i.practice_id = ${ctx.practiceId} and i.id = any(${[...ids]}) and ${seesClient(ctx, sql.ref('i.client_id'))} group by i.id, i.number`.execute(
      ctx.db,
    )
  const approved: { id: string; number: number }[] = []
  const passedOver: { id: string; why: 'gone' | 'is_issued' | 'nothing_to_bill' }[] = []
  for (const id of new Set(ids)) {
    const why = refusalOf(rows.find((row) => row.id === id))
    if (why) passedOver.push({ id, why })
    else approved.push({ id, number: (await approveDraft(ctx, id)).number! })
  }
  return { approved, passedOver }
}

export const approveDrafts = operation({
  path: 'POST /invoices/approvals',
  summary: 'Approve many drafts at once; those that cannot be are named',
  allow: 'invoices.manage',
  takes: z.strictObject({ ids: z.array(Id).min(1).max(MOST) }),
  returns: z.object({
    approved: z.array(z.object({ id: Id, number: z.int() })),
    passedOver: z.array(z.object({ id: Id, why: z.enum(['gone', 'is_issued', 'nothing_to_bill']) })),
  }),
  fails: ['is_issued', 'nothing_to_bill', 'mixed_currency', 'needs_approval'],
  run: async (ctx, { ids }) => {
    await refuseIfNotApprover(ctx)
    return approveMany(ctx, ids)
  },
})
