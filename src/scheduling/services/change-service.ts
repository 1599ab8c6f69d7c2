import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid } from '../../platform/problem.ts'
import { findService } from './service.ts'
import { newLinkKey } from './link-key.ts'
import type { Service } from './service.ts'
import { COLUMNS } from './service-wish.ts'
import type { PractitionerTerms, ServiceWish } from './service-wish.ts'

/** Makes a service. */
export async function createService(
  ctx: Context,
  wish: ServiceWish & { name: string; durationMinutes: number },
): Promise<Service> {
  refuseContradictions(wish)
  const id = ctx.newId()
  await ctx.db
    .insertInto('service')
    .values({
      practice_id: ctx.practiceId,
      id,
      ...columnsOf(wish),
      ...(wish.linkOnly ? { link_key: newLinkKey(ctx) } : {}),
      name: wish.name,
      duration_minutes: wish.durationMinutes,
    })
    .execute()
  await linkAll(ctx, id, wish)
  ctx.record('service.created', { subject: ['service', id], after: wish })
  return findService(ctx, id)
}

/** Changes what is given. Visits that are booked keep their length, price and buffers. */
export async function updateService(
  ctx: Context,
  id: string,
  { rowVersion, ...wish }: ServiceWish & { rowVersion: number },
): Promise<Service> {
  const before = await findService(ctx, id)
  refuseContradictions({ ...depositOf(before), ...wish })
  const { rows } = await sql`update service set row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw changedMeanwhile(before.row_version)
  const isNewLink = wish.linkOnly && before.link_key === null
  const columns = { ...columnsOf(wish), ...(isNewLink ? { link_key: newLinkKey(ctx) } : {}) }
  if (Object.keys(columns).length > 0) {
    await ctx.db
      .updateTable('service')
      .set(columns)
      .where('practice_id', '=', ctx.practiceId)
      .where('id', '=', id)
      .execute()
  }
  await linkAll(ctx, id, wish)
  ctx.record('service.updated', {
    subject: ['service', id],
    data: { fields: Object.keys(wish) },
    before,
    after: wish,
  })
  return findService(ctx, id)
}

/** Takes a service out of the lists, or back into them; booked visits stay. */
export async function archiveService(ctx: Context, id: string, archived: boolean): Promise<Service> {
  const before = await findService(ctx, id)
  if ((before.archived_at !== null) === archived) return before
  await sql`update service set archived_at = ${archived ? ctx.now : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record(archived ? 'service.archived' : 'service.restored', { subject: ['service', id] })
  return findService(ctx, id)
}

function depositOf({ deposit_minor, deposit_percent }: Service): ServiceWish {
  return { depositMinor: deposit_minor, depositPercent: deposit_percent }
}

/** What each field allows, but not all of them together. */
function refuseContradictions({ depositMinor, depositPercent, durationVariants = [] }: ServiceWish) {
  if (depositMinor && depositPercent)
    throw invalid('depositPercent', 'A deposit is an amount or a share of the price. Empty one of the two.')
  const lengths = new Set(durationVariants.map((each) => each.minutes))
  if (lengths.size < durationVariants.length)
    throw invalid('durationVariants', 'Two of the lengths are the same. Take one of them away.')
}

function columnsOf(wish: ServiceWish): Record<string, unknown> {
  const given = Object.entries(COLUMNS).filter(([field]) => wish[field as keyof typeof COLUMNS] !== undefined)
  const columns = Object.fromEntries(
    given.map(([field, column]) => [column, wish[field as keyof typeof COLUMNS]]),
  )
  return {
    ...columns,
    ...(wish.translations ? { translations: JSON.stringify(wish.translations) } : {}),
    ...(wish.durationVariants ? { duration_variants: JSON.stringify(wish.durationVariants) } : {}),
  }
}

async function linkAll(
  ctx: Context,
  serviceId: string,
  { practitioners, locationIds, roomIds, equipmentPoolIds, assistantIds }: ServiceWish,
) {
  if (practitioners) await linkPractitioners(ctx, serviceId, practitioners)
  if (locationIds)
    await link(ctx, serviceId, { table: 'service_location', column: 'location_id', ids: locationIds })
  if (roomIds) await link(ctx, serviceId, { table: 'service_room', column: 'room_id', ids: roomIds })
  if (equipmentPoolIds)
    await link(ctx, serviceId, { table: 'service_equipment', column: 'pool_id', ids: equipmentPoolIds })
  if (assistantIds)
    await link(ctx, serviceId, { table: 'service_assistant', column: 'staff_id', ids: assistantIds })
}

async function linkPractitioners(ctx: Context, serviceId: string, terms: readonly PractitionerTerms[]) {
  // Who sends no weight or priority keeps what was set.
  const { rows: before } = await sql<{ id: string; weight: number; priority: number }>`
    delete from service_practitioner where practice_id = ${ctx.practiceId} and service_id = ${serviceId}
    returning practitioner_id as id, weight, priority`.execute(ctx.db)
  const rows = terms.map((each) => ({
    id: each.id,
    duration: each.durationMinutes ?? null,
    price: each.priceMinor ?? null,
    before: each.bufferBeforeMinutes ?? null,
    after: each.bufferAfterMinutes ?? null,
    notice: each.minNoticeMinutes ?? null,
    horizon: each.horizonDays ?? null,
    interval: each.slotIntervalMinutes ?? null,
    capacity: each.capacity ?? null,
    weight: each.weight ?? before.find(({ id }) => id === each.id)?.weight ?? 100,
    priority: each.priority ?? before.find(({ id }) => id === each.id)?.priority ?? 0,
  }))
  await sql`insert into service_practitioner (practice_id, service_id, practitioner_id, duration_minutes, price_minor, buffer_before_minutes, buffer_after_minutes,
      min_notice_minutes, horizon_days, slot_interval_minutes, capacity, weight, priority)
    select ${ctx.practiceId}::uuid, ${serviceId}::uuid, x.id, x.duration, x.price, x.before, x.after, x.notice, x.horizon, x."interval", x.capacity, x.weight, x.priority
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, duration int, price bigint, before int, after int, notice int, horizon int,
      "interval" int, capacity int, weight int, priority int)`.execute(ctx.db)
}

async function link(
  ctx: Context,
  serviceId: string,
  { table, column, ids }: { table: string; column: string; ids: readonly string[] },
) {
  await sql`delete from ${sql.table(table)} where practice_id = ${ctx.practiceId} and service_id = ${serviceId}`.execute(
    ctx.db,
  )
  await sql`insert into ${sql.table(table)} (practice_id, service_id, ${sql.ref(column)})
    select ${ctx.practiceId}::uuid, ${serviceId}::uuid, id from unnest(${[...new Set(ids)]}::uuid[]) as x(id)`.execute(
    ctx.db,
  )
}
