import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Day, Id, line } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { CHARGE_KINDS } from '../ledger/chart.ts'

export const taxFields = {
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,19}$/, 'Up to 20 small letters, digits and _, a letter first: vat, ny_state.'),
  name: line(60),
  /** Parts per million: 190000 is 19 %, 88750 is 8.875 %. */
  ratePpm: z.int().min(0).max(1_000_000),
  locationId: Id.nullable().default(null),
  /** Kinds of charges; empty: all. */
  kinds: z.array(z.enum(CHARGE_KINDS)).max(CHARGE_KINDS.length).default([]),
  validFrom: Day,
  validUntil: Day.nullable().default(null),
}
const TaxWish = z.object(taxFields)
export type TaxWish = z.output<typeof TaxWish>

export const TaxView = z.object({
  ...taxFields,
  id: Id,
  locationName: z.string().nullable(),
  rowVersion: z.int(),
})

export const ExemptionView = z.object({
  id: Id,
  clientId: Id.nullable(),
  serviceId: Id.nullable(),
  name: z.string(),
  taxCode: z.string().nullable(),
  reason: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  createdBy: z.string(),
})

/** All taxes, those that hold today and those of other days, the latest first within a code. */
export async function listTaxes(ctx: Context): Promise<z.input<typeof TaxView>[]> {
  const { rows } = await sql<
    z.input<typeof TaxView>
  >`select t.id, t.code, t.name, t.rate_ppm as "ratePpm", t.location_id as "locationId", l.name as "locationName", t.kinds,
      t.valid_from as "validFrom", t.valid_until as "validUntil", t.row_version as "rowVersion"
    from tax t left join location l on l.practice_id = t.practice_id and l.id = t.location_id
    where t.practice_id = ${ctx.practiceId} order by t.code, l.name nulls first, t.valid_from desc`.execute(
    ctx.db,
  )
  return rows
}

/** Writes a tax; with `id` it takes the place of that one. 409 `tax_overlaps` by its constraint, `changed_meanwhile`. */
export async function saveTax(
  ctx: Context,
  wish: TaxWish & { id?: string; rowVersion?: number },
): Promise<string> {
  refuseIfReversed(wish)
  if (wish.locationId) await findOwn(ctx, 'location', wish.locationId)
  const id = wish.id ?? ctx.newId()
  const values = sql`${wish.code}, ${wish.name}, ${wish.ratePpm}, ${wish.locationId}, ${wish.kinds}, ${wish.validFrom}, ${wish.validUntil}`
  const { rows } = wish.id
    ? await sql`update tax set (code, name, rate_ppm, location_id, kinds, valid_from, valid_until) = (${values}), row_version = row_version + 1
        where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion ?? 0} returning 1`.execute(
        ctx.db,
      )
    : await sql`insert into tax (practice_id, id, code, name, rate_ppm, location_id, kinds, valid_from, valid_until)
        values (${ctx.practiceId}, ${id}, ${values}) returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile((await findTax(ctx, id)).row_version)
  ctx.record('billing.tax_saved', { subject: ['tax', id], data: { code: wish.code, ratePpm: wish.ratePpm } })
  return id
}

/** Takes a tax away that should never have been there; what was charged with it keeps it. */
export async function removeTax(ctx: Context, id: string) {
  const tax = await findTax(ctx, id)
  await sql`delete from tax where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('billing.tax_removed', { subject: ['tax', id], data: { code: tax.code } })
}

async function findTax(ctx: Context, id: string): Promise<{ code: string; row_version: number }> {
  const { rows } = await sql<{
    code: string
    row_version: number
  }>`select code, row_version from tax where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This tax')
  return rows[0]
}

export interface ExemptionWish {
  clientId: string | null
  serviceId: string | null
  taxCode: string | null
  reason: string
  validFrom: string
  validUntil: string | null
}

/** Says that a client or a service is not taxed, and why. */
export async function addExemption(ctx: Context, wish: ExemptionWish): Promise<string> {
  refuseIfReversed(wish)
  if ((wish.clientId === null) === (wish.serviceId === null))
    throw invalid('clientId', 'Choose either a client or a service.')
  if (wish.clientId) await findClient(ctx, wish.clientId)
  if (wish.serviceId) await findOwn(ctx, 'service', wish.serviceId)
  const id = ctx.newId()
  await sql`insert into tax_exemption (practice_id, id, client_id, service_id, tax_code, reason, valid_from, valid_until, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.serviceId}, ${wish.taxCode}, ${wish.reason}, ${wish.validFrom}, ${wish.validUntil},
      ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('billing.exemption_added', { subject: ['tax_exemption', id], clientId: wish.clientId })
  return id
}

export async function removeExemption(ctx: Context, id: string) {
  const { rows } = await sql<{
    client_id: string | null
  }>`delete from tax_exemption where practice_id = ${ctx.practiceId} and id = ${id} returning client_id`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This exemption')
  ctx.record('billing.exemption_removed', { subject: ['tax_exemption', id], clientId: rows[0].client_id })
}

/** Exemptions of clients and services, those of a client when asked for. */
export async function listExemptions(
  ctx: Context,
  { clientId }: { clientId?: string | undefined },
): Promise<z.input<typeof ExemptionView>[]> {
  const { rows } = await sql<
    z.input<typeof ExemptionView>
  >`select e.id, e.client_id as "clientId", e.service_id as "serviceId", coalesce(s.name, trim(c.given_name || ' ' || c.family_name)) as name,
      e.tax_code as "taxCode", e.reason, e.valid_from as "validFrom", e.valid_until as "validUntil", e.created_by as "createdBy"
    from tax_exemption e left join client c on c.practice_id = e.practice_id and c.id = e.client_id
    left join service s on s.practice_id = e.practice_id and s.id = e.service_id
    where e.practice_id = ${ctx.practiceId} ${clientId ? sql`and e.client_id = ${clientId}` : sql``}
    order by 4, e.valid_from desc, e.id limit 500`.execute(ctx.db)
  return rows
}

/** 404 for a row that is not this practice's. */
export async function findOwn(
  ctx: Context,
  table: 'location' | 'service' | 'staff',
  id: string,
): Promise<void> {
  const { rows } =
    await sql`select 1 from ${sql.table(table)} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (rows.length > 0) return
  if (table === 'staff') throw notFound('This practitioner')
  throw table === 'service' ? notFound('This service') : notFound('This location')
}

export function refuseIfReversed(wish: { validFrom: string; validUntil: string | null }) {
  if (wish.validUntil !== null && wish.validUntil < wish.validFrom)
    throw invalid('validUntil', 'The last day cannot be before the first.')
}
