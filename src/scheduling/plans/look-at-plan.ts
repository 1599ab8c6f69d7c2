import type { Context } from '../../platform/operation/context.ts'
import {
  instantToWall,
  localDayNumber,
  startOfLocalDay,
  toOffsetIso,
  weekdayOfNumber,
} from '../../platform/time/index.ts'
import type { Slot } from '../availability/slots.ts'
import { zoneOf } from '../series/look-at-series.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { findFreeTimes } from '../times/free-times.ts'
import type { PlanConditions, PlanTime } from './search-plan.ts'
import { searchPlan } from './search-plan.ts'

/** So many visits under these conditions. */
export interface PlanWish {
  /** null: before anybody is named. */
  clientId: string | null
  serviceId: string
  practitionerId?: string | null | undefined
  locationId?: string | null | undefined
  durationMinutes?: number | null | undefined
  visits: number
  /** 'YYYY-MM-DD' */
  from: string
  minGapDays: number
  maxGapDays?: number | null | undefined
  perWeek?: number | null | undefined
  samePractitioner: boolean
  weekdays?: number[] | null | undefined
  dayPart?: DayPart | null | undefined
  sameTime: boolean
}

export type DayPart = 'morning' | 'afternoon' | 'evening'

const BETWEEN = {
  morning: { from: 0, to: 720 },
  afternoon: { from: 720, to: 1020 },
  evening: { from: 1020, to: 1440 },
} as const satisfies Record<DayPart, { from: number; to: number }>

interface FreeTime extends PlanTime {
  slot: Slot
}

/** A way to have the visits; `kind` says which condition it gives up ('as_wished': none). */
export interface PlanOption {
  kind: OptionKind
  of: number
  times: { startsAt: string; endsAt: string; wall: string; practitionerId: string; locationId: string }[]
  practitioners: { id: string; name: string }[]
  /** Weekdays and parts of the day that were not wished for, as far as it uses them. */
  weekdays: number[]
  dayParts: DayPart[]
}

export type OptionKind =
  | 'as_wished'
  | 'other_times'
  | 'other_weekdays'
  | 'other_times_and_weekdays'
  | 'other_practitioner'
  | 'several_practitioners'
  | 'closer'
  | 'any'

/** The plan as wished, and, when not all visits fit, the smallest things to give up for more of them; the fullest first. */
export async function lookAtPlan(
  ctx: Context,
  wish: PlanWish,
): Promise<{ zone: string; options: PlanOption[] }> {
  const zone = await zoneOf(ctx, wish.locationId ?? null)
  const { times, diary } = await freeTimesFor(ctx, wish, zone)
  const options: PlanOption[] = []
  for (const { kind, change, others } of variantsOf(wish)) {
    if (options[0]?.times.length === wish.visits) break
    const asked = { ...wish, ...change }
    const mine = others
      ? times
      : times.filter((each) => !wish.practitionerId || each.practitionerId === wish.practitionerId)
    const { times: found } = searchPlan(mine, conditionsOf(asked), {
      sameTime: wish.sameTime,
      practitioners: knownTo(wish, diary),
    })
    // Giving something up must be worth it; "anything" is only said when nothing smaller is enough.
    const isWorthIt = found.length > (options[0]?.times.length ?? -1)
    const isEnough = options.some(({ times: each }) => each.length === wish.visits)
    if (isWorthIt && !(kind === 'any' && isEnough)) options.push(optionOf(kind, found, { wish, diary, zone }))
  }
  return { zone, options: ordered(options) }
}

