import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { readAgain, readOnce } from '../../platform/operation/once.ts'
import type { BackTest } from './model/back-test.ts'
import type { NoShowModel } from './model/train.ts'

/** What was learned at one time. */
export interface Learned {
  id: string
  learnedAt: Date
  state: 'learned' | 'too_few'
  visits: number
  absences: number
  clients: number
  firstDay: string | null
  lastDay: string | null
  baseRate: number
  model: NoShowModel | null
  test: BackTest | null
}

/** About two months of nights: enough to see a change, little enough to keep. */
const KEPT = 60
const KEY = 'no_show_model'

/** What was learned last; null: nothing yet. */
export function latestLearnedIfAny(ctx: Context): Promise<Learned | null> {
  return readOnce(ctx, KEY, () => readLatest(ctx))
}

async function readLatest(ctx: Context): Promise<Learned | null> {
  const { rows } = await sql<
    Omit<Learned, 'baseRate'>
  >`select id, learned_at as "learnedAt", state, visits, absences, clients,
      first_day as "firstDay", last_day as "lastDay", model, test
    from no_show_model where practice_id = ${ctx.practiceId} order by learned_at desc, id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0] ? { ...rows[0], baseRate: baseRateOf(rows[0]) } : null
}

/** The share of absences; a practice without visits begins with what is usual: one of twenty, as if in ten visits. */
export function baseRateOf({ visits, absences }: { visits: number; absences: number }): number {
  return (absences + 0.5) / (visits + 10)
}

/** Keeps what was learned as the newest version; the oldest ones go. */
export async function keepLearned(
  ctx: Context,
  learned: Omit<Learned, 'id' | 'learnedAt' | 'baseRate'>,
): Promise<string> {
  const id = ctx.newId()
  const { state, visits, absences, clients, firstDay, lastDay, model, test } = learned
  await sql`insert into no_show_model (practice_id, id, learned_at, state, visits, absences, clients, first_day, last_day, model, test)
    values (${ctx.practiceId}, ${id}, ${ctx.now}, ${state}, ${visits}, ${absences}, ${clients}, ${firstDay}, ${lastDay},
      ${model ? JSON.stringify(model) : null}::jsonb, ${test ? JSON.stringify(test) : null}::jsonb)`.execute(
    ctx.db,
  )
  await sql`delete from no_show_model where practice_id = ${ctx.practiceId} and learned_at < (
    select learned_at from no_show_model where practice_id = ${ctx.practiceId} order by learned_at desc offset ${KEPT - 1} limit 1)`.execute(
    ctx.db,
  )
  readAgain(ctx, KEY)
  ctx.record('no_show_model.learned', {
    subject: ['no_show_model', id],
    data: { state, visits, absences, auc: test?.model.auc ?? null, brier: test?.model.brier ?? null },
  })
  return id
}
