import { sql } from 'kysely'
import type { App } from '../app.ts'
import {
  addDemoPayers,
  addPolicy,
  askPayer,
  findClearinghouse,
  listPayers,
  saveClearinghouse,
} from '../intake/index.ts'
import type { Context } from '../platform/operation/context.ts'
import { SEEDER } from './demo-practice.ts'

// The ends of the numbers decide what the made-up payers answer: covered, authorisation, ended, unknown.
const ENDS = ['11', '23', '42', '77', '56', '99', '31', '64', '00', '85']

/** Made-up insurance for people who come in the next days, asked about through the practice's own clearinghouse. */
export async function insurePeople(app: App, practiceId: string): Promise<void> {
  const who = { practiceId, actor: SEEDER, name: 'demo.insurance' }
  await app.inPractice(who, async (ctx) => {
    const house = await findClearinghouse(ctx)
    await saveClearinghouse(ctx, { ...house, kind: 'practice', serviceTypes: ['PT'] })
    await addDemoPayers(ctx)
    const payers = await listPayers(ctx)
    for (const [index, { clientId }] of (await soonHere(ctx)).entries()) {
      const policyId = await addPolicy(ctx, policyOf(index, payers[index % payers.length]!.id), {
        clientId,
        state: 'in_force',
      })
      await askPayer(ctx, { policyId, why: 'before_visit' })
    }
  })
  await app.settle()
}

async function soonHere(ctx: Context): Promise<{ clientId: string }[]> {
  const until = new Date(ctx.now.getTime() + 4 * 86_400_000)
  const { rows } = await sql<{ clientId: string }>`select client_id as "clientId" from appointment
    where practice_id = ${ctx.practiceId} and client_id is not null and starts_at > ${ctx.now} and starts_at < ${until}
      and state in ('booked', 'confirmed')
    group by client_id order by min(starts_at), client_id limit ${ENDS.length}`.execute(ctx.db)
  return rows
}

function policyOf(index: number, payerId: string) {
  return {
    payerId,
    payerName: null,
    memberId: `W${48_210 + index * 137}${ENDS[index]}`,
    groupNumber: null,
    planName: null,
    relation: 'self' as const,
    holder: null,
    priority: 1,
    validFrom: null,
    validTo: null,
    copayMinor: null,
  }
}