/** What might be given up, the smallest thing first. */
function variantsOf(wish: PlanWish) {
  const variants: { kind: OptionKind; change: Partial<PlanWish>; others?: boolean }[] = [
    { kind: 'as_wished', change: {} },
  ]
  if (wish.dayPart) variants.push({ kind: 'other_times', change: { dayPart: null } })
  if (wish.weekdays) variants.push({ kind: 'other_weekdays', change: { weekdays: null } })
  if (wish.practitionerId) variants.push({ kind: 'other_practitioner', change: {}, others: true })
  if (wish.samePractitioner) {
    variants.push({ kind: 'several_practitioners', change: { samePractitioner: false }, others: true })
  }
  if (wish.dayPart && wish.weekdays) {
    variants.push({ kind: 'other_times_and_weekdays', change: { dayPart: null, weekdays: null } })
  }
  if (wish.minGapDays > 1) variants.push({ kind: 'closer', change: { minGapDays: wish.minGapDays - 1 } })
  const any = { dayPart: null, weekdays: null, samePractitioner: false }
  return [...variants, { kind: 'any' as const, change: any, others: true }]
}

function conditionsOf({
  visits,
  minGapDays,
  maxGapDays = null,
  perWeek = null,
  samePractitioner,
  weekdays = null,
  dayPart,
}: PlanWish): PlanConditions {
  return {
    visits,
    minGapDays,
    maxGapDays,
    perWeek,
    samePractitioner,
    weekdays,
    between: dayPart ? BETWEEN[dayPart] : null,
  }
}

/** Whom the client knows comes first. */
function knownTo({ practitionerId }: PlanWish, { client }: DiaryRows): string[] {
  return [practitionerId, client?.usual_practitioner_id, client?.last?.practitioner_id].filter(
    (id) => id !== null && id !== undefined,
  )
}

const WEEK = 7
const MOST_DAYS = 300

/** As far ahead as the visits need at their pace, and half as far again. */
async function freeTimesFor(ctx: Context, wish: PlanWish, zone: string) {
  const pace = Math.max(wish.minGapDays, wish.perWeek ? WEEK / wish.perWeek : 1)
  const days = Math.min(MOST_DAYS, Math.ceil(wish.visits * pace * 1.5) + 2 * WEEK)
  const begins = startOfLocalDay(wish.from, zone)
  const { slots, diary } = await findFreeTimes(ctx, {
    serviceId: wish.serviceId,
    // Others are asked, too: the plan may only fit with one of them.
    practitionerId: null,
    locationId: wish.locationId ?? null,
    clientId: wish.clientId,
    from: begins < ctx.now ? ctx.now : begins,
    days,
    by: 'staff',
    duration: wish.durationMinutes ?? null,
  })
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  const times = slots.map((slot): FreeTime => {
    const at = zones.get(slot.locationId) ?? zone
    const wall = instantToWall(slot.startsAt, at)
    const minute = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16))
    return { day: localDayNumber(slot.startsAt, at), minute, practitionerId: slot.practitionerId, slot }
  })
  return { times, diary }
}

function optionOf(
  kind: OptionKind,
  times: readonly FreeTime[],
  { wish, diary, zone }: { wish: PlanWish; diary: DiaryRows; zone: string },
): PlanOption {
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  const ids = new Set(times.map((each) => each.practitionerId))
  const weekdays = new Set(times.map(({ day }) => weekdayOfNumber(day) as number))
  const parts = new Set(times.map(({ minute }) => partOf(minute)))
  return {
    kind,
    of: wish.visits,
    times: times.map(({ slot }) => {
      const at = zones.get(slot.locationId) ?? zone
      return {
        startsAt: toOffsetIso(slot.startsAt, at),
        endsAt: toOffsetIso(slot.endsAt, at),
        wall: instantToWall(slot.startsAt, at),
        practitionerId: slot.practitionerId,
        locationId: slot.locationId,
      }
    }),
    practitioners: diary.practitioners.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name })),
    weekdays: wish.weekdays ? [...weekdays].filter((day) => !wish.weekdays!.includes(day)).sort() : [],
    dayParts: wish.dayPart ? [...parts].filter((part) => part !== wish.dayPart) : [],
  }
}

function partOf(minute: number): DayPart {
  return minute < 720 ? 'morning' : minute < 1020 ? 'afternoon' : 'evening'
}

/** As wished comes first when it is whole; else whatever has the most visits, the smaller sacrifice before the greater. */
function ordered(options: PlanOption[]): PlanOption[] {
  return options.toSorted((a, b) => b.times.length - a.times.length).slice(0, 4)
}
