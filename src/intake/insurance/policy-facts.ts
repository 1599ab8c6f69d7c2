import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { findPayer } from './payers.ts'
import type { Holder, PolicyWish } from './policy.ts'

/** What somebody wishes, checked, with the payer's name and the holder as they are kept. */
export async function checkedFacts(ctx: Context, wish: PolicyWish, clientId: string) {
  if (wish.validFrom && wish.validTo && wish.validTo < wish.validFrom)
    throw invalid('validTo', 'The last day lies before the first.')
  const payer = wish.payerId ? await findPayer(ctx, wish.payerId) : null
  const payerName = payer?.name ?? wish.payerName
  if (!payerName) throw invalid('payerName', 'Say which insurance this is.')
  return { ...wish, payerId: payer?.id ?? null, payerName, holder: await checkedHolder(ctx, wish, clientId) }
}

const nobody: Holder = { clientId: null, givenName: null, familyName: null, bornOn: null }

async function checkedHolder(
  ctx: Context,
  { relation, holder }: PolicyWish,
  clientId: string,
): Promise<Holder> {
  if (relation === 'self') return nobody
  if (holder?.clientId) {
    if (holder.clientId === clientId)
      throw invalid('holder', 'The client cannot be insured with themselves: choose "self".')
    await findClient(ctx, holder.clientId)
    return { ...nobody, clientId: holder.clientId }
  }
  if (!holder?.familyName) throw invalid('holder.familyName', 'Say who holds this policy.')
  return { ...holder, clientId: null }
}

export interface PolicyVersion {
  version: number
  facts: Record<string, unknown>
  changedAt: Date
  changedBy: string
}

/** Every version of a policy, the newest first. */
export async function policyHistory(ctx: Context, id: string): Promise<PolicyVersion[]> {
  const { rows } =
    await sql<PolicyVersion>`select version, facts, changed_at as "changedAt", changed_by as "changedBy" from policy_version
    where practice_id = ${ctx.practiceId} and policy_id = ${id} order by version desc`.execute(ctx.db)
  return rows
}
