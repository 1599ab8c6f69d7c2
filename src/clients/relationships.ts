import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { notFound, problem } from '../platform/problem.ts'
import { seesClient } from './access.ts'
import { findClient } from './client.ts'

/** What one person may do for another; each right on its own. */
export interface Rights {
  mayBook: boolean
  maySeeRecords: boolean
  maySign: boolean
  mayPay: boolean
}

export interface Relationship extends Rights {
  id: string
  kind: string
  /** 'acts_for': this client acts for the other; 'represented_by': the other acts for this client. */
  direction: 'acts_for' | 'represented_by'
  other: { id: string; number: number; name: string; bornOn: string | null }
}

const RIGHTS = sql.raw(
  `r.may_book as "mayBook", r.may_see_records as "maySeeRecords", r.may_sign as "maySign", r.may_pay as "mayPay"`,
)

/** Everybody this client acts for, and everybody who acts for them; only people the actor may see. */
export async function listRelationships(ctx: Context, clientId: string): Promise<Relationship[]> {
  const { rows } = await sql<
    Omit<Relationship, 'other'> & { otherId: string; number: number; name: string; bornOn: string | null }
  >`
    select r.id, r.kind, ${RIGHTS}, case when r.client_id = ${clientId} then 'acts_for' else 'represented_by' end as direction,
      o.id as "otherId", o.number, trim(o.given_name || ' ' || o.family_name) as name, o.born_on as "bornOn"
    from relationship r
    join client o on o.practice_id = r.practice_id and o.id = case when r.client_id = ${clientId} then r.related_client_id else r.client_id end
    where r.practice_id = ${ctx.practiceId} and (r.client_id = ${clientId} or r.related_client_id = ${clientId})
      and ${seesClient(ctx, sql.ref('o.id'))}
    order by r.created_at, r.id`.execute(ctx.db)
  return rows.map(({ otherId, number, name, bornOn, ...own }) => ({
    ...own,
    other: { id: otherId, number, name, bornOn },
  }))
}

export interface RelationshipWish extends Rights {
  clientId: string
  relatedClientId: string
  kind: string
}

/** Lets one client act for another; 409 when there is such a relationship already. */
export async function addRelationship(ctx: Context, wish: RelationshipWish): Promise<string> {
  await findClient(ctx, wish.clientId)
  await findClient(ctx, wish.relatedClientId)
  return insertRelationship(ctx, wish)
}

/** The same where the caller has proved who they are in another way than by what they may see. */
export async function insertRelationship(ctx: Context, wish: RelationshipWish): Promise<string> {
  if (wish.clientId === wish.relatedClientId)
    throw problem(422, 'invalid', 'Choose somebody else: nobody is related to themselves.')
  const id = ctx.newId()
  const { rows } =
    await sql`insert into relationship (practice_id, id, client_id, related_client_id, kind, may_book, may_see_records, may_sign, may_pay, created_at)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.relatedClientId}, ${wish.kind}, ${wish.mayBook}, ${wish.maySeeRecords},
      ${wish.maySign}, ${wish.mayPay}, ${ctx.now}) on conflict (practice_id, client_id, related_client_id) do nothing returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0)
    throw problem(409, 'already_related', 'These two are related already. Change the rights there.')
  ctx.record('client.relationship_added', {
    subject: ['client', wish.clientId],
    clientId: wish.relatedClientId,
    data: { ...wish },
  })
  return id
}

export async function changeRelationship(
  ctx: Context,
  id: string,
  change: Partial<Rights & { kind: string }>,
) {
  const before = await findRelationship(ctx, id)
  const after = { ...before, ...change }
  await sql`update relationship set kind = ${after.kind}, may_book = ${after.mayBook}, may_see_records = ${after.maySeeRecords},
      may_sign = ${after.maySign}, may_pay = ${after.mayPay}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('client.relationship_changed', {
    subject: ['client', before.clientId],
    clientId: before.relatedClientId,
    before,
    after,
  })
}

export async function removeRelationship(ctx: Context, id: string) {
  const before = await findRelationship(ctx, id)
  await sql`delete from relationship where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('client.relationship_removed', {
    subject: ['client', before.clientId],
    clientId: before.relatedClientId,
    before,
  })
}

async function findRelationship(ctx: Context, id: string): Promise<RelationshipWish> {
  const { rows } =
    await sql<RelationshipWish>`select r.client_id as "clientId", r.related_client_id as "relatedClientId", r.kind, ${RIGHTS}
    from relationship r where r.practice_id = ${ctx.practiceId} and r.id = ${id}
      and ${seesClient(ctx, sql.ref('r.client_id'))} and ${seesClient(ctx, sql.ref('r.related_client_id'))}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This relationship')
  return rows[0]
}

/** Does a relationship give this right? For the portal and for who may sign a form. */
export async function canActFor(
  ctx: Context,
  who: { clientId: string; forClientId: string; right: keyof Rights },
): Promise<boolean> {
  if (who.clientId === who.forClientId) return true
  const { rows } =
    await sql<Rights>`select ${RIGHTS} from relationship r where r.practice_id = ${ctx.practiceId}
    and r.client_id = ${who.clientId} and r.related_client_id = ${who.forClientId}`.execute(ctx.db)
  return rows[0]?.[who.right] ?? false
}
