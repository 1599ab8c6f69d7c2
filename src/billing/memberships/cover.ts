import { sql } from 'kysely'
import { basisPoints, multiply } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Charge } from '../charges/charge.ts'
import type { Discount } from '../prices/discount.ts'

interface MembershipCover {
  name: string
  /** The period that has a visit left; null: only the member's price. */
  periodId: string | null
  discount: Discount
}

interface Row {
  id: string
  name: string
  visits_left: number
  fits: boolean
  discount_basis_points: number
}

/** What a client's membership gives for a visit on its day; its period is locked. */
export async function findMembershipCoverIfAny(
  ctx: Context,
  visit: { clientId: string; serviceId: string; servedOn: string; priceMinor: number },
): Promise<MembershipCover | null> {
  if (visit.priceMinor === 0) return null
  const { rows } =
    await sql<Row>`select p.id, m.name, p.visits_left, cardinality(m.service_ids) = 0 or ${visit.serviceId}::uuid = any(m.service_ids) as fits,
      m.discount_basis_points
    from membership_period p join membership m on m.practice_id = p.practice_id and m.id = p.membership_id
    where p.practice_id = ${ctx.practiceId} and m.client_id = ${visit.clientId} and p.starts_on <= ${visit.servedOn} and p.ends_before > ${visit.servedOn}
      and (m.ends_on is null or m.ends_on >= ${visit.servedOn})
      and exists (select from charge c where c.practice_id = p.practice_id and c.id = p.charge_id and c.voided_at is null)
    order by p.id for update of p`.execute(ctx.db)
  const included = rows.find((row) => row.fits && row.visits_left > 0)
  const best = included ?? rows.toSorted((a, b) => b.discount_basis_points - a.discount_basis_points)[0]
  if (!best) return null
  const points = best.discount_basis_points
  return {
    name: best.name,
    periodId: included?.id ?? null,
    discount: {
      minor: points > 0 ? multiply(visit.priceMinor, basisPoints(points), 'half_up') : 0,
      basisPoints: points,
      reason: best.name,
    },
  }
}

/** Takes a visit off a period; it is locked. */
export async function keepMembershipUse(ctx: Context, periodId: string, charge: Charge) {
  await sql`with used as (update membership_period set visits_left = visits_left - 1 where practice_id = ${ctx.practiceId} and id = ${periodId})
    insert into membership_use (practice_id, id, period_id, charge_id, used_on)
    values (${ctx.practiceId}, ${ctx.newId()}, ${periodId}, ${charge.id}, ${charge.served_on})`.execute(
    ctx.db,
  )
}

/** Gives included visits of charges that count no more back to their periods. */
export async function releaseMembershipUses(ctx: Context, chargeIds: readonly string[]) {
  await sql`with undone as (update membership_use set undone_at = ${ctx.now} where practice_id = ${ctx.practiceId} and charge_id = any(${[...chargeIds]})
      and undone_at is null returning period_id)
    update membership_period p set visits_left = p.visits_left + u.count from (select period_id, count(*)::int as count from undone group by 1) u
    where p.practice_id = ${ctx.practiceId} and p.id = u.period_id`.execute(ctx.db)
}
