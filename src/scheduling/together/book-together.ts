import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { auditOf } from '../booking/book-appointment.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { keepTheWay } from '../booking/keep-the-way.ts'
import { visitOf } from '../booking/visit-of.ts'
import { refuseRows } from './refuse-rows.ts'
import type { Asked, Planned } from './take-together.ts'
import { cannotBe, refuseLost, refuseOverlaps, takeAll } from './take-together.ts'

/** What the visits become, and the event that each leaves. */
export interface BookedAs {
  event: 'appointment.booked' | 'appointment.held'
  fields: Partial<Visit>
}

/**
 * Books all visits or none, through the same gate as a single one: the rules were asked, one sorted insert takes all
 * time, and the occupancy constraints decide between those who got this far at once. 409 `rows_taken` names the rows
 * that were lost, each with its rules and the nearest free times.
 */
export async function bookTogether(
  ctx: Context,
  rows: readonly Asked[],
  { event, fields }: BookedAs = {
    event: 'appointment.booked',
    fields: { state: 'booked', booked_at: ctx.now },
  },
): Promise<Visit[]> {
  refuseGroups(rows)
  refuseRows(ctx, rows.filter(cannotBe))
  await clearHoldsIn(ctx, { ...rows[0]!.looked.diary, busy: rows.flatMap(({ looked }) => looked.diary.busy) })
  await refuseUnreachable(ctx, rows)
  const planned = rows.map((asked) => planOf(ctx, asked, fields))
  noteFirst(planned)
  refuseOverlaps(planned)
  await sql`savepoint together`.execute(ctx.db)
  await insertAll(
    ctx,
    planned.map(({ visit }) => visit),
  )
  const lost = await takeAll(ctx, planned)
  await refuseLost(
    ctx,
    lost.filter(({ asked }) => !asked.force).map(({ asked }) => asked),
  )
  for (const { visit, asked } of lost) visit.overlap_reason = asked.force
  await keepReasons(
    ctx,
    lost.map(({ visit }) => visit),
  )
  const visits = planned.map(({ visit }) => visit)
  visits.forEach((visit, index) =>
    recordVisit(ctx, event, visit, {
      data: { isNewClient: visit.is_first, together: { nth: index + 1, of: visits.length } },
      after: auditOf(visit),
    }),
  )
  return visits
}

/** Where ways between places count, what others booked meanwhile is looked at once more. */
async function refuseUnreachable(ctx: Context, rows: readonly Asked[]) {
  const lost: Asked[] = []
  for (const asked of rows) {
    const left = await keepTheWay(ctx, asked.looked, asked.looked.candidates)
    if (left.length === 0) lost.push(asked)
  }
  refuseRows(ctx, lost, 'taken')
}

function planOf(ctx: Context, asked: Asked, fields: Partial<Visit>): Planned {
  const { wish, diary, candidates } = asked.looked
  const candidate = candidates[0]!
  const visit = visitOf(ctx, { wish, diary, candidates }, { candidate, id: ctx.newId(), fields })
  return { asked, visit, candidate }
}

// A seat is counted in its session, which this insert knows nothing of.
function refuseGroups(rows: readonly Asked[]) {
  if (rows.some(({ looked }) => looked.diary.service.capacity > 1))
    throw invalid(
      'serviceId',
      'This service is given in groups. Book a seat in each of its sessions instead.',
    )
}

/** Of a new client's visits only the earliest is the first. */
function noteFirst(planned: readonly Planned[]) {
  const first = planned.map(({ visit }) => visit).reduce((a, b) => (b.starts_at < a.starts_at ? b : a))
  for (const { visit } of planned) visit.is_first &&= visit === first
}

async function insertAll(ctx: Context, visits: readonly Visit[]) {
  await sql`insert into appointment select * from jsonb_populate_recordset(null::appointment, ${JSON.stringify(visits)}::jsonb)`.execute(
    ctx.db,
  )
}

async function keepReasons(ctx: Context, visits: readonly Visit[]) {
  for (const { id, overlap_reason } of visits) {
    await sql`update appointment set overlap_reason = ${overlap_reason} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  }
}
