import { sql } from 'kysely'
import { seesClient } from '../../../clients/index.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { notFound } from '../../../platform/problem.ts'
import { READ_CHECK } from './check.ts'
import type { CoverCheck } from './check.ts'

/** A check that somebody has to look at, with the visit it matters for. */
export interface Concern extends CoverCheck {
  nextVisitAt: Date | null
}

/** The last check of each policy in force, where it says anything but "covered", until somebody has seen to it. */
export async function listConcerns(ctx: Context): Promise<Concern[]> {
  const { rows } = await sql<Concern>`with latest as (${READ_CHECK}
      where k.practice_id = ${ctx.practiceId} and k.settled_at is null and p.state in ('in_force', 'proposed')
        and (k.state = 'failed' or (k.state = 'answered' and (k.verdict <> 'active' or (k.statement ->> 'needsAuthorisation')::boolean)))
        and not exists (select from cover_check n where n.practice_id = k.practice_id and n.policy_id = k.policy_id and n.asked_at > k.asked_at)
        and ${seesClient(ctx, sql.ref('k.client_id'))})
    select latest.*, v.starts_at as "nextVisitAt" from latest
      left join lateral (select a.starts_at from appointment a where a.practice_id = ${ctx.practiceId} and a.client_id = latest."clientId"
        and a.starts_at > ${ctx.now} and a.state in ('booked', 'confirmed') order by a.starts_at limit 1) v on true
    order by v.starts_at nulls last, latest."askedAt" desc limit 300`.execute(ctx.db)
  return rows
}

/** A file that came and holds answers to nothing we asked, or could not be read. */
export interface StrayFile {
  id: string
  name: string
  receivedAt: Date
  matched: number
  unmatched: number
  faults: { code: string; segment: number; message: string }[]
}

export async function listStrayFiles(ctx: Context): Promise<StrayFile[]> {
  const { rows } =
    await sql<StrayFile>`select id, name, received_at as "receivedAt", matched, unmatched, faults from x12_inbound
    where practice_id = ${ctx.practiceId} and settled_at is null and (unmatched > 0 or (matched = 0 and faults <> '[]'::jsonb))
    order by received_at desc limit 100`.execute(ctx.db)
  return rows
}

export async function settleStrayFile(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql`update x12_inbound set settled_at = ${ctx.now}, settled_by = ${ctx.actor.name}
    where practice_id = ${ctx.practiceId} and id = ${id} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw notFound('This file')
  ctx.record('cover.file_settled', { subject: ['x12_inbound', id] })
}
