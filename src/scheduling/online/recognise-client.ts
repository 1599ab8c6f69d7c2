import { sql } from 'kysely'
import { createClient, foldText } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'

/** What somebody who books online says of themselves. */
export interface OnlineClient {
  givenName: string
  familyName: string
  email: string
  phone?: string | null | undefined
  bornOn?: string | null | undefined
  language?: string | null | undefined
}

/**
 * The client who books: a known one only when name, birth date and a contact are all the same and fit one person alone;
 * else a new record. Families share an e-mail, so that alone never says who comes; the desk can merge two records later.
 */
export async function recogniseClient(
  ctx: Context,
  who: OnlineClient,
): Promise<{ id: string; isNew: boolean }> {
  const known = who.bornOn ? await findSame(ctx, who) : []
  if (known.length === 1) return { id: known[0]!, isNew: false }
  const { id } = await createClient(ctx, who)
  return { id, isNew: true }
}

async function findSame(
  ctx: Context,
  { givenName, familyName, email, phone, bornOn }: OnlineClient,
): Promise<string[]> {
  const digits = phone?.replace(/\D/g, '').slice(-9) ?? ''
  const { rows } = await sql<{ id: string }>`select c.id from client c
    where c.practice_id = ${ctx.practiceId} and c.last_key = ${foldText(`${familyName} ${givenName}`)} and c.born_on = ${bornOn}::date and c.archived_at is null
      and exists (select from contact_point p where p.practice_id = ${ctx.practiceId} and p.client_id = c.id
        and (p.kind = 'email' and p.value = ${email.trim().toLowerCase()}
          or p.kind = 'phone' and length(${digits}::text) = 9 and right(regexp_replace(p.value, '[^0-9]', '', 'g'), 9) = ${digits}))
    limit 2`.execute(ctx.db)
  return rows.map((each) => each.id)
}
