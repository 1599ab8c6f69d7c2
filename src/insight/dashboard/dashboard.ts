import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import { MONEY } from '../access.ts'
import { readCapacity } from './capacity.ts'
import { readFlow } from './flow.ts'
import { readMoney } from './money.ts'
import { readWork } from './work.ts'

/** The days that the dashboard speaks of, by the practice's clock. */
export interface Today {
  day: string
  from: Date
  to: Date
}

/** How the practice stands now. Parts that the actor may not see are null. */
export async function readDashboard(ctx: Context) {
  const { zone, currency } = await ctx.practice()
  const day = localDay(ctx.now, zone)
  const today: Today = {
    day,
    from: startOfLocalDay(day, zone),
    to: startOfLocalDay(addLocalDays(day, 1), zone),
  }
  return {
    day,
    zone,
    currency,
    at: ctx.now,
    flow: await readFlow(ctx, today),
    capacity: await readCapacity(ctx, today),
    money: ctx.can(MONEY) ? await readMoney(ctx, today, currency) : null,
    work: await readWork(ctx, today),
  }
}
