import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { visibleClients } from './access.ts'
import { normalContact } from './contact-points.ts'
import { foldText, lastKeyOf } from './search-key.ts'

export interface PossibleDuplicate {
  id: string
  number: number
  name: string
  bornOn: string | null
  /** Why they might be the same person; families share contacts, so that alone proves nothing. */
  because: ('name_and_birth_date' | 'name_and_contact' | 'contact')[]
}

export interface DuplicateQuestion {
  givenName: string
  familyName: string
  bornOn?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  contacts?: readonly { kind: 'email' | 'phone'; value: string }[] | undefined
}

/** Who among the visible clients might be this person: the same name and birth date, or a shared contact. */
export async function findPossibleDuplicates(
  ctx: Context,
  question: DuplicateQuestion,
  exceptId?: string,
): Promise<PossibleDuplicate[]> {
  const values = await contactValues(ctx, question)
  const lastKey = lastKeyOf(question)
  const { rows } = await sql<{
    id: string
    number: number
    givenName: string
    familyName: string
    bornOn: string | null
    lastKey: string
    shares: boolean
  }>`
    select client.id, client.number, client.given_name as "givenName", client.family_name as "familyName", client.born_on as "bornOn",
      client.last_key as "lastKey", sharing.client_id is not null as shares
    from ${visibleClients(ctx)} client
    left join (select distinct client_id from contact_point where practice_id = ${ctx.practiceId} and value = any(${values})) sharing
      on sharing.client_id = client.id
    where client.archived_at is null and client.id is distinct from ${exceptId ?? null}
      and (sharing.client_id is not null or (client.last_key = ${lastKey} and client.born_on = ${question.bornOn ?? null}::date))
    order by client.last_key limit 10`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: [row.givenName, row.familyName].filter(Boolean).join(' '),
    bornOn: row.bornOn,
    because: reasonsFor(row, { lastKey, bornOn: question.bornOn ?? null }),
  }))
}

function reasonsFor(
  row: { lastKey: string; bornOn: string | null; shares: boolean },
  asked: { lastKey: string; bornOn: string | null },
) {
  const sameName = row.lastKey === asked.lastKey
  const reasons: PossibleDuplicate['because'] = []
  if (sameName && asked.bornOn !== null && row.bornOn === asked.bornOn) reasons.push('name_and_birth_date')
  if (row.shares) reasons.push(sameName ? 'name_and_contact' : 'contact')
  return reasons
}

async function contactValues(
  ctx: Context,
  { email, phone, contacts = [] }: DuplicateQuestion,
): Promise<string[]> {
  const { country } = await ctx.practice()
  const all = [...contacts]
  if (email) all.push({ kind: 'email', value: email })
  if (phone) all.push({ kind: 'phone', value: phone })
  return all.map((each) => normalContact(each, country).value)
}

/**
 * The one client who is surely meant by name, birth date and a contact, as a returning client gives them online; none
 * when nobody or several fit. E-mail alone never identifies a person: families share it.
 */
export async function findSameClientIfAny(
  ctx: Context,
  question: DuplicateQuestion,
): Promise<string | undefined> {
  const found = await findPossibleDuplicates(ctx, question)
  const same = found.filter(
    ({ because, bornOn, name }) =>
      because.includes('name_and_contact') &&
      foldText(name) === foldText(`${question.givenName} ${question.familyName}`) &&
      (!question.bornOn || !bornOn || bornOn === question.bornOn),
  )
  return same.length === 1 ? same[0]!.id : undefined
}
