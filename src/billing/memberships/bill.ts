import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { createCharge } from '../charges/charge.ts'
import { todayOf } from '../invoices/invoice.ts'
import { issueForPayers } from '../payers/by-rule.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Membership } from './membership.ts'
import { goOn, lockMembership } from './membership.ts'
import { MONTHS } from './plan.ts'

const ACTOR = { kind: 'system', name: 'Memberships' } as const
const MOST_AT_ONCE = 500
/** Whoever was switched off for long bills what was missed, but not without end. */
const MOST_PERIODS = 24

/** Bills the periods that have begun, each membership in a transaction of its own: a killed sweep leaves whole ones. */
export const billMemberships = sweep({
  name: 'billing.memberships',
  everySeconds: 1800,
  run: async (house, practiceId) => {
    const who = { practiceId, actor: ACTOR, name: 'billing.memberships' }
    const due = await inPractice(house, who, listDue)
    for (const id of due) await inPractice(house, who, (ctx) => billDue(ctx, id))
  },
})

async function listDue(ctx: Context): Promise<string[]> {
  const today = await todayOf(ctx)
  const { rows } = await sql<{
    id: string
  }>`select id from membership where practice_id = ${ctx.practiceId} and next_on <= ${today}
    and (ends_on is null or next_on <= ends_on) and (paused_from is null or paused_until <= ${today}) order by next_on, id limit ${MOST_AT_ONCE}`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

/** Bills every period of a membership that has begun by today: each once, whoever asks and how often. */
export async function billDue(ctx: Context, id: string) {
  const today = await todayOf(ctx)
  for (let round = 0; round < MOST_PERIODS; round += 1) {
    const found = await lockMembership(ctx, id)
    if (found.next_on > today || (found.ends_on !== null && found.next_on > found.ends_on)) return
    if (found.paused_from && (found.paused_until === null || found.paused_until > today)) return
    if (found.paused_from) await goOn(ctx, found, found.paused_until!)
    else await billPeriod(ctx, found)
  }
}

async function billPeriod(ctx: Context, found: Membership) {
  const startsOn = found.next_on
  const endsBefore = await periodAfter(ctx, found)
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const charge = await createCharge(ctx, {
    clientId: found.client_id,
    kind: 'membership',
    description: found.name,
    servedOn: startsOn,
    quantity: 1,
    unitPriceMinor: found.price_minor,
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    locationId: found.location_id,
    sourceKey: `membership:${found.id}:${startsOn}`,
  })
  await sql`update membership set next_on = ${endsBefore}, periods = periods + 1, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${found.id}`.execute(ctx.db)
  if (!charge) return
  await sql`insert into membership_period (practice_id, id, membership_id, starts_on, ends_before, charge_id, visits, visits_left)
    values (${ctx.practiceId}, ${ctx.newId()}, ${found.id}, ${startsOn}, ${endsBefore}, ${charge.id}, ${found.visits}, ${found.visits})`.execute(
    ctx.db,
  )
  await issueForPayers(ctx, [charge])
  ctx.record('membership.billed', {
    subject: ['membership', found.id],
    clientId: found.client_id,
    data: { startsOn, endsBefore, totalMinor: charge.total_minor, currency: charge.currency },
  })
}

/** The first day after the period that begins next: counted in months from the beginning, the 31st stays at the end. */
async function periodAfter(ctx: Context, found: Membership): Promise<string> {
  const months = (found.periods + 1) * MONTHS[found.every]
  const { rows } = await sql<{
    day: string
  }>`select (${found.counted_from}::date + make_interval(months => ${months}::int))::date as day`.execute(
    ctx.db,
  )
  return rows[0]!.day
}
