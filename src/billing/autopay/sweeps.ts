import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { queueDue } from './charge-due.ts'
import { giveNotices } from './notice.ts'
import { planAutopay } from './plan.ts'

const ACTOR = { kind: 'system', name: 'Automatic payment' } as const
/** Batches of notices of one sweep: the next one goes on. */
const MOST_BATCHES = 20

/** Finds what should be planned and is not: after an outage, or after an import. */
export const planSweep = autopaySweep('billing.autopayPlan', { everySeconds: 3600 }, (ctx) =>
  planAutopay(ctx),
)

export const noticeSweep = autopaySweep(
  'billing.autopayNotice',
  { everySeconds: 300, rounds: MOST_BATCHES },
  giveNotices,
)

export const chargeSweep = autopaySweep('billing.autopayDue', { everySeconds: 60 }, queueDue)

function autopaySweep(
  name: string,
  { everySeconds, rounds = 1 }: { everySeconds: number; rounds?: number },
  work: (ctx: Context) => Promise<number>,
): Sweep {
  return sweep({
    name,
    everySeconds,
    run: async (house, practiceId) => {
      for (let round = 0; round < rounds; round += 1)
        if ((await inPractice(house, { practiceId, actor: ACTOR, name }, work)) === 0) return
    },
  })
}
