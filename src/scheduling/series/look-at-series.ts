import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import type { Choice } from '../booking/choose-practitioner.ts'
import type { Candidate } from '../booking/plan-visit.ts'
import { refuseByService } from '../booking/refusals.ts'
import type { BookingWish } from '../booking/wish.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { readDiaryAt } from '../together/diary-at.ts'
import type { Looked } from '../together/look.ts'
import { look, whoCould } from '../together/look.ts'
import type { Occurrence } from './recurrence.ts'
import { expandSeries } from './recurrence.ts'

/** A series somebody would like. */
export interface SeriesWish {
  /** null: for a look before anybody is named. */
  clientId: string | null
  serviceId: string
  /** Left out: one practitioner for all, who is free most often. */
  practitionerId?: string | null | undefined
  locationId?: string | null | undefined
  roomId?: string | null | undefined
  durationMinutes?: number | null | undefined
  priceMinor?: number | null | undefined
  mode?: Mode | undefined
  notes?: string | null | undefined
  episodeId?: string | null | undefined
  rule: string
  /** Wall clock 'YYYY-MM-DDTHH:MM' of the location. */
  start: string
  rows?: RowChoice[] | undefined
  /** Whose terms hold; left out: the desk's. */
  by?: BookingWish['by']
  source?: BookingWish['source']
  /** Visits that stand in nobody's way. */
  except?: ReadonlySet<string>
}

/** What becomes of one date; dates that are not named are booked as the rule says. */
export interface RowChoice {
  wall: string
  choice: 'book' | 'skip' | 'move' | 'force'
  startsAt?: Date | undefined
  reason?: string | undefined
}

/** One date of a series, looked at in the diary; `looked` is null where the clocks skip the time or the row is left out. */
export interface SeriesRow {
  occurrence: Occurrence
  choice: RowChoice | null
  looked: Looked | null
}

export interface LookedSeries {
  zone: string
  rules: DiaryRows
  rows: SeriesRow[]
  practitionerId: string | null
  chosenBecause: Choice | null
}

/** Expands the rule and asks every rule of the diary for every date, with the choices made so far: one look for all. */
export async function lookAtSeries(ctx: Context, wish: SeriesWish): Promise<LookedSeries> {
  const zone = await zoneOf(ctx, wish.locationId ?? null)
  const occurrences = expandSeries({ ...wish, zone })
  const choices = choicesOf(wish, occurrences)
  const rows = occurrences.map((occurrence) => {
    const choice = choices.get(occurrence.wall) ?? null
    return { occurrence, choice, startsAt: startOf(occurrence, choice) }
  })
  const diary = await readDiaryAt(ctx, {
    serviceId: wish.serviceId,
    practitionerId: wish.practitionerId ?? null,
    locationId: wish.locationId ?? null,
    clientId: wish.clientId,
    duration: wish.durationMinutes ?? null,
    zone,
    ...(wish.except ? { except: wish.except } : {}),
    times: rows.flatMap(({ startsAt }) => startsAt ?? []),
  })
  const { rows: _rows, rule: _rule, start: _start, except: _except, ...plain } = wish
  const wishAt = (startsAt: Date, choice: RowChoice | null): BookingWish => ({
    ...plain,
    startsAt,
    source: wish.source ?? 'series',
    by: wish.by ?? 'staff',
    knowingly: choice?.choice === 'force' ? { reason: choice.reason! } : null,
  })
  refuseByService(diary.rules, wishAt(ctx.now, null))
  const times = rows.flatMap(({ startsAt, choice }) => (startsAt ? [{ startsAt, choice }] : []))
  const { practitionerId, because } = wish.practitionerId
    ? { practitionerId: wish.practitionerId, because: null }
    : freeMostOften(
        times.map(({ startsAt, choice }) => {
          const read = diary.around(startsAt)
          const anybody = { ...wishAt(startsAt, choice), practitionerId: null }
          return {
            could: whoCould(ctx, read, anybody),
            candidates: () => look(ctx, read, anybody).candidates,
          }
        }),
      )
  const looked = rows.map(({ occurrence, choice, startsAt }) => ({
    occurrence,
    choice,
    looked: startsAt && look(ctx, diary.around(startsAt), { ...wishAt(startsAt, choice), practitionerId }),
  }))
  return { zone, rules: diary.rules, rows: looked, practitionerId, chosenBecause: because }
}

/** The zone of the location, else of the practice. */
export async function zoneOf(ctx: Context, locationId: string | null): Promise<string> {
  if (!locationId) return (await ctx.practice()).zone
  const { rows } = await sql<{ zone: string }>`select zone from location
    where practice_id = ${ctx.practiceId} and id = ${locationId} and archived_at is null`.execute(ctx.db)
  if (!rows[0]) throw notFound('This location')
  return rows[0].zone
}

function choicesOf({ rows = [] }: SeriesWish, occurrences: readonly Occurrence[]): Map<string, RowChoice> {
  const known = new Set(occurrences.map(({ wall }) => wall))
  rows.forEach(({ wall, choice, startsAt, reason }, index) => {
    if (!known.has(wall))
      throw invalid(`rows.${index}.wall`, `${wall} is no date of this series. Look at it again.`)
    if (choice === 'move' && !startsAt) throw invalid(`rows.${index}.startsAt`, 'Say to which time it moves.')
    if (choice === 'force' && !reason)
      throw invalid(`rows.${index}.reason`, 'Say why the rule may be broken.')
  })
  return new Map(rows.map((row) => [row.wall, row]))
}

function startOf({ instant }: Occurrence, choice: RowChoice | null): Date | null {
  if (choice?.choice === 'skip') return null
  return choice?.choice === 'move' ? choice.startsAt! : instant
}

/** Who is free at one date. */
interface FreeOn {
  could: readonly string[]
  /** The same people, the best first. */
  candidates: () => readonly Candidate[]
}

/** A series stays with one practitioner: who is free on most of its dates; of equals, whom the first date would choose. */
function freeMostOften(dates: readonly FreeOn[]): { practitionerId: string | null; because: Choice | null } {
  const found = new Map<string, { free: number; because: Choice | null }>()
  for (const { could, candidates } of dates) {
    // Their order matters where somebody appears for the first time; a year of dates has few of these.
    if (could.some((id) => !found.has(id))) {
      for (const { practitionerId, chosenBecause } of candidates())
        if (!found.has(practitionerId)) found.set(practitionerId, { free: 0, because: chosenBecause })
    }
    for (const id of could) found.get(id)!.free += 1
  }
  const best = [...found].sort(([, a], [, b]) => b.free - a.free)[0]
  return { practitionerId: best?.[0] ?? null, because: best?.[1].because ?? null }
}
