import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { readAgain, readOnce } from '../../platform/operation/once.ts'
import { addLocalDays, instantToWall, localDay, wallToInstant } from '../../platform/time/index.ts'
import type { Channel, Purpose } from '../channels/purposes.ts'

/** Wall-clock times 'HH:MM'; from 21:00 until 08:00 spans midnight, the same time twice is never. */
export interface Quiet {
  from: string
  until: string
}

export interface QuietLine extends Quiet {
  channel: Channel | null
  purpose: Purpose | null
}

const NEVER: Quiet = { from: '00:00', until: '00:00' }
const NIGHT: Quiet = { from: '21:00', until: '08:00' }

/** What is quiet when the practice says nothing: nights, but for what belongs to a visit or a bill just now. */
export const USUAL_QUIET: readonly QuietLine[] = [
  { channel: null, purpose: null, ...NIGHT },
  { channel: null, purpose: 'care', ...NEVER },
  { channel: 'email', purpose: 'billing', ...NEVER },
]

const KEY = 'quiet_hours'

/** The practice's lines, or the usual ones. */
export function listQuietHours(ctx: Context): Promise<readonly QuietLine[]> {
  return readOnce(ctx, KEY, () => readQuietHours(ctx))
}

/** Quiet hours were changed in this transaction. */
export const quietHoursChanged = (ctx: Context) => readAgain(ctx, KEY)

async function readQuietHours(ctx: Context): Promise<readonly QuietLine[]> {
  const { rows } = await sql<QuietLine>`select channel, purpose, to_char(quiet_from, 'HH24:MI') as from,
      to_char(quiet_until, 'HH24:MI') as until from quiet_hours where practice_id = ${ctx.practiceId}
    order by purpose nulls first, channel nulls first`.execute(ctx.db)
  return rows.length > 0 ? rows : USUAL_QUIET
}

/** The hours that count for a message: a line for its purpose goes before one for its channel, both before the general. */
export function quietFor(lines: readonly QuietLine[], channel: Channel, purpose: Purpose): Quiet {
  const weight = (line: QuietLine) => (line.purpose ? 2 : 0) + (line.channel ? 1 : 0)
  const [best] = lines
    .filter((line) => [null, channel].includes(line.channel) && [null, purpose].includes(line.purpose))
    .sort((a, b) => weight(b) - weight(a))
  return best ?? NEVER
}

/** Whether clocks in the zone show a quiet time at the instant. */
export function isQuiet(instant: Date, zone: string, { from, until }: Quiet): boolean {
  if (from === until) return false
  const time = instantToWall(instant, zone).slice(11, 16)
  return from < until ? time >= from && time < until : time >= from || time < until
}

const STEP_MS = 5 * 60_000

/**
 * The same instant, or the end of the quiet hours it falls into. Where a clock change skips that end, the first time
 * after the jump; where it repeats it, the end that lies ahead.
 */
export function afterQuietHours(instant: Date, zone: string, quiet: Quiet): Date {
  if (!isQuiet(instant, zone, quiet)) return instant
  const spansMidnight = quiet.from > quiet.until
  const time = instantToWall(instant, zone).slice(11, 16)
  const today = localDay(instant, zone)
  const day = spansMidnight && time >= quiet.from ? addLocalDays(today, 1) : today
  let end = wallToInstant(`${day}T${quiet.until}`, zone, { disambiguation: 'compatible' })
  // A repeated hour: the first of the two ends may be over already.
  while (end <= instant || isQuiet(end, zone, quiet)) end = new Date(end.getTime() + STEP_MS)
  return end
}

/** The same instant, or `evening` (wall time) of the day before the quiet hours: for what must not come too late. */
export function beforeQuietHours(instant: Date, zone: string, quiet: Quiet): Date {
  if (!isQuiet(instant, zone, quiet)) return instant
  const time = instantToWall(instant, zone).slice(11, 16)
  const today = localDay(instant, zone)
  const day = quiet.from > quiet.until && time < quiet.until ? addLocalDays(today, -1) : today
  const begin = wallToInstant(`${day}T${quiet.from}`, zone, { disambiguation: 'compatible' })
  const hourBefore = new Date(begin.getTime() - 60 * 60_000)
  return isQuiet(hourBefore, zone, quiet) || hourBefore > instant ? instant : hourBefore
}
