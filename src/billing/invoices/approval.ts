import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { findBillingSettings } from '../settings/settings.ts'

/** Whether whoever acts may approve drafts: anybody who writes them, unless the practice has them approved. */
export async function canApprove(ctx: Context): Promise<boolean> {
  const { approvalStep } = await findBillingSettings(ctx)
  return ctx.can(approvalStep ? 'invoices.approve' : 'invoices.manage')
}

/** 409 `needs_approval` where bills are approved by others. */
export async function refuseIfNotApprover(ctx: Context) {
  if (!(await canApprove(ctx)))
    throw problem(
      409,
      'needs_approval',
      'Bills are approved by somebody else here. It stays as a draft until then.',
    )
}
