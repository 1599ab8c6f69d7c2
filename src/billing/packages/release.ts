import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { releaseMembershipUses } from '../memberships/cover.ts'
import type { ClientPackage } from './package.ts'

export interface Use {
  id: string
  package_id: string
  charge_id: string
  units: number
  value_minor: number
  payment_id: string | null
}

/** The visits of packages behind charges, locked. */
export async function lockUses(ctx: Context, chargeIds: readonly string[]): Promise<Use[]> {
  const { rows } = await sql<Use>`select * from package_use where practice_id = ${ctx.practiceId}
    and charge_id = any(${[...chargeIds]}) and undone_at is null order by id for update`.execute(ctx.db)
  return rows
}

/** Charges were taken back: their visits go back to what covered them. */
export async function releasePrepaid(ctx: Context, chargeIds: readonly string[]) {
  await releaseUses(ctx, chargeIds)
  await releaseMembershipUses(ctx, chargeIds)
}

/**
 * Gives visits of charges that count no more back to their packages; one that had ended holds something again and ends
 * once more in its time. Their payments must be taken back before.
 */
async function releaseUses(ctx: Context, chargeIds: readonly string[]) {
  for (const use of await lockUses(ctx, chargeIds)) {
    // What it paid was refunded in money: that visit is used for good.
    if (use.payment_id) continue
    const { rows } =
      await sql<ClientPackage>`update client_package set units_left = units_left + ${use.units}, value_left_minor = value_left_minor + ${use.value_minor},
        ended_at = null, ended_because = null, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${use.package_id} returning *`.execute(ctx.db)
    const held = rows[0]
    await sql`update package_use set undone_at = ${ctx.now}, undone_by = ${ctx.actor.name} where practice_id = ${ctx.practiceId} and id = ${use.id}`.execute(
      ctx.db,
    )
    ctx.record('package.use_undone', {
      subject: ['package', use.package_id],
      clientId: held?.client_id ?? null,
      data: { unitsLeft: held?.units_left ?? 0 },
    })
  }
}
