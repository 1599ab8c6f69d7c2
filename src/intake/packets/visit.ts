import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import { localDay } from '../../platform/time/index.ts'
import type { VisitForRules } from './rule.ts'
import { ageOn } from './rule.ts'

/** A visit with what the packets ask about it. */
export interface PacketVisit extends VisitForRules {
  id: string
  clientId: string
  clientName: string
  serviceName: string
  state: string
  source: string
  formKeys: string[]
  /** Of several services in a row: what holds them together. */
  bundleId: string | null
}

interface Row extends Omit<PacketVisit, 'age' | 'language'> {
  bornOn: string | null
  language: string | null
}

const READ =
  sql.raw(`select a.id, a.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName",
    a.service_id as "serviceId", v.name as "serviceName", v.category, v.form_keys as "formKeys", a.starts_at as "startsAt", a.zone, a.state, a.source, a.bundle_id as "bundleId",
    c.born_on as "bornOn", c.language,
    not exists (select 1 from appointment e where e.practice_id = a.practice_id and e.client_id = a.client_id
      and e.starts_at < a.starts_at and e.state in ('arrived', 'in_room', 'done')) as "isNewClient"
  from appointment a
    join service v on v.practice_id = a.practice_id and v.id = a.service_id
    join client c on c.practice_id = a.practice_id and c.id = a.client_id`)

/** The visit of one client, whatever its state; nothing where it has no client (yet). */
export async function findPacketVisitIfAny(ctx: Context, id: string): Promise<PacketVisit | undefined> {
  const { rows } = await sql<Row>`${READ} where a.practice_id = ${ctx.practiceId} and a.id = ${id}`.execute(
    ctx.db,
  )
  return rows[0] && complete(ctx, rows[0])
}

/** Visits that are booked in a span, the earliest first; of one client when asked. */
export async function listPacketVisits(
  ctx: Context,
  { from, to, clientId, limit = 500 }: { from: Date; to: Date | null; clientId?: string; limit?: number },
): Promise<PacketVisit[]> {
  const { rows } = await sql<Row>`${READ} where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from}
      and (${to}::timestamptz is null or a.starts_at < ${to}) and a.state in ('booked', 'confirmed')
      and (${clientId ?? null}::uuid is null or a.client_id = ${clientId ?? null})
    order by a.starts_at, a.id limit ${limit}`.execute(ctx.db)
  return Promise.all(rows.map((row) => complete(ctx, row)))
}

/**
 * The visit as its client sees it: of several services in a row all that are still to come that day, the earliest first.
 * The first one asks for all of them, so that nobody gets two mails for one way to the practice.
 */
export async function comingPartsOf(ctx: Context, visit: PacketVisit): Promise<PacketVisit[]> {
  if (!visit.bundleId) return [visit]
  const { rows } =
    await sql<Row>`${READ} where a.practice_id = ${ctx.practiceId} and a.bundle_id = ${visit.bundleId}
      and a.client_id = ${visit.clientId} and a.state in ('booked', 'confirmed') order by a.starts_at, a.id`.execute(
      ctx.db,
    )
  const parts = await Promise.all(rows.map((row) => complete(ctx, row)))
  return parts.filter((part) => dayOf(part) === dayOf(visit))
}

export const dayOf = ({ startsAt, zone }: PacketVisit) => localDay(startsAt, zone)

async function complete(ctx: Context, { bornOn, language, ...row }: Row): Promise<PacketVisit> {
  const { locale } = await ctx.practice()
  return {
    ...row,
    age: bornOn ? ageOn(bornOn, localDay(row.startsAt, row.zone)) : null,
    language: pickLocale(language, locale),
  }
}
