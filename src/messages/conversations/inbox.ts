import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'

export interface ConversationRow {
  id: string
  client_id: string
  client_name: string
  state: 'open' | 'waiting' | 'closed'
  assigned_to: string | null
  assigned_name: string | null
  snoozed_until: Date | null
  unread: number
  asked_at: Date | null
  last_at: Date
  last_text: string
  last_direction: 'in' | 'out'
  last_channel: string
}

export interface InboxFilter {
  /** `todo`: open and not snoozed; `snoozed`: until later. */
  view: 'todo' | 'waiting' | 'snoozed' | 'closed' | 'all'
  whose: 'all' | 'mine' | 'nobody'
  unread?: boolean | undefined
  limit: number
  cursor?: string | undefined
}

const COLUMNS = sql`v.*, coalesce(c.preferred_name, c.given_name) || ' ' || c.family_name as client_name,
  (select s.name from staff s where s.practice_id = v.practice_id and s.id = v.assigned_to) as assigned_name`

/** Threads of clients that the caller may see, the newest first. */
export async function listConversations(ctx: Context, filter: InboxFilter) {
  const after = filter.cursor ? valuesOfCursor(filter.cursor, 2) : null
  const where = [
    ...conditions(ctx, filter),
    ...(after ? [sql`(v.last_at, v.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ]
  const { rows } = await sql<ConversationRow>`select ${COLUMNS} from conversation v
    join client c on c.practice_id = v.practice_id and c.id = v.client_id
    where ${sql.join(where, sql` and `)} order by v.last_at desc, v.id desc limit ${filter.limit + 1}`.execute(
    ctx.db,
  )
  return toPage(rows, filter.limit, (row) => [row.last_at.toISOString(), row.id])
}

function conditions(ctx: Context, { view, whose, unread }: InboxFilter) {
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null
  const isAwake = sql`(v.snoozed_until is null or v.snoozed_until <= ${ctx.now})`
  return [
    sql`v.practice_id = ${ctx.practiceId}`,
    seesClient(ctx, sql.ref('v.client_id')),
    ...(view === 'todo' ? [sql`v.state = 'open' and ${isAwake}`] : []),
    ...(view === 'snoozed' ? [sql`v.snoozed_until > ${ctx.now}`] : []),
    ...(view === 'waiting' || view === 'closed' ? [sql`v.state = ${view}`] : []),
    ...(whose === 'mine' ? [sql`v.assigned_to = ${staffId}`] : []),
    ...(whose === 'nobody' ? [sql`v.assigned_to is null`] : []),
    ...(unread ? [sql`v.unread > 0`] : []),
  ]
}

/** How many threads each view of the inbox holds; what nobody answered counts as to do. */
export async function countConversations(ctx: Context) {
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null
  const isTodo = sql`v.state = 'open' and (v.snoozed_until is null or v.snoozed_until <= ${ctx.now})`
  const { rows } = await sql<
    Record<'todo' | 'mine' | 'nobody' | 'unread' | 'snoozed' | 'unmatched', number>
  >`select
      count(*) filter (where ${isTodo})::int as todo,
      count(*) filter (where ${isTodo} and v.assigned_to = ${staffId})::int as mine,
      count(*) filter (where ${isTodo} and v.assigned_to is null)::int as nobody,
      count(*) filter (where v.unread > 0)::int as unread,
      count(*) filter (where v.snoozed_until > ${ctx.now})::int as snoozed,
      (select count(*)::int from inbound_message i where i.practice_id = ${ctx.practiceId} and i.client_id is null
        and i.dismissed_at is null and i.kind = 'message') as unmatched
    from conversation v where v.practice_id = ${ctx.practiceId} and (v.state = 'open' or v.unread > 0 or v.snoozed_until is not null)
      and ${seesClient(ctx, sql.ref('v.client_id'))}`.execute(ctx.db)
  return rows[0]!
}

/** One thread; 404 when there is none or its client may not be seen. `lock`: for a change. */
export async function findConversation(
  ctx: Context,
  id: string,
  { lock }: { lock?: boolean } = {},
): Promise<ConversationRow> {
  const { rows } = await sql<ConversationRow>`select ${COLUMNS} from conversation v
    join client c on c.practice_id = v.practice_id and c.id = v.client_id
    where v.practice_id = ${ctx.practiceId} and v.id = ${id} and ${seesClient(ctx, sql.ref('v.client_id'))}
    ${lock ? sql`for update of v` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This conversation')
  return rows[0]
}
