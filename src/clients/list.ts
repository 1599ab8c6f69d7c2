import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../platform/operation/shapes.ts'
import { visibleClients } from './access.ts'
import { searchPartsOf } from './search-key.ts'

export interface ClientOnList {
  id: string
  number: number
  givenName: string
  familyName: string
  preferredName: string | null
  bornOn: string | null
  email: string | null
  phone: string | null
  usualPractitionerId: string | null
  createdAt: Date
  archivedAt: Date | null
}

const contact = (
  kind: 'email' | 'phone',
) => sql`(select value from contact_point c where c.practice_id = client.practice_id
  and c.client_id = client.id and c.kind = ${kind} order by is_preferred desc, created_at, id limit 1)`

const columns = sql`client.id, client.number, client.given_name as "givenName", client.family_name as "familyName",
  client.preferred_name as "preferredName", client.born_on as "bornOn", client.usual_practitioner_id as "usualPractitionerId",
  client.created_at as "createdAt", client.archived_at as "archivedAt", client.last_key as "lastKey",
  ${contact('email')} as email, ${contact('phone')} as phone`

export interface ListQuestion {
  limit: number
  cursor?: string | undefined
  /** 'archived' shows only those who were taken out of the lists. */
  state: 'active' | 'archived'
}

/** Clients in order of their name. */
export async function listClients(ctx: Context, { limit, cursor, state }: ListQuestion) {
  const [lastKey, id] = cursor ? valuesOfCursor(cursor, 2) : [null, null]
  const after: RawBuilder<unknown> = cursor
    ? sql`and (client.last_key, client.id) > (${lastKey}, ${id}::uuid)`
    : sql``
  const inState = state === 'archived' ? sql`client.archived_at is not null` : sql`client.archived_at is null`
  const { rows } = await sql<
    ClientOnList & { lastKey: string }
  >`select ${columns} from ${visibleClients(ctx)} client
    where ${inState} ${after} order by client.last_key, client.id limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.lastKey, row.id])
}

/**
 * Clients of whom every part of what was typed is known (name, number, address, phone): those whose names begin with the
 * parts come first, the others as well as they fit.
 */
export async function searchClients(ctx: Context, typed: string, most: number): Promise<ClientOnList[]> {
  const parts = searchPartsOf(typed)
  if (parts.length === 0) return []
  const { rows } = await sql<ClientOnList>`select ${columns} from search_clients(${parts}, 200) found
    join ${visibleClients(ctx)} client on client.id = found.id
    order by (select bool_and(strpos(' ' || client.last_key, ' ' || part) > 0) from unnest(${parts}::text[]) part) desc,
      found.rank desc, client.last_key limit ${most}`.execute(ctx.db)
  return rows
}

/** How many clients there are to see. */
export async function countClients(ctx: Context): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from ${visibleClients(ctx)} client where client.archived_at is null`.execute(
    ctx.db,
  )
  return rows[0]!.count
}
