import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { PermissionMatrix } from '../platform/access/actor.ts'
import type { Context } from '../platform/operation/context.ts'

export const permissions = {
  'clients.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'clients.edit': ['owner', 'manager', 'practitioner', 'front_desk'],
  'clients.archive': ['owner', 'manager'],
  'leads.see': ['owner', 'manager', 'front_desk', 'read_only'],
  'leads.edit': ['owner', 'manager', 'front_desk'],
} as const satisfies PermissionMatrix

/** What a live screen must be allowed to see to be told that one of these changed. */
export const topics = { client: 'clients.see', lead: 'leads.see' }

/**
 * The condition that limits a query to the clients this actor may see; `clientId` is the column that holds the
 * client. Practitioners limited to their own clients see those who had an appointment with them or whose usual
 * practitioner they are; a link sees the one client it was made for.
 */
export function seesClient(ctx: Context, clientId: RawBuilder<unknown>): RawBuilder<boolean> {
  const { actor } = ctx
  if (actor.kind === 'link') return sql<boolean>`${clientId} = ${actor.clientId}`
  if (actor.kind === 'public') return sql<boolean>`false`
  if (actor.kind !== 'staff' || !actor.ownClientsOnly) return sql<boolean>`true`
  return sql<boolean>`(exists (select from client_practitioner cp where cp.practice_id = ${ctx.practiceId}
      and cp.client_id = ${clientId} and cp.practitioner_id = ${actor.staffId})
    or exists (select from client uc where uc.practice_id = ${ctx.practiceId}
      and uc.id = ${clientId} and uc.usual_practitioner_id = ${actor.staffId}))`
}

/** Where every read of clients starts: `from ${visibleClients(ctx)} client` in SQL. */
export function visibleClients(ctx: Context): RawBuilder<unknown> {
  return sql`(select * from client where practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('client.id'))})`
}
