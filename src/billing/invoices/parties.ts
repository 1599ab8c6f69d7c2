import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { findPayer } from '../payers/payer.ts'
import type { Letterhead } from './invoice.ts'

/** What is printed at the head: both parties as they are on the day of the issue. */
export interface Parties {
  billTo: Letterhead
  letterhead: Letterhead
  locale: 'en' | 'de'
}

/** Both parties of a bill, and the language of the one who reads it: the payer where there is one, else the client. */
export async function findParties(
  ctx: Context,
  clientId: string,
  payerId: string | null = null,
): Promise<Parties> {
  const row = await readParties(ctx, clientId)
  const letterhead = letterheadOf(row)
  const client = `${row.given_name} ${row.family_name}`
  if (payerId) {
    const payer = await findPayer(ctx, payerId)
    const billTo = {
      name: payer.name,
      lines: payer.address_lines,
      taxNumber: payer.tax_number,
      // Who reads it has to see for whom; their own number of the person stands beside it.
      about: [client, await referenceIfAny(ctx, clientId, payerId)].filter(Boolean).join(' · '),
    }
    return { billTo, letterhead, locale: payer.locale }
  }
  return {
    billTo: { name: client, lines: row.client_lines ?? [] },
    letterhead,
    locale: (row.language ?? row.locale) === 'de' ? 'de' : 'en',
  }
}

/** Both parties of a letter to a payer that is about no single client. */
export async function findPartiesOfPayer(ctx: Context, payerId: string): Promise<Parties> {
  const payer = await findPayer(ctx, payerId)
  const row = await readParties(ctx, null)
  return {
    billTo: { name: payer.name, lines: payer.address_lines },
    letterhead: letterheadOf(row),
    locale: payer.locale,
  }
}

function letterheadOf(row: PartyRow): Letterhead {
  const lines = [...row.address_lines, row.phone, row.email, row.website].filter((each): each is string =>
    Boolean(each),
  )
  const footer = [row.legal_name ?? row.name, ...row.address_lines, ...(row.bank_lines ?? [])]
  return { name: row.name, lines, footer, taxNumber: row.tax_number, country: row.country }
}

async function readParties(ctx: Context, clientId: string | null): Promise<PartyRow> {
  const { rows } =
    await sql<PartyRow>`select c.given_name, c.family_name, c.address_lines as client_lines, c.language,
      p.name, p.legal_name, p.address_lines, p.phone, p.email, p.website, p.tax_number, p.locale, p.country, s.bank_lines
    from practice p
    left join client c on c.practice_id = p.practice_id and c.id = ${clientId}::uuid
    left join billing_settings s on s.practice_id = p.practice_id
    where p.practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows[0]!
}

async function referenceIfAny(ctx: Context, clientId: string, payerId: string): Promise<string | null> {
  const { rows } = await sql<{
    reference: string | null
  }>`select reference from client_payer where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id = ${payerId}
    and reference is not null order by valid_from desc limit 1`.execute(ctx.db)
  return rows[0]?.reference ?? null
}

interface PartyRow {
  given_name: string
  family_name: string
  /** Null on a letter that is about no single client. */
  client_lines: string[] | null
  language: string | null
  name: string
  legal_name: string | null
  address_lines: string[]
  phone: string | null
  email: string | null
  website: string | null
  tax_number: string | null
  locale: string
  country: string
  bank_lines: string[] | null
}
