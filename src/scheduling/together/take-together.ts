import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { instantToWall } from '../../platform/time/index.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { takeTime, takingsOf } from '../booking/occupancy.ts'
import type { Taking } from '../booking/occupancy.ts'
import { readDiaryAt } from './diary-at.ts'
import type { Looked } from './look.ts'
import { refuseRows } from './refuse-rows.ts'

/** A visit that is to be booked with others. */
export interface Asked {
  /** How the caller knows it; a refusal names it. */
  key: string
  looked: Looked
  /** It may stand beside what it cannot take, with this reason; the caller has checked the permission. */
  force: string | null
}

export interface Planned {
  asked: Asked
  visit: Visit
  unitIds: string[]
  /** Other rooms that were free, if somebody takes the first. */
  otherRooms: string[]
}

/** The rules forbid it, and nobody breaks them knowingly. */
export function cannotBe({ looked, force }: Asked): boolean {
  return looked.candidates.length === 0 || (!force && looked.reasons.length > 0)
}

/** Takes all time in one sorted insert; answers the visits that did not get all they need, nor another free room. */
export async function takeAll(ctx: Context, planned: readonly Planned[]): Promise<Planned[]> {
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

/** A person is in one place at a time, also within one set. */
export function refuseOverlaps(planned: readonly Planned[]) {
  const sorted = planned.filter(({ asked }) => !asked.force).map(({ visit }) => visit)
  sorted.sort((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
  const clash = sorted.find((visit, at) => at > 0 && visit.starts_at < sorted[at - 1]!.ends_at)
  if (clash) {
    const when = instantToWall(clash.starts_at, clash.zone).replace('T', ' ')
    throw invalid('rows', `Two of these visits overlap (${when}). Move one of them.`)
  }
}

/** Somebody was faster: back to the savepoint `together`; the free times are read again, as they are without us. */
export async function refuseLost(ctx: Context, lost: readonly Asked[], except?: ReadonlySet<string>) {
  if (lost.length === 0) return
  await sql`rollback to savepoint together`.execute(ctx.db)
  refuseRows(ctx, await Promise.all(lost.map((asked) => lookedAgain(ctx, asked, except))), 'taken')
}

async function lookedAgain(
  ctx: Context,
  asked: Asked,
  except: ReadonlySet<string> = new Set(),
): Promise<Asked> {
  const { wish, diary } = asked.looked
  const zone = diary.locations[0]!.zone
  const { serviceId, practitionerId = null, locationId = null, clientId, startsAt, durationMinutes } = wish
  const ask = { serviceId, practitionerId, locationId, clientId, duration: durationMinutes ?? null }
  const again = await readDiaryAt(ctx, { ...ask, zone, except, times: [startsAt] })
  return { ...asked, looked: { ...asked.looked, diary: again.around(wish.startsAt) } }
}
