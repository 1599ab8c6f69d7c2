import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import type { Entry } from './entry.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS } from './entry.ts'
import type { Urgency } from './ranking.ts'

export interface EntryFilter {
  state: 'open' | 'waiting' | 'offered' | 'booked' | 'withdrawn' | 'expired' | 'all'
  clientId?: string | undefined
  serviceId?: string | undefined
  practitionerId?: string | undefined
  locationId?: string | undefined
  urgency?: Urgency | undefined
  replacesId?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Wishes, the urgent first, then whoever has waited longest; those of clients that this actor may see. */
export async function listEntries(ctx: Context, filter: EntryFilter) {
  const rank = sql`case e.urgency when 'urgent' then 0 when 'soon' then 1 else 2 end`
  const after = filter.cursor ? valuesOfCursor(filter.cursor, 3) : null
  const where = [
    sql`e.practice_id = ${ctx.practiceId}`,
    seesClient(ctx, sql.ref('e.client_id')),
    ...stateIs(filter.state),
    ...(filter.clientId ? [sql`e.client_id = ${filter.clientId}`] : []),
    ...(filter.serviceId ? [sql`e.service_id = ${filter.serviceId}`] : []),
    ...(filter.urgency ? [sql`e.urgency = ${filter.urgency}`] : []),
    ...(filter.replacesId ? [sql`e.replaces_id = ${filter.replacesId}`] : []),
    ...(filter.practitionerId ? [wouldTake('practitioner', filter.practitionerId)] : []),
    ...(filter.locationId ? [wouldTake('location', filter.locationId)] : []),
    ...(after
      ? [
          sql`(${rank}, e.waiting_since, e.id) > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)`,
        ]
      : []),
  ]
  const { rows } = await sql<
    Entry & { rank: number }
  >`select ${ENTRY_COLUMNS}, ${rank} as rank from waitlist_entry e ${ENTRY_JOINS}
    where ${sql.join(where, sql` and `)} order by rank, e.waiting_since, e.id limit ${filter.limit + 1}`.execute(
    ctx.db,
  )
  return toPage(rows, filter.limit, (row) => [row.rank, row.waiting_since.toISOString(), row.id])
}

function stateIs(state: EntryFilter['state']) {
  const offered = sql`exists (select from waitlist_offer o where o.practice_id = e.practice_id and o.entry_id = e.id and o.state = 'open')`
  if (state === 'all') return []
  if (state === 'open') return [sql`e.state = 'waiting'`]
  if (state === 'offered') return [sql`e.state = 'waiting' and ${offered}`]
  if (state === 'waiting') return [sql`e.state = 'waiting' and not ${offered}`]
  return [sql`e.state = ${state}`]
}

/** Named in the wish, or the wish names nobody. */
function wouldTake(kind: 'practitioner' | 'location', id: string) {
  const table = sql.table(`waitlist_entry_${kind}`)
  const of = sql`select from ${table} w where w.practice_id = e.practice_id and w.entry_id = e.id`
  return sql`(not exists (${of}) or exists (${of} and w.${sql.ref(`${kind}_id`)} = ${id}))`
}
