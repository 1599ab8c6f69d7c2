import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { keepSetting, settingIfAny } from '../../practice/index.ts'

const SETTING = 'scheduling.leaveBlocksOnline'

export interface LeaveRules {
  /** Leave that is only asked for keeps its time from clients online. */
  requestsBlockOnline: boolean
}

/** The practice's choice; until it makes one, what is asked for is not offered online (decision 0013). */
export async function findLeaveRules(ctx: Context): Promise<LeaveRules> {
  return { requestsBlockOnline: (await settingIfAny(ctx, SETTING)) !== false }
}

/** Keeps the choice; it holds at once for what is waiting, too. */
export async function setLeaveRules(ctx: Context, rules: LeaveRules): Promise<LeaveRules> {
  await keepSetting(ctx, SETTING, rules.requestsBlockOnline)
  await sql`update time_off set blocks = ${rules.requestsBlockOnline ? 'online' : 'nobody'}
    where practice_id = ${ctx.practiceId} and requested_at is not null and decided_at is null`.execute(ctx.db)
  ctx.record('hours.changed', { subject: ['hours', ctx.practiceId], data: {} })
  return rules
}

/** Whom leave keeps its time from while nobody has decided. */
export async function blocksWhileAsked(ctx: Context): Promise<'online' | 'nobody'> {
  return (await findLeaveRules(ctx)).requestsBlockOnline ? 'online' : 'nobody'
}
