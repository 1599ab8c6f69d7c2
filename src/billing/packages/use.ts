import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Charge } from '../charges/charge.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { settle, receive } from '../payments/take.ts'
import type { ClientPackage } from './package.ts'
import { lockUses } from './release.ts'

export interface Visit {
  clientId: string
  serviceId: string
  servedOn: string
  /** What it would cost without a package. */
  priceMinor: number
}

/** What a package gives for a visit. */
export interface PackageCover {
  from: ClientPackage
  units: number
  valueMinor: number
  /** What the visit costs with it: its share of the package, and what the package does not reach. */
  priceMinor: number
}

/**
 * What of a package a use of so many units is worth, in minor units: an equal share, rounded down; the last one takes
 * what is left, so that all of them together are what was paid.
 */
export function valueOfUse(
  held: Pick<ClientPackage, 'units' | 'units_left' | 'value_minor' | 'value_left_minor'>,
  units: number,
): number {
  if (units >= held.units_left) return held.value_left_minor
  const share = Number((BigInt(units) * BigInt(held.value_minor)) / BigInt(held.units))
  return Math.min(share, held.value_left_minor)
}

/** The package that pays for a visit, locked: of the client's own and the family's the one that expires first. */
export async function findCoverIfAny(ctx: Context, visit: Visit): Promise<PackageCover | null> {
  if (visit.priceMinor === 0) return null
  // All that would do are locked in one order; whoever waited sees what the other left.
  const { rows } =
    await sql<ClientPackage>`select p.* from client_package p where p.practice_id = ${ctx.practiceId} and p.sold_on <= ${visit.servedOn}
      and p.ended_at is null and p.units_left > 0 and (p.expires_on is null or p.expires_on >= ${visit.servedOn})
      and (cardinality(p.service_ids) = 0 or ${visit.serviceId}::uuid = any(p.service_ids))
      and (p.client_id = ${visit.clientId} or (p.for_family and exists (select from relationship r where r.practice_id = p.practice_id
        and ((r.client_id = p.client_id and r.related_client_id = ${visit.clientId}) or (r.related_client_id = p.client_id and r.client_id = ${visit.clientId})))))
    order by p.id for update`.execute(ctx.db)
  const [first] = rows.sort((a, b) => orderOf(visit, a).localeCompare(orderOf(visit, b)))
  if (!first) return null
  const units = first.unit === 'visit' ? 1 : Math.min(first.units_left, visit.priceMinor)
  const valueMinor = valueOfUse(first, units)
  const rest = first.unit === 'visit' ? 0 : visit.priceMinor - units
  return { from: first, units, valueMinor, priceMinor: valueMinor + rest }
}

/** Soonest to expire first, then the client's own, then the oldest. */
const orderOf = (visit: Visit, each: ClientPackage) =>
  `${each.expires_on ?? '9999-12-31'} ${each.client_id === visit.clientId ? 0 : 1} ${each.id}`

/** Takes a visit off its package; the package is locked. */
export async function keepUse(ctx: Context, cover: PackageCover, charge: Charge) {
  const id = ctx.newId()
  await sql`with used as (update client_package set units_left = units_left - ${cover.units}, value_left_minor = value_left_minor - ${cover.valueMinor},
      row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${cover.from.id})
    insert into package_use (practice_id, id, package_id, charge_id, client_id, units, value_minor, used_on, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${cover.from.id}, ${charge.id}, ${charge.client_id}, ${cover.units}, ${cover.valueMinor}, ${charge.served_on},
      ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('package.used', {
    subject: ['package', cover.from.id],
    clientId: charge.client_id,
    data: { appointmentId: charge.appointment_id, unitsLeft: cover.from.units_left - cover.units },
  })
}

/** Pays an invoice that was just issued from the packages that its visits were taken off. */
export async function payFromPackages(ctx: Context, invoice: Invoice, charges: readonly Charge[]) {
  for (const use of await lockUses(
    ctx,
    charges.map((each) => each.id),
  )) {
    const amountMinor = Math.min(use.value_minor, invoice.open_minor)
    if (amountMinor === 0 || use.payment_id) continue
    const payment = await receive(ctx, {
      clientId: invoice.client_id,
      payerId: invoice.payer_id,
      currency: invoice.currency,
      tender: 'package',
      packageId: use.package_id,
      amountMinor: use.value_minor,
      locationId: charges.find((each) => each.id === use.charge_id)?.location_id ?? null,
    })
    await sql`update package_use set payment_id = ${payment.id} where practice_id = ${ctx.practiceId} and id = ${use.id}`.execute(
      ctx.db,
    )
    await settle(ctx, [invoice], payment)
  }
}

/** The payments from packages for these charges, for whoever takes them back; what was refunded in money stays. */
export async function paymentsOfUses(ctx: Context, chargeIds: readonly string[]): Promise<string[]> {
  const uses = await lockUses(ctx, chargeIds)
  const { rows } = await sql<{ id: string }>`select id from payment where practice_id = ${ctx.practiceId}
    and id = any(${uses.flatMap((each) => each.payment_id ?? [])}) and refunded_minor = 0 and reversed_at is null order by id`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

/** The payments were taken back: the visits wait to be billed once more. */
export async function forgetPayments(ctx: Context, paymentIds: readonly string[]) {
  await sql`update package_use set payment_id = null where practice_id = ${ctx.practiceId} and payment_id = any(${[...paymentIds]}) and undone_at is null`.execute(
    ctx.db,
  )
}
