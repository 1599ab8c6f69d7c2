import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { State } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'

export type ChangeKind = 'booked' | 'changed' | 'cancelled'

/** What one step did to one visit: how it was (null: the step made it), and its version afterwards. */
export interface ChangedVisit {
  id: string
  /** Its version before the step; 0 where the step made it. */
  from: number
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
  state: State
  overlapReason: string | null
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
    overlapReason: visit.overlap_reason,
  }
}

/** Keeps what a step changed, so that it can be taken back. */
export async function keepChange(
  ctx: Context,
  { subjectId, kind, visits }: { subjectId: string; kind: ChangeKind; visits: readonly ChangedVisit[] },
) {
  await sql`insert into visits_change (practice_id, id, subject_id, kind, visits, changed_at, changed_by, nth)
    select ${ctx.practiceId}::uuid, ${ctx.newId()}::uuid, ${subjectId}::uuid, ${kind}, ${JSON.stringify(visits)}::jsonb, ${ctx.now}::timestamptz, ${ctx.actor.name},
      coalesce(max(nth), 0) + 1 from visits_change where practice_id = ${ctx.practiceId} and subject_id = ${subjectId}`.execute(
    ctx.db,
  )
}

/** The same for visits that a step has just made. */
export async function keepBooked(ctx: Context, subjectId: string, visits: readonly Visit[]) {
  const made = visits.map((visit) => ({ id: visit.id, from: 0, rowVersion: visit.row_version, before: null }))
  await keepChange(ctx, { subjectId, kind: 'booked', visits: made })
}

/** The step that would be taken back, as callers see it. */
export async function presentLastChange(ctx: Context, subjectId: string) {
  const last = await lastChangeIfAny(ctx, subjectId)
  return last && { kind: last.kind, at: last.changed_at, by: last.changed_by, visits: last.visits.length }
}

/** The last step that has not been taken back. */
export async function lastChangeIfAny(ctx: Context, subjectId: string): Promise<Change | null> {
  const { rows } = await sql<Change>`select id, kind, visits, changed_at, changed_by from visits_change
    where practice_id = ${ctx.practiceId} and subject_id = ${subjectId} and undone_at is null
    order by nth desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

/**
 * Notes that a step was taken back. To the steps before it the visits are now as they were then: they may be taken back
 * in turn, unless somebody else changed a visit in between.
 */
export async function noteUndone(
  ctx: Context,
  undone: Change,
  { subjectId, visits: now }: { subjectId: string; visits: readonly Visit[] },
) {
  await sql`update visits_change set undone_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${undone.id}`.execute(
    ctx.db,
  )
  const { rows: earlier } = await sql<Pick<Change, 'id' | 'visits'>>`select id, visits from visits_change
    where practice_id = ${ctx.practiceId} and subject_id = ${subjectId} and undone_at is null`.execute(ctx.db)
  const before = new Map(undone.visits.map(({ id, from }) => [id, from]))
  const after = new Map(now.map(({ id, row_version }) => [id, row_version]))
  for (const { id, visits } of earlier) {
    const carried = visits.map((each) =>
      before.get(each.id) === each.rowVersion ? { ...each, rowVersion: after.get(each.id)! } : each,
    )
    await sql`update visits_change set visits = ${JSON.stringify(carried)}::jsonb where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  }
}
