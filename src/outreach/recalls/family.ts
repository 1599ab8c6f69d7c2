import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Recall } from './recall.ts'
import { todayOf } from './recall.ts'

const OF_AGE = 18

/** Who hears of a client's recall: the client, or whoever may book for them. */
interface Receiver {
  clientId: string
  receiverId: string
  contactId: string | null
  /** Of mail or telephone; who shares one is a family. Null: nobody can be reached. */
  address: string | null
}

/** Recalls that go into one message. */
export interface Household {
  receiverId: string
  /** The mailbox that may open the link to book; null without mail. */
  contactId: string | null
  recalls: Recall[]
}

/** Puts together what one mailbox or telephone is told: children with who books for them, and all who share an address. */
export async function groupByHousehold(ctx: Context, recalls: readonly Recall[]): Promise<Household[]> {
  const receivers = await findReceivers(ctx, [...new Set(recalls.map(({ clientId }) => clientId))])
  const byAddress = new Map<string, Household>()
  for (const recall of recalls) {
    const receiver = receivers.get(recall.clientId)
    if (!receiver) continue
    const key = receiver.address ?? `nobody ${receiver.receiverId}`
    const household = byAddress.get(key) ?? {
      receiverId: receiver.receiverId,
      contactId: receiver.contactId,
      recalls: [],
    }
    // The message speaks to who is meant themselves, before who only shares the address.
    household.recalls.push(recall)
    byAddress.set(key, household)
  }
  return [...byAddress.values()]
}

async function findReceivers(ctx: Context, clientIds: readonly string[]): Promise<Map<string, Receiver>> {
  const today = await todayOf(ctx)
  const { rows } = await sql<Receiver>`
    select c.id as "clientId", coalesce(other.id, c.id) as "receiverId",
      case when other.id is null then own.id else other.contact_id end as "contactId",
      case when other.id is null then own.value else other.value end as address
    from client c
    left join lateral (${contactOf(ctx, sql.raw('c.id'))}) own on true
    left join lateral (
      select p.id, p.born_on, q.value, q.id as contact_id from relationship r
      join client p on p.practice_id = r.practice_id and p.id = r.client_id and p.archived_at is null
      join lateral (${contactOf(ctx, sql.raw('p.id'))}) q on true
      where r.practice_id = ${ctx.practiceId} and r.related_client_id = c.id and r.may_book
        and (own.value is null or age(${today}::date, c.born_on) < make_interval(years => ${OF_AGE}))
      order by r.created_at, p.id limit 1) other on true
    where c.practice_id = ${ctx.practiceId} and c.id = any(${[...clientIds]})`.execute(ctx.db)
  return new Map(rows.map((row) => [row.clientId, row]))
}

/** The address a client is reached by: mail before telephone, the preferred one first. */
function contactOf(ctx: Context, client: ReturnType<typeof sql.raw>) {
  return sql`select case when k.kind = 'email' then k.id end as id, k.value from contact_point k
    where k.practice_id = ${ctx.practiceId} and k.client_id = ${client} order by k.kind, k.is_preferred desc, k.created_at, k.id limit 1`
}
