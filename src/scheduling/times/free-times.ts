import type { Context } from '../../platform/operation/context.ts'
import type { Mode } from '../appointment/states.ts'
import { freeSlots } from '../availability/slots.ts'
import type { Slot } from '../availability/slots.ts'
import { readBusy, readDiary } from './diary.ts'
import type { DiaryRows } from './diary-rows.ts'
import { searchesOf } from './search.ts'
import type { Terms } from './search.ts'

export interface FreeTimesAsk {
  serviceId: string
  /** null: anybody who offers it. */
  practitionerId?: string | null
  locationId?: string | null
  /** The client's own visits are kept free of, too. */
  clientId?: string | null
  from: Date
  /** How far to look, in days of 24 hours. */
  days: number
  /** The first so many; left out: all. */
  limit?: number | undefined
  by: Terms['by']
  mode?: Mode | undefined
  duration?: number | null
  except?: string | null
  /** Each start once, whoever has it. */
  onePerStart?: boolean
}

export interface FreeTimes {
  slots: Slot[]
  diary: DiaryRows
}

const DAY = 86_400_000

/**
 * The next free times for a service, earliest first. When only the first few are wanted, the diary is read 1, 2, 4 …
 * days at a time until there are enough, because most searches end on the first day.
 */
export async function findFreeTimes(ctx: Context, ask: FreeTimesAsk): Promise<FreeTimes> {
  const end = new Date(ask.from.getTime() + ask.days * DAY)
  const limit = ask.limit ?? Infinity
  let from = ask.from
  let days = ask.limit === undefined ? ask.days : 1
  let diary: DiaryRows | null = null
  const slots: Slot[] = []
  while (from < end && slots.length < limit) {
    const to = new Date(Math.min(from.getTime() + days * DAY, end.getTime()))
    diary = diary
      ? await readBusy(ctx, diary, { ...ask, from, to })
      : await readDiary(ctx, { ...ask, duration: ask.duration ?? null, from, to, rulesTo: end })
    if (diary.service.archived_at || (ask.by === 'client' && !diary.service.bookable_online)) break
    slots.push(...slotsIn(ctx, diary, { ask, from, to, limit: limit - slots.length }))
    from = to
    days *= 2
  }
  diary ??= await readDiary(ctx, { ...ask, duration: null, from: ask.from, to: ask.from })
  return { slots, diary }
}

function slotsIn(
  ctx: Context,
  diary: DiaryRows,
  { ask, from, to, limit }: { ask: FreeTimesAsk; from: Date; to: Date; limit: number },
): Slot[] {
  const { by, mode, duration = null, clientId = null, onePerStart = false } = ask
  const searches = searchesOf(diary, {
    now: ctx.now,
    from,
    to,
    by,
    duration,
    clientId,
    onlineOnly: by === 'client',
    ...(mode ? { mode } : {}),
  })
  const found = searches.map((search) => freeSlots({ ...search, onePerStart }, limit))
  if (found.length === 1) return found[0]!
  return found
    .flat()
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, limit)
}
