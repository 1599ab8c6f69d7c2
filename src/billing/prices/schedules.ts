import { sql } from 'kysely'
import { z } from 'zod'
import { foldText } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Day, Id, Minor, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { findPayer } from '../payers/payer.ts'
import { findOwn, refuseIfReversed } from '../taxes/tax.ts'

const MOST_PRICES = 2_000

export const scheduleFields = {
  name: line(80),
  payerId: Id.nullable().default(null),
  /** Clients with this tag. */
  clientTag: line(60).nullable().default(null),
  practitionerId: Id.nullable().default(null),
  locationId: Id.nullable().default(null),
  validFrom: Day,
  validUntil: Day.nullable().default(null),
  prices: z
    .array(z.strictObject({ serviceId: Id, priceMinor: Minor.min(0).max(MOST_MINOR) }))
    .max(MOST_PRICES)
    .default([]),
}
const ScheduleWish = z.object(scheduleFields)
export type ScheduleWish = z.output<typeof ScheduleWish>

export const ScheduleView = z.object({
  ...scheduleFields,
  id: Id,
  payerName: z.string().nullable(),
  practitionerName: z.string().nullable(),
  locationName: z.string().nullable(),
  prices: z.array(z.object({ serviceId: Id, serviceName: z.string(), priceMinor: Minor })),
  rowVersion: z.int(),
})

/** All price lists, the ones that say most about whom they are for last. */
export async function listSchedules(ctx: Context): Promise<z.input<typeof ScheduleView>[]> {
  const { rows } = await sql<
    z.input<typeof ScheduleView>
  >`select f.id, f.name, f.payer_id as "payerId", y.name as "payerName", f.client_tag as "clientTag", f.practitioner_id as "practitionerId",
      s.name as "practitionerName", f.location_id as "locationId", l.name as "locationName", f.valid_from as "validFrom", f.valid_until as "validUntil",
      f.row_version as "rowVersion", coalesce((select json_agg(json_build_object('serviceId', v.id, 'serviceName', v.name, 'priceMinor', p.price_minor) order by v.name, v.id)
        from fee_schedule_price p join service v on v.practice_id = p.practice_id and v.id = p.service_id
        where p.practice_id = f.practice_id and p.schedule_id = f.id), '[]') as prices
    from fee_schedule f left join bill_payer y on y.practice_id = f.practice_id and y.id = f.payer_id
    left join staff s on s.practice_id = f.practice_id and s.id = f.practitioner_id
    left join location l on l.practice_id = f.practice_id and l.id = f.location_id
    where f.practice_id = ${ctx.practiceId} order by f.name, f.valid_from desc, f.id`.execute(ctx.db)
  return rows
}

/** Writes a price list with its prices; with `id` it takes the place of that one. What is charged keeps its price. 409 `changed_meanwhile`. */
export async function saveSchedule(
  ctx: Context,
  wish: ScheduleWish & { id?: string; rowVersion?: number },
): Promise<string> {
  refuseIfReversed(wish)
  await refuseForeign(ctx, wish)
  const id = wish.id ?? ctx.newId()
  const tag = wish.clientTag
  const values = sql`${wish.name}, ${wish.payerId}, ${tag}, ${tag === null ? null : foldText(tag)}, ${wish.practitionerId}, ${wish.locationId}, ${wish.validFrom}, ${wish.validUntil}`
  const columns = sql.raw(
    'name, payer_id, client_tag, client_tag_key, practitioner_id, location_id, valid_from, valid_until',
  )
  const { rows } = wish.id
    ? await sql`update fee_schedule set (${columns}) = (${values}), row_version = row_version + 1
        where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion ?? 0} returning 1`.execute(
        ctx.db,
      )
    : await sql`insert into fee_schedule (practice_id, id, ${columns}) values (${ctx.practiceId}, ${id}, ${values}) returning 1`.execute(
        ctx.db,
      )
  if (rows.length === 0) throw changedMeanwhile(await versionOf(ctx, id))
  await replacePrices(ctx, id, wish.prices)
  ctx.record('billing.prices_saved', { subject: ['fee_schedule', id], data: { name: wish.name } })
  return id
}

async function replacePrices(ctx: Context, id: string, prices: ScheduleWish['prices']) {
  // The last one counts, should a service stand there twice.
  const byService = new Map(prices.map((each) => [each.serviceId, each.priceMinor]))
  for (const serviceId of byService.keys()) await findOwn(ctx, 'service', serviceId)
  await sql`delete from fee_schedule_price where practice_id = ${ctx.practiceId} and schedule_id = ${id}`.execute(
    ctx.db,
  )
  const rows = [...byService].map(([serviceId, priceMinor]) => ({
    practice_id: ctx.practiceId,
    schedule_id: id,
    service_id: serviceId,
    price_minor: priceMinor,
  }))
  await sql`insert into fee_schedule_price select * from jsonb_populate_recordset(null::fee_schedule_price, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
}

async function refuseForeign(ctx: Context, wish: ScheduleWish) {
  if (wish.payerId) await findPayer(ctx, wish.payerId)
  if (wish.practitionerId) await findOwn(ctx, 'staff', wish.practitionerId)
  if (wish.locationId) await findOwn(ctx, 'location', wish.locationId)
}

async function versionOf(ctx: Context, id: string): Promise<number> {
  const { rows } = await sql<{
    row_version: number
  }>`select row_version from fee_schedule where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This price list')
  return rows[0].row_version
}
