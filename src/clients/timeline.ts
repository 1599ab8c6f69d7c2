import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../platform/operation/shapes.ts'

const connected = new WeakMap<object, Record<string, string>>()

/** Tells which permission each kind of subject needs: the same as for live updates. Called once when the house is put together. */
export function connectTimeline(house: { services: object }, topics: Record<string, string>) {
  connected.set(house.services, topics)
}

export interface TimelineEntry {
  id: string
  name: string
  subjectType: string
  subjectId: string
  data: Record<string, unknown>
  actorKind: string
  actorName: string
  at: Date
}

/** What happened to a client, the latest first: only subjects this actor may see, and none that nobody declared. */
export async function readTimeline(
  ctx: Context,
  clientId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const topics = connected.get(ctx.services) ?? {}
  const visible = Object.keys(topics).filter((type) => ctx.can(topics[type]!))
  const [before] = cursor ? valuesOfCursor(cursor, 1) : [null]
  const older = cursor ? sql`and id < ${before}::uuid` : sql``
  const { rows } =
    await sql<TimelineEntry>`select id, name, subject_type as "subjectType", subject_id as "subjectId", data,
      actor_kind as "actorKind", actor_name as "actorName", at
    from event where practice_id = ${ctx.practiceId} and client_id = ${clientId} and subject_type = any(${visible}) ${older}
    order by id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.id])
}
