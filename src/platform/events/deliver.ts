import { sql } from 'kysely'
import { job } from '../jobs/jobs.ts'
import type { Context } from '../operation/context.ts'
import { inPractice } from '../operation/gate.ts'
import { DELIVERY } from '../operation/recorder.ts'
import type { HappenedEvent, Subscriber } from './subscribers.ts'

/** The job that hands one event to one subscriber, in a transaction of its own. */
export function deliveryJob(subscribers: readonly Subscriber[]) {
  const byName = new Map(subscribers.map((each) => [each.name, each]))
  return job({
    kind: DELIVERY,
    run: async (house, { practiceId, payload }) => {
      const listener = byName.get(String(payload.subscriber))
      // A subscriber that no longer exists has nothing to do.
      if (!listener) return
      const actor = { kind: 'system', name: listener.name } as const
      const cause = { eventId: String(payload.eventId), depth: Number(payload.depth ?? 0) }
      await inPractice(house, { practiceId, actor, name: listener.name, cause }, async (ctx) => {
        await listener.run(ctx, await findEvent(ctx, String(payload.eventId)))
      })
    },
  })
}

/** Queues the events of a time span for one subscriber again (a new automation, or one that was mended). */
export async function replayEvents(
  ctx: Context,
  listener: Subscriber,
  span: { from: Date; to: Date },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from event
    where practice_id = ${ctx.practiceId} and name = any(${[...listener.on]}) and at >= ${span.from} and at < ${span.to} order by id`.execute(
    ctx.db,
  )
  for (const { id } of rows)
    ctx.later(DELIVERY, { eventId: id, subscriber: listener.name }, { key: `${id} ${listener.name}` })
  return rows.length
}

/** An event of the thread by its id. */
export async function findEvent(ctx: Context, id: string): Promise<HappenedEvent> {
  const { rows } =
    await sql<EventRow>`select * from event where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  const row = rows[0]
  if (!row) throw new Error(`The event ${id} is gone.`)
  return eventOf(row)
}

/** A row of the table as subscribers get it. */
export function eventOf(row: EventRow): HappenedEvent {
  return {
    id: row.id,
    name: row.name,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    clientId: row.client_id,
    data: row.data,
    at: row.at,
    actorKind: row.actor_kind,
    depth: row.cause_depth ?? 0,
  }
}

export interface EventRow {
  id: string
  name: string
  subject_type: string
  subject_id: string
  client_id: string | null
  data: Record<string, unknown>
  at: Date
  actor_kind: string
  cause_depth: number | null
}
