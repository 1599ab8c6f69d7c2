import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Letterhead } from './invoice.ts'

/** What is printed at the head: both parties as they are on the day of the issue. */
export interface Parties {
  billTo: Letterhead
  letterhead: Letterhead
  locale: 'en' | 'de'
}

/** Both parties of a bill, and the language of the one who reads it. */
export async function findParties(ctx: Context, clientId: string): Promise<Parties> {
  const { rows } =
    await sql<PartyRow>`select c.given_name, c.family_name, c.address_lines as client_lines, c.language,
      p.name, p.legal_name, p.address_lines, p.phone, p.email, p.website, p.tax_number, p.locale, p.country, s.bank_lines
    from practice p
    join client c on c.practice_id = p.practice_id and c.id = ${clientId}
    left join billing_settings s on s.practice_id = p.practice_id
    where p.practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const row = rows[0]!
  const lines = [...row.address_lines, row.phone, row.email, row.website].filter((each): each is string =>
    Boolean(each),
  )
  const footer = [row.legal_name ?? row.name, ...row.address_lines, ...(row.bank_lines ?? [])]
  return {
    billTo: { name: `${row.given_name} ${row.family_name}`, lines: row.client_lines },
    letterhead: { name: row.name, lines, footer, taxNumber: row.tax_number, country: row.country },
    locale: (row.language ?? row.locale) === 'de' ? 'de' : 'en',
  }
}

interface PartyRow {
  given_name: string
  family_name: string
  client_lines: string[]
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
