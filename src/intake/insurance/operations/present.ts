import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../../platform/operation/context.ts'
import { READ_CHECK } from '../eligibility/check.ts'
import type { CoverCheck } from '../eligibility/check.ts'
import { findClearinghouse } from '../eligibility/clearinghouse.ts'
import type { Clearinghouse } from '../eligibility/clearinghouse.ts'
import { figuresOf } from '../eligibility/figures.ts'
import type { Policy } from '../policy.ts'
import type { CheckView, CoverSummary, PolicyView } from './shapes.ts'

/** Policies with what the payer last said of each. */
export async function presentPolicies(
  ctx: Context,
  policies: Policy[],
): Promise<z.input<typeof PolicyView>[]> {
  const house = await findClearinghouse(ctx)
  const latest = await latestChecks(
    ctx,
    policies.map(({ id }) => id),
  )
  const mayEdit = ctx.can('insurance.edit')
  return policies.map((policy) => {
    const isOpen = policy.state === 'in_force' || policy.state === 'proposed'
    return {
      ...policy,
      cover: summaryOf(ctx, house, latest.get(policy.id)),
      can: {
        change: mayEdit && isOpen,
        confirm: mayEdit && policy.state === 'proposed',
        end: mayEdit && policy.state === 'in_force',
        check: mayEdit && isOpen && policy.payerCode !== null && house.kind !== 'off',
      },
    }
  })
}

export async function presentPolicy(ctx: Context, policy: Policy): Promise<z.input<typeof PolicyView>> {
  return (await presentPolicies(ctx, [policy]))[0]!
}

async function latestChecks(ctx: Context, policyIds: string[]): Promise<Map<string, CoverCheck>> {
  if (policyIds.length === 0) return new Map()
  const { rows } =
    await sql<CoverCheck>`${READ_CHECK} where k.practice_id = ${ctx.practiceId} and k.policy_id = any(${policyIds})
    and not exists (select from cover_check n where n.practice_id = k.practice_id and n.policy_id = k.policy_id and n.asked_at > k.asked_at)`.execute(
      ctx.db,
    )
  return new Map(rows.map((each) => [each.policyId, each]))
}

function summaryOf(
  ctx: Context,
  house: Clearinghouse,
  check: CoverCheck | undefined,
): z.input<typeof CoverSummary> | null {
  if (!check) return null
  const { statement } = check
  const staleMs = house.staleDays * 86_400_000
  return {
    checkId: check.id,
    state: check.state,
    trouble: check.trouble,
    verdict: check.verdict,
    askedAt: check.askedAt,
    answeredAt: check.answeredAt,
    isStale: check.answeredAt !== null && ctx.now.getTime() - check.answeredAt.getTime() > staleMs,
    isMadeUp: house.kind === 'practice',
    plan: statement?.plan ?? null,
    coverFrom: statement?.coverFrom ?? null,
    coverTo: statement?.coverTo ?? null,
    needsAuthorisation: statement?.needsAuthorisation ?? false,
    rejections: statement?.rejections ?? [],
    figures: figuresOf({ lines: statement?.lines ?? [] }, house.serviceTypes),
  }
}

export function presentCheck(check: CoverCheck): z.input<typeof CheckView> {
  return { ...check, needsAuthorisation: check.statement?.needsAuthorisation ?? false }
}
