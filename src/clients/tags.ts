import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { findClient } from './client.ts'
import { foldText } from './search-key.ts'

/** A client's tags in order of their letters, as they were typed. */
export async function listTags(ctx: Context, clientId: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`select tag from client_tag
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} order by tag_key`.execute(ctx.db)
  return rows.map(({ tag }) => tag)
}

/** Every tag of the practice with how many clients have it, the most used first. */
export async function countTags(ctx: Context): Promise<{ tag: string; count: number }[]> {
  const { rows } = await sql<{
    tag: string
    count: number
  }>`select min(tag) as tag, count(*) as count from client_tag
    where practice_id = ${ctx.practiceId} group by tag_key order by count(*) desc, tag_key limit 500`.execute(
    ctx.db,
  )
  return rows.map(({ tag, count }) => ({ tag, count: Number(count) }))
}

/** Puts a tag on a client; false when it was there. Capitals make no difference. */
export async function addTag(ctx: Context, clientId: string, tag: string): Promise<boolean> {
  await findClient(ctx, clientId)
  const { rows } =
    await sql`insert into client_tag (practice_id, id, client_id, tag, tag_key, added_at, added_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${clientId}, ${tag}, ${foldText(tag)}, ${ctx.now}, ${ctx.actor.name})
    on conflict on constraint client_tag_once do nothing returning 1`.execute(ctx.db)
  if (rows.length > 0)
    ctx.record('client.tag_added', { subject: ['client', clientId], clientId, data: { tag } })
  return rows.length > 0
}

/** Takes a tag off a client; false when it was not there. */
export async function removeTag(ctx: Context, clientId: string, tag: string): Promise<boolean> {
  await findClient(ctx, clientId)
  const { rows } = await sql`delete from client_tag
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} and tag_key = ${foldText(tag)} returning 1`.execute(
    ctx.db,
  )
  if (rows.length > 0)
    ctx.record('client.tag_removed', { subject: ['client', clientId], clientId, data: { tag } })
  return rows.length > 0
}
