import type { Context } from '../../platform/operation/context.ts'
import { freeSlots } from '../availability/slots.ts'
import { readDiary } from '../times/diary.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { searchesOf } from '../times/search.ts'
import type { Entry } from './entry.ts'

/** A practitioner's time that is (or may be) free. `holdId`: what the practice keeps there for whoever is asked. */
export interface Gap {
  practitionerId: string
  locationId: string
  startsAt: Date
  endsAt: Date
  zone: string
  holdId?: string | null
}

type Wish = Pick<Entry, 'service_id' | 'duration_minutes' | 'mode'>

export interface Starts {
  /** When a visit like that could begin, the one that begins with the freed time first. */
  startsOf(wish: Wish): Date[]
  /** How long it would take with this practitioner; null: they do not offer it. */
  minutesOf(wish: Wish): number | null
}

const MINUTE = 60_000

/**
 * When visits could begin so that at least half of each lies in the freed time: on the grid of their service, and at
 * the very start of the freed time. One look into the diary for each service, length and way, however many people wait.
 */
export async function findStarts(ctx: Context, gap: Gap, wishes: readonly Wish[]): Promise<Starts> {
  const found = new Map<string, { starts: Date[]; minutes: number } | null>()
  for (const wish of wishes) {
    if (!found.has(keyOf(wish))) found.set(keyOf(wish), await startsFor(ctx, gap, wish))
  }
  return {
    startsOf: (wish) => found.get(keyOf(wish))?.starts ?? [],
    minutesOf: (wish) => found.get(keyOf(wish))?.minutes ?? null,
  }
}

function keyOf({ service_id, duration_minutes, mode }: Wish): string {
  return `${service_id} ${duration_minutes ?? ''} ${mode}`
}

async function startsFor(ctx: Context, gap: Gap, wish: Wish) {
  const from = new Date(gap.startsAt.getTime() - 12 * 60 * MINUTE)
  const diary = await readDiary(ctx, {
    serviceId: wish.service_id,
    practitionerId: gap.practitionerId,
    locationId: gap.locationId,
    from,
    to: gap.endsAt,
    duration: wish.duration_minutes,
    except: gap.holdId ?? null,
  })
  const who = diary.practitioners[0]
  if (!who || diary.service.archived_at || !diary.service.modes.includes(wish.mode)) return null
  const minutes = wish.duration_minutes ?? who.duration_minutes ?? diary.service.duration_minutes
  const ask = { diary, wish, from: new Date(gap.startsAt.getTime() - minutes * MINUTE), to: gap.endsAt }
  const exact = { ...ask, from: gap.startsAt, to: new Date(gap.startsAt.getTime() + MINUTE), slotInterval: 1 }
  const starts = [...slotsIn(ctx, exact), ...slotsIn(ctx, ask)].filter((start) =>
    halfLiesIn(gap, start, minutes),
  )
  const distance = (start: number) => Math.abs(start - gap.startsAt.getTime())
  return {
    minutes,
    starts: [...new Set(starts)].sort((a, b) => distance(a) - distance(b) || a - b).map((at) => new Date(at)),
  }
}

function slotsIn(
  ctx: Context,
  {
    diary,
    wish,
    slotInterval,
    ...window
  }: { diary: DiaryRows; wish: Wish; from: Date; to: Date; slotInterval?: number },
): number[] {
  const searches = searchesOf(diary, {
    now: ctx.now,
    ...window,
    by: 'staff',
    duration: wish.duration_minutes,
    mode: wish.mode,
    ...(slotInterval ? { slotInterval } : {}),
  })
  return searches.flatMap((search) => freeSlots(search, 200)).map((slot) => slot.startsAt.getTime())
}

function halfLiesIn({ startsAt, endsAt }: Gap, start: number, minutes: number): boolean {
  const end = start + minutes * MINUTE
  const inside = Math.min(end, endsAt.getTime()) - Math.max(start, startsAt.getTime())
  return inside * 2 >= minutes * MINUTE
}
