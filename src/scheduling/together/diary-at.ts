import { CompiledQuery } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import type { PackedBusy } from '../times/busy-rows.ts'
import { unpackBusy } from '../times/busy-rows.ts'
import type { DiaryAsk } from '../times/diary.ts'
import { readDiary } from '../times/diary.ts'
import { BUSY_IN_WINDOWS } from '../times/diary-queries.ts'
import type { BusyRow, DiaryRows } from '../times/diary-rows.ts'

/** The diary of many days at once. */
export interface DiaryAt {
  /** The rules of the whole span; `busy` holds nothing that counts. */
  rules: DiaryRows
  /** The diary around the local day of a time; only of days that were asked for. */
  around(startsAt: Date): DiaryRows
}

export interface DiaryAtAsk extends Omit<DiaryAsk, 'from' | 'to' | 'rulesTo' | 'except'> {
  zone: string
  times: readonly Date[]
  /** Visits that are about to be changed: they stand in nobody's way. */
  except?: ReadonlySet<string>
  /** How many days before and after each time are read, too. */
  reach?: number
}

const DAY = 86_400_000

/**
 * Reads the diary around many times: two statements, however many times there are, and only of the days that count
 * (a year of Mondays does not read the Thursdays).
 */
export async function readDiaryAt(ctx: Context, ask: DiaryAtAsk): Promise<DiaryAt> {
  const { zone, times, except = new Set(), reach = 1 } = ask
  const days = [...new Set(times.map((time) => localDay(time, zone)))].sort()
  const first = days[0] ?? localDay(ctx.now, zone)
  const from = startOfLocalDay(addLocalDays(first, -reach), zone)
  const rulesTo = new Date(startOfLocalDay(days.at(-1) ?? first, zone).getTime() + (reach + 1) * DAY)
  const rules = await readDiary(ctx, { ...ask, except: null, from, to: from, rulesTo })
  const windows = days.map((day) => ({
    from: startOfLocalDay(addLocalDays(day, -reach), zone),
    to: startOfLocalDay(addLocalDays(day, reach + 1), zone),
  }))
  const busy = await readWindows(ctx, rules, { windows, clientId: ask.clientId ?? null })
  const counts = (row: BusyRow) => !except.has(row[5])
  const byDay = new Map(days.map((day, at) => [day, { ...rules, busy: busy[at]!.filter(counts) }]))
  return { rules: { ...rules, busy: [] }, around: (startsAt) => byDay.get(localDay(startsAt, zone))! }
}

async function readWindows(
  ctx: Context,
  { practitioners, assistants, rooms, units }: DiaryRows,
  { windows, clientId }: { windows: { from: Date; to: Date }[]; clientId: string | null },
): Promise<BusyRow[][]> {
  const things = [...rooms.filter((room) => room.fits), ...units]
  const ids = [...new Set([...practitioners, ...assistants, ...things].map((each) => each.id))]
  const { rows } = await ctx.db.executeQuery<{ busy: PackedBusy }>(
    CompiledQuery.raw(BUSY_IN_WINDOWS, [
      ctx.practiceId,
      clientId ? [...ids, clientId] : ids,
      windows.map((each) => each.from),
      windows.map((each) => each.to),
      ctx.now,
    ]),
  )
  return rows.map((row) => unpackBusy(row.busy))
}
