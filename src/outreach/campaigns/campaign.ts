import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { Campaign } from './shapes.ts'

const COLUMNS =
  sql.raw(`id, name, kind, purpose, starts_with as "startsWith", segment, goal, again, steps, per_minute as "perMinute",
  state, created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt", row_version as "rowVersion"`)

/** Every campaign, those that run first. */
export async function listCampaigns(ctx: Context): Promise<Campaign[]> {
  const { rows } = await sql<Campaign>`select ${COLUMNS} from campaign where practice_id = ${ctx.practiceId}
    order by array_position(array['active', 'paused', 'draft', 'ended'], state), created_at desc, id desc limit 500`.execute(
    ctx.db,
  )
  return rows
}

export async function findCampaign(ctx: Context, id: string): Promise<Campaign> {
  const { rows } =
    await sql<Campaign>`select ${COLUMNS} from campaign where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This campaign')
  return rows[0]
}
