import { sql } from 'kysely'
import { foldText } from '../../clients/index.ts'
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
 * The client who books, if they are known: only when name, birth date and a contact are all the same and fit one person
 * alone. Families share an e-mail, so that alone never says who comes; the desk can merge two records later.
 */
export async function recogniseClientIfAny(ctx: Context, who: OnlineClient): Promise<string | null> {
  const known = who.bornOn ? await findSame(ctx, who) : []
  return known.length === 1 ? known[0]! : null
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
