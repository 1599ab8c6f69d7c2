import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, instantToWall, readWall } from '../../platform/time/index.ts'
import { invalid } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { refuseByService } from '../booking/refusals.ts'
import type { BookingWish } from '../booking/wish.ts'
import { readDiaryAt } from './diary-at.ts'
import type { Looked } from './look.ts'
import { look } from './look.ts'

/** What is to be different for each of the visits; what is left out stays as it is. */
export interface ChangeWish {
  /** 'HH:MM' on the clock of the location; each visit keeps its day. */
  time?: string | undefined
  /** Days later (or, negative, earlier). */
  days?: number | undefined
  practitionerId?: string | undefined
  locationId?: string | undefined
  roomId?: string | undefined
  serviceId?: string | undefined
  durationMinutes?: number | undefined
}

/** What becomes of one visit; those that are not named get the change. */
export interface VisitChoice {
  id: string
  choice: 'book' | 'skip' | 'move' | 'force'
  startsAt?: Date | undefined
  reason?: string | undefined
}

/** A visit with what it would become; `looked` is null where the clocks skip the new time or the visit is left out. */
export interface ChangeRow {
  visit: Visit
  choice: VisitChoice | null
  wall: string
  looked: Looked | null
}

/** Asks all rules for what each visit would become; the visits do not stand in each other's way. */
export async function lookAtChanges(
  ctx: Context,
  visits: readonly Visit[],
  { change, rows = [] }: { change: ChangeWish; rows?: readonly VisitChoice[] | undefined },
): Promise<ChangeRow[]> {
  const choices = choicesOf(visits, rows)
  const asked = visits.map((visit) => {
    const choice = choices.get(visit.id) ?? null
    const wall = changedWall(visit, change)
    return { visit, choice, wall, startsAt: startOf(wall, { visit, choice }) }
  })
  const wishes = asked.flatMap(({ visit, startsAt, choice }) =>
    startsAt ? { visit, wish: changedWish(visit, { change, startsAt, choice }) } : [],
  )
  const looks = await lookAtWishes(ctx, wishes)
  return asked.map(({ visit, choice, wall }) => ({
    visit,
    choice,
    wall,
    looked: looks.get(visit.id) ?? null,
  }))
}

/** Looks at wishes for visits that exist: one reading of the diary for each service and practitioner among them. */
export async function lookAtWishes(
  ctx: Context,
  rows: readonly { visit: Visit; wish: BookingWish }[],
): Promise<Map<string, Looked>> {
  const except = new Set(rows.map(({ visit }) => visit.id))
  const groups = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) {
    const key = `${row.wish.serviceId} ${row.wish.practitionerId}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const looks = new Map<string, Looked>()
  for (const group of groups.values()) {
    const { wish, visit } = group[0]!
    const diary = await readDiaryAt(ctx, {
      serviceId: wish.serviceId,
      practitionerId: wish.practitionerId ?? null,
      clientId: wish.clientId,
      duration: Math.max(...group.map((each) => each.wish.durationMinutes ?? 0)) || null,
      zone: visit.zone,
      times: group.map((each) => each.wish.startsAt),
      except,
    })
    refuseByService(diary.rules, wish)
    for (const each of group) looks.set(each.visit.id, look(ctx, diary.around(each.wish.startsAt), each.wish))
  }
  return looks
}

function choicesOf(visits: readonly Visit[], rows: readonly VisitChoice[]) {
  rows.forEach(({ id, choice, startsAt, reason }, index) => {
    if (!visits.some((visit) => visit.id === id))
      throw invalid(`rows.${index}.id`, 'This visit is not among those that change.')
    if (choice === 'move' && !startsAt) throw invalid(`rows.${index}.startsAt`, 'Say to which time it moves.')
    if (choice === 'force' && !reason)
      throw invalid(`rows.${index}.reason`, 'Say why the rule may be broken.')
  })
  return new Map(rows.map((row) => [row.id, row]))
}

function changedWall({ starts_at, zone }: Visit, { time, days = 0 }: ChangeWish): string {
  const wall = instantToWall(starts_at, zone)
  return `${addLocalDays(wall.slice(0, 10), days)}T${time ?? wall.slice(11)}`
}

function startOf(wall: string, { visit, choice }: { visit: Visit; choice: VisitChoice | null }): Date | null {
  if (choice?.choice === 'skip') return null
  if (choice?.choice === 'move') return choice.startsAt!
  // A time that stays is not read anew: of an hour shown twice it would become the first.
  if (wall === instantToWall(visit.starts_at, visit.zone)) return visit.starts_at
  const reading = readWall(wall, visit.zone)
  if (reading.kind === 'skipped') return null
  return reading.kind === 'once' ? reading.instant : reading.earlier
}

function changedWish(
  visit: Visit,
  { change, startsAt, choice }: { change: ChangeWish; startsAt: Date; choice: VisitChoice | null },
): BookingWish {
  const otherService = change.serviceId !== undefined && change.serviceId !== visit.service_id
  const minutes = (visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000
  return {
    serviceId: change.serviceId ?? visit.service_id,
    startsAt,
    practitionerId: change.practitionerId ?? visit.practitioner_id,
    // With another practitioner or on another day it goes where they work.
    locationId: change.locationId ?? (change.practitionerId || change.days ? null : visit.location_id),
    roomId: change.roomId ?? null,
    clientId: visit.client_id,
    durationMinutes: change.durationMinutes ?? (otherService ? null : minutes),
    mode: visit.mode,
    source: visit.source,
    by: 'staff',
    knowingly: choice?.choice === 'force' ? { reason: choice.reason! } : null,
  }
}
