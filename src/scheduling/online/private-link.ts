import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { MESSAGES } from '../booking/refusals.ts'

/**
 * Services by private link are booked by whoever has the link, and by nobody else; 422 not_offered says no more than of a
 * service that does not exist. Visits that are booked are moved by their own link.
 */
export async function refuseUnlisted(
  ctx: Context,
  serviceIds: readonly string[],
  link: string | null | undefined,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from service where practice_id = ${ctx.practiceId}
    and id = any(${[...serviceIds]}::uuid[]) and link_only and link_key is distinct from ${link ?? null} limit 1`.execute(
    ctx.db,
  )
  if (rows.length > 0) throw problem(422, 'not_offered', MESSAGES.not_offered)
}
