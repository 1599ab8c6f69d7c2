import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'

/** A matter of a client; 422 when it is somebody else's or there is none. */
export async function findEpisodeOf(
  ctx: Context,
  { id, clientId }: { id: string; clientId: string },
): Promise<{ id: string; title: string }> {
  const { rows } = await sql<{
    id: string
    title: string
  }>`select id, title from episode where practice_id = ${ctx.practiceId} and id = ${id} and client_id = ${clientId}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw invalid('episodeId', 'This matter is not one of this client.')
  return rows[0]
}

/** The open matters of a client, the newest first. */
export async function listEpisodesOf(ctx: Context, clientId: string) {
  const { rows } = await sql<{
    id: string
    title: string
  }>`select id, title from episode where practice_id = ${ctx.practiceId} and client_id = ${clientId} and closed_on is null
    order by opened_on desc, id desc limit 100`.execute(ctx.db)
  return rows
}
