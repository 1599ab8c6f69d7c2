import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { createCharge } from '../charges/charge.ts'
import { todayOf } from '../invoices/invoice.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { findPackageType } from './package-type.ts'

/** A row of `client_package` as the code of this slice reads it. */
export interface ClientPackage {
  id: string
  client_id: string
  type_id: string
  charge_id: string
  name: string
  service_ids: string[]
  unit: 'visit' | 'amount'
  for_family: boolean
  on_expiry: 'earn' | 'keep'
  valid_months: number | null
  units: number
  units_left: number
  value_minor: number
  value_left_minor: number
  currency: string
  is_taxed: boolean
  sold_on: string | null
  expires_on: string | null
  ended_at: Date | null
  ended_because: 'expired' | 'refunded' | 'void' | null
  row_version: number
}

export async function findPackage(ctx: Context, id: string): Promise<ClientPackage> {
  const { rows } =
    await sql<ClientPackage>`select * from client_package where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This package')
  await findClient(ctx, rows[0].client_id)
  return rows[0]
}

export async function lockPackage(ctx: Context, id: string): Promise<ClientPackage> {
  await findPackage(ctx, id)
  const { rows } =
    await sql<ClientPackage>`select * from client_package where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  return rows[0]!
}

export interface Sale {
  clientId: string
  typeId: string
  /** The draft that it is put on. */
  invoiceId: string
  locationId?: string | null | undefined
}

/** Puts a package on a draft as a line; it counts from the day on which the draft is approved. 409 `is_archived`. */
export async function sellPackage(ctx: Context, sale: Sale): Promise<Charge> {
  const type = await findPackageType(ctx, sale.typeId)
  if (type.archived) throw problem(409, 'is_archived', 'This package is not sold any more.')
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const charge = (await createCharge(ctx, {
    clientId: sale.clientId,
    kind: 'package',
    description: type.name,
    servedOn: await todayOf(ctx),
    quantity: 1,
    unitPriceMinor: type.priceMinor,
    // Nobody knows yet what an amount will be used for: it is taxed when it is.
    ...(type.unit === 'amount' ? { taxBasisPoints: 0 } : await taxOfOnlyService(ctx, type.serviceIds)),
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    invoiceId: sale.invoiceId,
    locationId: sale.locationId ?? null,
  }))!
  await sql`insert into client_package (practice_id, id, client_id, type_id, charge_id, name, service_ids, unit, for_family, on_expiry, valid_months, units,
      units_left, currency, created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${sale.clientId}, ${type.id}, ${charge.id}, ${type.name}, ${type.serviceIds}::uuid[], ${type.unit},
      ${type.forFamily}, ${type.onExpiry}, ${type.validMonths}, ${type.units}, ${type.units}, ${practice.currency}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  return charge
}

/** Where the practice has no rules about taxes, a package of one service is taxed as that service is. */
async function taxOfOnlyService(ctx: Context, serviceIds: readonly string[]) {
  if (serviceIds.length !== 1) return {}
  const { rows } = await sql<{ tax: number }>`select tax_basis_points as tax from service
    where practice_id = ${ctx.practiceId} and id = ${serviceIds[0]!}`.execute(ctx.db)
  return { taxOtherwise: rows[0]?.tax ?? 0 }
}

/** Packages among the charges of an invoice that was just issued: from now on they are worth what was billed. */
export async function beginPackages(ctx: Context, charges: readonly Charge[], issuedOn: string) {
  for (const charge of charges.filter((each) => each.kind === 'package')) {
    const { rows } =
      await sql<ClientPackage>`update client_package set value_minor = value_minor + ${charge.net_minor}, value_left_minor = value_left_minor + ${charge.net_minor},
        is_taxed = is_taxed or ${charge.tax_minor > 0}, sold_on = ${issuedOn}::date,
        expires_on = (${issuedOn}::date + make_interval(months => valid_months) - interval '1 day')::date, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and charge_id in (${charge.id}::uuid, ${charge.share_of ?? charge.id}::uuid) and ended_at is null
      returning *`.execute(ctx.db)
    for (const each of rows)
      ctx.record('package.sold', {
        subject: ['package', each.id],
        clientId: each.client_id,
        data: { name: each.name, valueMinor: charge.net_minor, currency: each.currency },
      })
  }
}

/** 409 `is_used`: what an invoice sold was used already, so the invoice cannot be taken back. Otherwise it counts no more. */
export async function takePackagesBack(ctx: Context, charges: readonly Charge[]) {
  for (const charge of charges.filter((each) => each.kind === 'package')) {
    const { rows } =
      await sql<ClientPackage>`select * from client_package where practice_id = ${ctx.practiceId}
      and charge_id in (${charge.id}::uuid, ${charge.share_of ?? charge.id}::uuid) for update`.execute(ctx.db)
    for (const each of rows) await takeOneBack(ctx, each)
  }
}

async function takeOneBack(ctx: Context, sold: ClientPackage) {
  if (sold.value_left_minor < sold.value_minor || sold.units_left < sold.units)
    throw problem(
      409,
      'is_used',
      `“${sold.name}” was used already. Undo its visits first, or give back what is left of it.`,
      { packageId: sold.id },
    )
  // Billed once more it begins anew; a charge that is void can never be.
  await sql`update client_package set value_minor = 0, value_left_minor = 0, sold_on = null, expires_on = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${sold.id}`.execute(ctx.db)
  ctx.record('package.taken_back', { subject: ['package', sold.id], clientId: sold.client_id })
}
