import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { issueCharges } from '../invoices/issue.ts'
import { refuseIfReversed } from '../taxes/tax.ts'
import { findPayer } from './payer.ts'
import type { Part } from './split.ts'
import { amountsOf, splitCharges } from './split.ts'

export const ShareView = z.object({
  id: Id,
  clientId: Id,
  payerId: Id,
  payerName: z.string(),
  shareBasisPoints: z.int().nullable(),
  amountMinor: Minor.nullable(),
  validFrom: Day,
  validUntil: Day.nullable(),
  reference: z.string().nullable(),
})

export interface ShareWish {
  clientId: string
  payerId: string
  shareBasisPoints: number | null
  amountMinor: number | null
  validFrom: string
  validUntil: string | null
  reference: string | null
}

/** Who pays for a client by rule, those of today and of other days. */
export async function listShares(ctx: Context, clientId: string): Promise<z.input<typeof ShareView>[]> {
  await findClient(ctx, clientId)
  const { rows } = await sql<
    z.input<typeof ShareView>
  >`select y.id, y.client_id as "clientId", y.payer_id as "payerId", p.name as "payerName", y.share_basis_points as "shareBasisPoints",
      y.amount_minor as "amountMinor", y.valid_from as "validFrom", y.valid_until as "validUntil", y.reference
    from client_payer y join bill_payer p on p.practice_id = y.practice_id and p.id = y.payer_id
    where y.practice_id = ${ctx.practiceId} and y.client_id = ${clientId} order by y.id`.execute(ctx.db)
  return rows
}

/** Says which share of what a client owes somebody else pays. 422 when the shares of a day come to more than 100 %. */
export async function addShare(ctx: Context, wish: ShareWish): Promise<string> {
  refuseIfReversed(wish)
  await findPayer(ctx, wish.payerId)
  if ((wish.shareBasisPoints === null) === (wish.amountMinor === null))
    throw invalid('shareBasisPoints', 'Give the share either in percent or as an amount.')
  const others = (await listShares(ctx, wish.clientId)).filter((each) => overlaps(each, wish))
  const points = others.reduce((sum, each) => sum + (each.shareBasisPoints ?? 0), 0)
  if (points + (wish.shareBasisPoints ?? 0) > 10_000)
    throw invalid('shareBasisPoints', 'With the other payers that would be more than 100 %.')
  const id = ctx.newId()
  await sql`insert into client_payer (practice_id, id, client_id, payer_id, share_basis_points, amount_minor, valid_from, valid_until, reference)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.payerId}, ${wish.shareBasisPoints}, ${wish.amountMinor}, ${wish.validFrom}, ${wish.validUntil},
      ${wish.reference})`.execute(ctx.db)
  ctx.record('billing.payer_share_added', { subject: ['client', wish.clientId], clientId: wish.clientId })
  return id
}

function overlaps(
  one: { validFrom: string; validUntil: string | null },
  other: { validFrom: string; validUntil: string | null },
): boolean {
  return (
    (one.validUntil === null || one.validUntil >= other.validFrom) &&
    (other.validUntil === null || other.validUntil >= one.validFrom)
  )
}

export async function removeShare(ctx: Context, id: string): Promise<string> {
  const { rows } = await sql<{
    client_id: string
  }>`delete from client_payer where practice_id = ${ctx.practiceId} and id = ${id} returning client_id`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This share')
  const clientId = rows[0].client_id
  ctx.record('billing.payer_share_removed', { subject: ['client', clientId], clientId })
  return clientId
}

/** The parts of what a client owes on a day, by rule: amounts first, then shares, then the client. Empty without a rule. */
export async function partsByRule(
  ctx: Context,
  { clientId, day, wholeMinor }: { clientId: string; day: string; wholeMinor: number },
): Promise<Part[]> {
  const { rows } = await sql<{
    payerId: string
    points: number | null
    amount: number | null
  }>`select payer_id as "payerId",
      share_basis_points as points, amount_minor as amount from client_payer
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} and valid_from <= ${day} and (valid_until is null or valid_until >= ${day})
    order by amount_minor is null, id`.execute(ctx.db)
  if (rows.length === 0) return []
  let left = wholeMinor
  const fixed = rows.flatMap(({ payerId, amount }) => {
    if (amount === null) return []
    const amountMinor = Math.min(left, amount)
    left -= amountMinor
    return [{ payerId, amountMinor }]
  })
  const shares = rows.filter((each) => each.points !== null)
  const own = 10_000 - shares.reduce((sum, each) => sum + each.points!, 0)
  // Shares are of what the fixed amounts leave.
  const amounts = amountsOf(
    [
      ...shares.map((each) => ({ payerId: each.payerId, basisPoints: each.points })),
      { payerId: null, basisPoints: own },
    ],
    left,
  )
  return [
    ...fixed,
    ...shares.map((each, index) => ({ payerId: each.payerId, amountMinor: amounts[index]! })),
    { payerId: null, amountMinor: amounts.at(-1)! },
  ]
}

/** Issues fresh charges of one client and day: one invoice, or one for each who pays by rule. */
export async function issueForPayers(
  ctx: Context,
  charges: readonly [Charge, ...Charge[]],
): Promise<Invoice[]> {
  const [first] = charges
  const wholeMinor = charges.reduce((sum, each) => sum + each.total_minor, 0)
  const parts = await partsByRule(ctx, { clientId: first.client_id, day: first.served_on, wholeMinor })
  if (parts.length === 0) return [await issueCharges(ctx, charges)]
  const amounts = parts.map((part) => part.amountMinor!)
  const invoices: Invoice[] = []
  for (const ofPart of await splitCharges(ctx, charges, { parts, amounts }))
    if (ofPart.length > 0) invoices.push(await issueCharges(ctx, ofPart))
  return invoices
}
