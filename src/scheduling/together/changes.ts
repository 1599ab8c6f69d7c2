import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Visit } from '../appointment/visit-row.ts'

export type ChangeKind = 'booked' | 'changed' | 'cancelled'

/** What one step did to one visit: how it was (null: the step made it), and its version afterwards. */
export interface ChangedVisit {
  id: string
  rowVersion: number
  before: VisitBefore | null
}

/** What a step may change of a visit, with instants as ISO text. */
export interface VisitBefore {
  serviceId: string
  practitionerId: string | null
  locationId: string
  roomId: string | null
  startsAt: string
  endsAt: string
  priceMinor: number
  state: string
}

export interface Change {
  id: string
  kind: ChangeKind
  visits: ChangedVisit[]
  changed_at: Date
  changed_by: string
}

export function beforeOf(visit: Visit): VisitBefore {
  return {
    serviceId: visit.service_id,
    practitionerId: visit.practitioner_id,
    locationId: visit.location_id,
    roomId: visit.room_id,
    startsAt: visit.starts_at.toISOString(),
    endsAt: visit.ends_at.toISOString(),
    priceMinor: visit.price_minor,
    state: visit.state,
  }
}

/** Keeps what a step changed, so that it can be taken back. */
export async function keepChange(
  ctx: Context,
  { subjectId, kind, visits }: { subjectId: string; kind: ChangeKind; visits: readonly ChangedVisit[] },
) {
  await sql`insert into visits_change (practice_id, id, subject_id, kind, visits, changed_at, changed_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${subjectId}, ${kind}, ${JSON.stringify(visits)}::jsonb, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
}

/** The last step that has not been taken back. */
export async function lastChangeIfAny(ctx: Context, subjectId: string): Promise<Change | null> {
  const { rows } = await sql<Change>`select id, kind, visits, changed_at, changed_by from visits_change
    where practice_id = ${ctx.practiceId} and subject_id = ${subjectId} and undone_at is null
    order by changed_at desc, id desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

export async function noteUndone(ctx: Context, changeId: string) {
  await sql`update visits_change set undone_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${changeId}`.execute(
    ctx.db,
  )
}
