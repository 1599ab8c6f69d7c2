import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { findAppointment } from '../appointment/appointment.ts'
import type { Mode } from '../appointment/states.ts'
import { findService } from '../services/service.ts'
import type { NewWish, WishFields } from './change-entry.ts'

/** What the visit that would be moved says: its service, way and length. 409 when it can no longer be moved up. */
export async function whatIsReplaced(
  ctx: Context,
  wish: Pick<NewWish, 'clientId' | 'serviceId'>,
  id: string,
) {
  const visit = await findAppointment(ctx, id)
  if (visit.client_id !== wish.clientId)
    throw invalid('replacesId', 'This visit belongs to somebody else. Choose one of this client’s visits.')
  if (!['booked', 'confirmed'].includes(visit.state) || visit.starts_at <= ctx.now)
    throw problem(409, 'wrong_state', 'Only a visit that is booked and still ahead can be moved up.', {
      state: visit.state,
    })
  if (wish.serviceId && wish.serviceId !== visit.service_id)
    throw invalid('serviceId', 'A visit that is moved up keeps its service. Leave the service out.')
  const durationMinutes = (visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000
  return { serviceId: visit.service_id, mode: visit.mode, durationMinutes }
}

/** What somebody waits for; 422 when it is not offered. */
export async function whatIsNew(ctx: Context, { serviceId, mode, durationMinutes }: NewWish) {
  if (!serviceId) throw invalid('serviceId', 'Say what they wait for.')
  const service = await findService(ctx, serviceId)
  const way = mode ?? (service.modes.includes('in_person') ? 'in_person' : service.modes[0])
  if (service.archived_at || !way || !service.modes.includes(way))
    throw problem(422, 'not_offered', 'This service is not offered (in this way). Choose another one.')
  return { serviceId, mode: way as Mode, durationMinutes: durationMinutes ?? null }
}

/** Refuses what no time can ever meet, naming the field. */
export async function refuseImpossible(ctx: Context, wish: WishFields & { serviceId: string }) {
  const { zone } = await ctx.practice()
  const today = localDay(ctx.now, zone)
  if (wish.fromDay && wish.toDay && wish.toDay < wish.fromDay)
    throw invalid('toDay', 'The last day must not come before the first.')
  if (wish.toDay && wish.toDay < today) throw invalid('toDay', 'This day has passed. Choose a later one.')
  if (wish.expiresOn && wish.expiresOn < today)
    throw invalid('expiresOn', 'This day has passed. Choose a later one.')
  for (const [index, { from, to }] of (wish.wantedTimes ?? []).entries())
    if (to <= from) throw invalid(`wantedTimes.${index}.to`, 'The end must come after the beginning.')
  const asked = wish.practitionerIds ?? []
  const { rows } = await sql<{ id: string }>`select practitioner_id as id from service_practitioner
    where practice_id = ${ctx.practiceId} and service_id = ${wish.serviceId}`.execute(ctx.db)
  if (asked.some((id) => !rows.some((each) => each.id === id)))
    throw invalid('practitionerIds', 'One of these people does not offer the service. Take them out.')
}

/** 409 already_waiting when the same client waits for the same. */
export async function refuseTwice(
  ctx: Context,
  { clientId, serviceId, replacesId }: { clientId: string; serviceId: string; replacesId: string | null },
) {
  const { rows } = await sql<{ id: string }>`select id from waitlist_entry
    where practice_id = ${ctx.practiceId} and state = 'waiting' and client_id = ${clientId}
      and ${replacesId ? sql`replaces_id = ${replacesId}` : sql`replaces_id is null and service_id = ${serviceId}`}`.execute(
    ctx.db,
  )
  if (rows[0]) throw alreadyWaiting(rows[0].id)
}

/** What two people who add the same wish at once are told, too: the second of them. */
export function alreadyWaiting(entryId?: string) {
  return problem(
    409,
    'already_waiting',
    'They are on the waitlist for this already. Change that wish instead.',
    entryId ? { entryId } : {},
  )
}

/** Keeps with whom and where, as far as given. 422 for people or places that are not known. */
export async function keepChoices(ctx: Context, id: string, { practitionerIds, locationIds }: WishFields) {
  if (practitionerIds) await replaceLinks(ctx, id, { kind: 'practitioner', ids: practitionerIds })
  if (locationIds) await replaceLinks(ctx, id, { kind: 'location', ids: locationIds })
}

async function replaceLinks(
  ctx: Context,
  id: string,
  { kind, ids }: { kind: 'practitioner' | 'location'; ids: readonly string[] },
) {
  const [table, column] = [sql.table(`waitlist_entry_${kind}`), sql.ref(`${kind}_id`)]
  await sql`delete from ${table} where practice_id = ${ctx.practiceId} and entry_id = ${id}`.execute(ctx.db)
  if (ids.length === 0) return
  const { rows } = await sql`insert into ${table} (practice_id, entry_id, ${column})
    select ${ctx.practiceId}, ${id}, x.id from ${kind === 'practitioner' ? sql`staff` : sql`location`} x
    where x.practice_id = ${ctx.practiceId} and x.id = any(${[...new Set(ids)]}::uuid[]) returning 1`.execute(
    ctx.db,
  )
  if (rows.length < new Set(ids).size) throw invalid(`${kind}Ids`, `One of these is not known (any more).`)
}
