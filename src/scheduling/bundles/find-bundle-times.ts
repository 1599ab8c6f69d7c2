import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import { readBusy, readDiary } from '../times/diary.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import type { Terms } from '../times/search.ts'
import type { Chain } from './combine.ts'
import { combine } from './combine.ts'
import type { FoundPart } from './part-options.ts'
import { freeOptions, keepsLimits } from './part-options.ts'

/** One service of several in a row. */
export interface BundlePart {
  serviceId: string
  /** null or left out: anybody who offers it. */
  practitionerId?: string | null | undefined
  durationMinutes?: number | null | undefined
}

export interface BundleAsk {
  /** Two to five, in the order in which they are given. */
  parts: readonly BundlePart[]
  locationId?: string | null | undefined
  clientId?: string | null | undefined
  from: Date
  /** How far to look, in days of 24 hours. */
  days: number
  /** Minutes the client may wait between two parts; left out: 15. */
  maxGapMinutes?: number | undefined
  by: Terms['by']
  /** How all parts take place; left out: as each usually does. */
  mode?: Mode | undefined
  /** The first so many starts; left out: all. */
  limit?: number | undefined
  /** Visits that are about to be moved: they stand in nobody's way. */
  except?: ReadonlySet<string> | undefined
}

export interface BundleTimes {
  chains: Chain<FoundPart>[]
  /** One for each part. */
  diaries: DiaryRows[]
}

export const USUAL_GAP = 15

const DAY = 86_400_000
/** So long after the first part's start the last one may begin. */
const REACH = DAY / 2
/** Where the desk may choose any minute, the next service begins right after the one before. */
const STEP = 5

/**
 * The next times at which all services can be had in one coming, the earliest first: each part by the rules of a single
 * visit, and between the parts whatever people, rooms and equipment that two of them share keep free. Limits of days and
 * weeks count all parts. 422 for a service that is given in groups.
 */
export async function findBundleTimes(ctx: Context, ask: BundleAsk): Promise<BundleTimes> {
  const end = new Date(ask.from.getTime() + ask.days * DAY)
  const limit = ask.limit ?? Infinity
  const chains: Chain<FoundPart>[] = []
  let { from } = ask
  let days = ask.limit === undefined ? ask.days : 1
  let diaries: DiaryRows[] = []
  while (from < end && chains.length < limit) {
    const to = new Date(Math.min(from.getTime() + days * DAY, end.getTime()))
    diaries = await readDiaries(ctx, ask, { from, to, end, known: diaries })
    if (!diaries.every((diary) => isOffered(diary, ask.by))) break
    const parts = diaries.map((diary, nth) => optionsIn(ctx, diary, { ask, nth, from, to }))
    const found = combine(parts, {
      maxGap: ask.maxGapMinutes ?? USUAL_GAP,
      limit: limit - chains.length,
      accepts: (options) => keepsLimits(ctx, options),
    })
    chains.push(...found)
    from = to
    days *= 2
  }
  return { chains, diaries }
}

async function readDiaries(
  ctx: Context,
  { parts, locationId, clientId, except = new Set() }: BundleAsk,
  { from, to, end, known }: { from: Date; to: Date; end: Date; known: readonly DiaryRows[] },
): Promise<DiaryRows[]> {
  const diaries: DiaryRows[] = []
  for (const [nth, { serviceId, practitionerId, durationMinutes }] of parts.entries()) {
    const span = { from, to: later(to), clientId: clientId ?? null }
    const read = known[nth]
      ? await readBusy(ctx, known[nth], span)
      : await readDiary(ctx, {
          ...span,
          serviceId,
          practitionerId: practitionerId ?? null,
          locationId: locationId ?? null,
          duration: durationMinutes ?? null,
          rulesTo: later(end),
        })
    if (read.service.capacity > 1) throw inGroups(nth)
    diaries.push({ ...read, busy: read.busy.filter((row) => !except.has(row[5])) })
  }
  return diaries
}

/** A seat of a group is found among its sessions. */
export function inGroups(nth: number) {
  return invalid(
    `parts.${nth}.serviceId`,
    'This service is given in groups. Book a seat in one of its sessions instead.',
  )
}

function isOffered({ service }: DiaryRows, by: Terms['by']): boolean {
  return !service.archived_at && (by === 'staff' || service.bookable_online)
}

function optionsIn(
  ctx: Context,
  diary: DiaryRows,
  { ask, nth, from, to }: { ask: BundleAsk; nth: number; from: Date; to: Date },
): FoundPart[] {
  const { by, clientId = null, mode } = ask
  const duration = ask.parts[nth]!.durationMinutes ?? null
  const isFirst = nth === 0
  return freeOptions(diary, {
    terms: {
      now: ctx.now,
      from,
      to: isFirst ? to : later(to),
      by,
      duration,
      clientId,
      onlineOnly: by === 'client',
      ...(mode ? { mode } : {}),
      ...(by === 'staff' && !isFirst ? { slotInterval: STEP } : {}),
    },
    wish: {
      serviceId: ask.parts[nth]!.serviceId,
      clientId,
      durationMinutes: duration,
      source: by === 'client' ? 'online' : 'staff',
      ...(mode ? { mode } : {}),
      by,
    },
  })
}

function later(to: Date): Date {
  return new Date(to.getTime() + REACH)
}
