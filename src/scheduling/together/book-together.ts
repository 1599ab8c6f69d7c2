import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { instantToWall } from '../../platform/time/index.ts'
import { recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { auditOf } from '../booking/book-appointment.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { takeTime, takingsOf } from '../booking/occupancy.ts'
import type { Taking } from '../booking/occupancy.ts'
import { visitOf } from '../booking/visit-of.ts'
import { readDiaryAt } from './diary-at.ts'
import { refuseRows } from './refuse-rows.ts'
import type { Looked } from './look.ts'

/** A visit that is to be booked with others. */
export interface Asked {
  /** How the caller knows it; a refusal names it. */
  key: string
  looked: Looked
  /** It may stand beside what it cannot take, with this reason; the caller has checked the permission. */
  force: string | null
}

interface Planned {
  asked: Asked
  visit: Visit
  unitIds: string[]
  /** Other rooms that were free, if somebody takes the first. */
  otherRooms: string[]
}

/**
 * Books all visits or none, through the same gate as a single one: the rules were asked, one sorted insert takes all
 * time, and the occupancy constraints decide between those who got this far at once. 409 `rows_taken` names the rows
 * that were lost, each with its rules and the nearest free times.
 */
export async function bookTogether(ctx: Context, rows: readonly Asked[]): Promise<Visit[]> {
  refuseRows(
    ctx,
    rows.filter(
      ({ looked, force }) => looked.candidates.length === 0 || (!force && looked.reasons.length > 0),
    ),
  )
  await clearHoldsIn(ctx, { ...rows[0]!.looked.diary, busy: rows.flatMap(({ looked }) => looked.diary.busy) })
  const planned = rows.map((asked) => planOf(ctx, asked))
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
    recordVisit(ctx, 'appointment.booked', visit, {
      data: { isNewClient: visit.is_first, together: { nth: index + 1, of: visits.length } },
      after: auditOf(visit),
    }),
  )
  return visits
}

/** Somebody was faster: the free times are read again, as they are without us. */
async function refuseLost(ctx: Context, lost: readonly Asked[]) {
  if (lost.length === 0) return
  await sql`rollback to savepoint together`.execute(ctx.db)
  refuseRows(ctx, await Promise.all(lost.map((asked) => lookedAgain(ctx, asked))), 'taken')
}

async function lookedAgain(ctx: Context, asked: Asked): Promise<Asked> {
  const { wish, diary } = asked.looked
  const zone = diary.locations[0]!.zone
  const { serviceId, practitionerId = null, locationId = null, clientId, startsAt, durationMinutes } = wish
  const ask = { serviceId, practitionerId, locationId, clientId, duration: durationMinutes ?? null }
  const again = await readDiaryAt(ctx, { ...ask, zone, times: [startsAt] })
  return { ...asked, looked: { ...asked.looked, diary: again.around(wish.startsAt) } }
}

/** A person is in one place at a time, also within one set. */
function refuseOverlaps(planned: readonly Planned[]) {
  const sorted = planned.filter(({ asked }) => !asked.force).map(({ visit }) => visit)
  sorted.sort((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
  const clash = sorted.find((visit, at) => at > 0 && visit.starts_at < sorted[at - 1]!.ends_at)
  if (clash) {
    const when = instantToWall(clash.starts_at, clash.zone).replace('T', ' ')
    throw invalid('rows', `Two of these visits overlap (${when}). Move one of them.`)
  }
}

function planOf(ctx: Context, asked: Asked): Planned {
  const { wish, diary, candidates } = asked.looked
  const candidate = candidates[0]!
  const visit = visitOf(
    ctx,
    { wish, diary, candidates },
    {
      candidate,
      id: ctx.newId(),
      fields: { state: 'booked', booked_at: ctx.now },
    },
  )
  return { asked, visit, unitIds: candidate.unitIds, otherRooms: candidate.roomIds.slice(1) }
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

/** Takes all time in one sorted insert; answers the visits that did not get all they need, nor another free room. */
async function takeAll(ctx: Context, planned: readonly Planned[]): Promise<Planned[]> {
  const lost = await takeTime(
    ctx,
    planned.flatMap(({ visit, unitIds }) => takingsOf(visit, unitIds)),
  )
  const losers = planned.filter(({ visit }) => lost.some((each) => each.appointment_id === visit.id))
  const still: Planned[] = []
  for (const one of losers) {
    const takings = lost.filter((each) => each.appointment_id === one.visit.id)
    if (!(await foundRoom(ctx, one, takings))) still.push(one)
  }
  return still
}

/** When only the room is gone, the next one that was free. */
async function foundRoom(ctx: Context, { visit, otherRooms, asked }: Planned, lost: readonly Taking[]) {
  if (lost.some((each) => each.resource_kind !== 'room')) return false
  for (const roomId of otherRooms) {
    const left = await takeTime(ctx, [{ ...lost[0]!, resource_id: roomId }])
    if (left.length > 0) continue
    visit.room_id = roomId
    visit.room_name = asked.looked.diary.rooms.find((each) => each.id === roomId)?.name ?? null
    await sql`update appointment set room_id = ${roomId} where practice_id = ${ctx.practiceId} and id = ${visit.id}`.execute(
      ctx.db,
    )
    return true
  }
  return false
}

async function keepReasons(ctx: Context, visits: readonly Visit[]) {
  for (const { id, overlap_reason } of visits) {
    await sql`update appointment set overlap_reason = ${overlap_reason} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  }
}
