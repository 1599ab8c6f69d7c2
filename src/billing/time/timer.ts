import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { addEntry } from './entry.ts'
import { findEpisodeOf } from './episode.ts'

export const TimerView = z.object({
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  episodeId: Id.nullable(),
  narrative: z.string(),
  /** What ran until now, pauses left out. */
  seconds: z.int(),
  /** The clock shows `seconds` as of then, and goes on from there while it runs. */
  asOf: Instant,
  isRunning: z.boolean(),
  startedAt: Instant,
})

interface Row {
  client_id: string | null
  given_name: string | null
  family_name: string | null
  episode_id: string | null
  narrative: string
  seconds_before: number
  running_since: Date | null
  started_at: Date
}

export interface TimerWish {
  clientId: string | null
  episodeId: string | null
  narrative: string
}

/** Who has a clock: a person who is signed in. */
function ownStaffId(ctx: Context): string {
  if (ctx.actor.kind !== 'staff') throw invalid('staffId', 'A clock belongs to a person who is signed in.')
  return ctx.actor.staffId
}

const secondsOf = (ctx: Context, row: Pick<Row, 'seconds_before' | 'running_since'>) =>
  row.seconds_before +
  (row.running_since ? Math.max(Math.floor((ctx.now.getTime() - row.running_since.getTime()) / 1_000), 0) : 0)

/** The clock of whoever acts; null: none runs. It lives here, not in a browser: a reload or another device shows the same. */
export async function viewTimerIfAny(ctx: Context): Promise<z.input<typeof TimerView> | null> {
  const { rows } =
    await sql<Row>`select t.*, c.given_name, c.family_name from running_timer t left join client c on c.practice_id = t.practice_id and c.id = t.client_id
    where t.practice_id = ${ctx.practiceId} and t.staff_id = ${ownStaffId(ctx)}`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  return {
    clientId: row.client_id,
    clientName: row.client_id
      ? clientName({ given_name: row.given_name!, family_name: row.family_name! })
      : null,
    episodeId: row.episode_id,
    narrative: row.narrative,
    seconds: secondsOf(ctx, row),
    asOf: ctx.now,
    isRunning: row.running_since !== null,
    startedAt: row.started_at,
  }
}

/** Starts the clock. 409 `timer_running`: a person has one. */
export async function startTimer(ctx: Context, wish: TimerWish) {
  await checkWish(ctx, wish)
  const { rows } =
    await sql`insert into running_timer (practice_id, staff_id, client_id, episode_id, narrative, seconds_before, running_since, started_at)
    values (${ctx.practiceId}, ${ownStaffId(ctx)}, ${wish.clientId}, ${wish.episodeId}, ${wish.narrative}, 0, ${ctx.now}, ${ctx.now})
    on conflict (practice_id, staff_id) do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0)
    throw problem(409, 'timer_running', 'Your clock runs already. Stop it first, or go on with it.')
  ctx.record('time.timer_changed', { subject: ['staff', ownStaffId(ctx)] })
}

async function checkWish(ctx: Context, wish: TimerWish) {
  if (wish.clientId) await findClient(ctx, wish.clientId)
  if (!wish.episodeId) return
  if (!wish.clientId) throw invalid('clientId', 'Choose whose matter it is.')
  await findEpisodeOf(ctx, { id: wish.episodeId, clientId: wish.clientId })
}

/** Changes what the clock is for, lets it pause or go on. 404 when none is there. */
export async function changeTimer(
  ctx: Context,
  wish: Partial<TimerWish> & { isRunning?: boolean | undefined },
) {
  const row = await lockTimer(ctx)
  const next = {
    clientId: wish.clientId === undefined ? row.client_id : wish.clientId,
    episodeId: wish.episodeId === undefined ? row.episode_id : wish.episodeId,
    narrative: wish.narrative ?? row.narrative,
  }
  await checkWish(ctx, next)
  const runs = wish.isRunning ?? row.running_since !== null
  const isSame = runs === (row.running_since !== null)
  const seconds = isSame ? row.seconds_before : secondsOf(ctx, row)
  const since = isSame ? row.running_since : runs ? ctx.now : null
  await sql`update running_timer set client_id = ${next.clientId}, episode_id = ${next.episodeId}, narrative = ${next.narrative},
      seconds_before = ${seconds}, running_since = ${since} where practice_id = ${ctx.practiceId} and staff_id = ${ownStaffId(ctx)}`.execute(
    ctx.db,
  )
  ctx.record('time.timer_changed', { subject: ['staff', ownStaffId(ctx)] })
}

async function lockTimer(ctx: Context): Promise<Row> {
  const { rows } =
    await sql<Row>`select * from running_timer where practice_id = ${ctx.practiceId} and staff_id = ${ownStaffId(ctx)} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('A running clock')
  return rows[0]
}

/** Stops the clock and writes its time, started minutes counted whole; it stays when something is missing. Answers the entry. */
export async function stopTimer(ctx: Context, wish: { isBillable: boolean }): Promise<string> {
  const row = await lockTimer(ctx)
  if (!row.client_id) throw invalid('clientId', 'Say for whom this time is.')
  if (row.narrative.trim() === '') throw invalid('narrative', 'Say what was done.')
  const id = await addEntry(ctx, {
    staffId: ownStaffId(ctx),
    clientId: row.client_id,
    episodeId: row.episode_id,
    workedOn: localDay(row.started_at, (await ctx.practice()).zone),
    // A clock that was forgotten overnight is not a day of work, but that is for its owner to put right.
    minutes: Math.min(Math.max(Math.ceil(secondsOf(ctx, row) / 60), 1), 1_440),
    narrative: row.narrative,
    isBillable: wish.isBillable,
  })
  await discardTimer(ctx)
  return id
}

/** Throws the clock away without an entry. */
export async function discardTimer(ctx: Context) {
  await sql`delete from running_timer where practice_id = ${ctx.practiceId} and staff_id = ${ownStaffId(ctx)}`.execute(
    ctx.db,
  )
  ctx.record('time.timer_changed', { subject: ['staff', ownStaffId(ctx)] })
}
