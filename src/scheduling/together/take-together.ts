import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { instantToWall } from '../../platform/time/index.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { withoutLost } from '../booking/next-choice.ts'
import { takeTime, takingsOf } from '../booking/occupancy.ts'
import type { Taking } from '../booking/occupancy.ts'
import type { Candidate } from '../booking/plan-visit.ts'
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
  /** What it is to take up, with the other rooms, people and units that were free, if somebody takes the first. */
  candidate: Candidate
}

/** The rules forbid it, and nobody breaks them knowingly. */
export function cannotBe({ looked, force }: Asked): boolean {
  return looked.candidates.length === 0 || (!force && looked.reasons.length > 0)
}

/** Takes all time in one sorted insert; answers the visits that did not get all they need, nor another room, helper or unit that was free. */
export async function takeAll(ctx: Context, planned: readonly Planned[]): Promise<Planned[]> {
  const lost = await takeTime(
    ctx,
    planned.flatMap(({ visit, candidate }) => takingsOf(visit, candidate.unitIds)),
  )
  const losers = planned.filter(({ visit }) => lost.some((each) => each.appointment_id === visit.id))
  const still: Planned[] = []
  for (const one of losers) {
    const takings = lost.filter((each) => each.appointment_id === one.visit.id)
    if (!(await foundOthers(ctx, one, takings))) still.push(one)
  }
  return still
}

/** When only a room, a helper or a unit is gone, the next one that was free in its place. */
async function foundOthers(ctx: Context, one: Planned, lost: readonly Taking[]): Promise<boolean> {
  let before = one.candidate
  let missing = lost
  while (missing.length > 0) {
    const [next] = withoutLost(before, missing)
    if (!next) return false
    const instead = missing.map((each) => ({ ...each, resource_id: insteadOf(each, before, next) }))
    missing = await takeTime(ctx, instead)
    before = next
  }
  await keepOthers(ctx, one, before)
  return true
}

/** What stands in the place of a lost taking: the first that is left of its kind. */
function insteadOf({ resource_id, resource_kind }: Taking, before: Candidate, next: Candidate): string {
  if (resource_kind === 'room') return next.roomIds[0]!
  if (resource_kind === 'assistant') return next.assistantIds[0]!
  return next.freeUnits[before.freeUnits.findIndex((ids) => ids.includes(resource_id))]![0]!
}

async function keepOthers(ctx: Context, { visit, asked }: Planned, candidate: Candidate) {
  const { rooms, assistants, units } = asked.looked.diary
  const { id } = visit
  const named = (all: readonly { id: string; name: string }[], one: string | null) =>
    all.find((each) => each.id === one)?.name ?? null
  visit.room_id = visit.room_id && (candidate.roomIds[0] ?? null)
  visit.room_name = named(rooms, visit.room_id)
  visit.assistant_id = visit.assistant_id && (candidate.assistantIds[0] ?? null)
  visit.assistant_name = named(assistants, visit.assistant_id)
  visit.units = units
    .filter((unit) => candidate.unitIds.includes(unit.id))
    .map((unit) => ({ id: unit.id, name: unit.name }))
  await sql`update appointment set room_id = ${visit.room_id}, assistant_id = ${visit.assistant_id}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
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
