import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Id, Minor, line } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { MOST_MINOR } from '../charges/price.ts'

export const packageTypeFields = {
  name: line(120),
  /** The services it pays for; none: all of them. */
  serviceIds: z.array(Id).max(200).default([]),
  unit: z.enum(['visit', 'amount']).default('visit'),
  /** So many visits, or services worth so many minor units. */
  units: z.int().min(1).max(MOST_MINOR),
  priceMinor: Minor.min(1).max(MOST_MINOR),
  /** Without it, it never expires. */
  validMonths: z.int().min(1).max(120).nullable().default(null),
  /** Relatives may use it, too. */
  forFamily: z.boolean().default(false),
  /** earn: what is left becomes revenue (where the law allows it); keep: it stays the client's. */
  onExpiry: z.enum(['earn', 'keep']).default('keep'),
}
export const PackageTypeView = z.object({
  ...packageTypeFields,
  id: Id,
  archived: z.boolean(),
  rowVersion: z.int(),
})
export type PackageType = z.output<typeof PackageTypeView>

const Fields = z.object(packageTypeFields)
const MOST_VISITS = 500

/** What the practice sells as packages, by name; archived ones last. */
export async function listPackageTypes(ctx: Context): Promise<PackageType[]> {
  const { rows } =
    await sql<PackageType>`select id, name, service_ids as "serviceIds", unit, units, price_minor as "priceMinor",
      valid_months as "validMonths", for_family as "forFamily", on_expiry as "onExpiry", archived_at is not null as archived, row_version as "rowVersion"
    from package_type where practice_id = ${ctx.practiceId} order by archived_at is not null, name, id`.execute(
      ctx.db,
    )
  return rows
}

export async function findPackageType(ctx: Context, id: string): Promise<PackageType> {
  const type = (await listPackageTypes(ctx)).find((each) => each.id === id)
  if (!type) throw notFound('This package')
  return type
}

/** Writes what a package is; those sold already keep their terms. 409 `changed_meanwhile`. */
export async function savePackageType(
  ctx: Context,
  wish: z.output<typeof Fields> & { id?: string; archived?: boolean; rowVersion?: number },
): Promise<PackageType> {
  if (wish.unit === 'visit' && wish.units > MOST_VISITS)
    throw invalid('units', `A package has at most ${MOST_VISITS} visits.`)
  await refuseUnknownServices(ctx, wish.serviceIds)
  const id = wish.id ?? ctx.newId()
  const before = wish.id ? await findPackageType(ctx, wish.id) : null
  const archivedAt = wish.archived ? ctx.now : null
  const { rows } = before
    ? await sql`update package_type set name = ${wish.name}, service_ids = ${wish.serviceIds}::uuid[], unit = ${wish.unit}, units = ${wish.units},
        price_minor = ${wish.priceMinor}, valid_months = ${wish.validMonths}, for_family = ${wish.forFamily}, on_expiry = ${wish.onExpiry},
        archived_at = ${archivedAt}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion ?? 0} returning 1`.execute(
        ctx.db,
      )
    : await sql`insert into package_type (practice_id, id, name, service_ids, unit, units, price_minor, valid_months, for_family, on_expiry)
      values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.serviceIds}::uuid[], ${wish.unit}, ${wish.units}, ${wish.priceMinor}, ${wish.validMonths},
        ${wish.forFamily}, ${wish.onExpiry}) returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before!.rowVersion)
  ctx.record('package.defined', { subject: ['package_type', id], before, after: wish })
  return findPackageType(ctx, id)
}

/** 422 for services that this practice does not have. */
export async function refuseUnknownServices(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`select id from service where practice_id = ${ctx.practiceId}
    and id = any(${[...ids]})`.execute(ctx.db)
  if (rows.length < new Set(ids).size) throw invalid('serviceIds', 'One of these services does not exist.')
}
