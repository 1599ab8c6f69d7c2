import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { clientName } from '../../clients/index.ts'

/** Upper ends of the buckets in days; the last one has none. */
const ENDS = [30, 60, 90, 120] as const
export const BUCKETS = ['0-30', '31-60', '61-90', '91-120', '121+'] as const
export type Bucket = (typeof BUCKETS)[number]

/** From which day the age counts: the day of the service, of the invoice, or on which it was due. */
export const AGE_BASES = ['service', 'invoice', 'due'] as const
export type AgeBasis = (typeof AGE_BASES)[number]

/** The bucket of an age in days; what lies in the future (not yet due) counts as 0-30. */
export function bucketOf(days: number): Bucket {
  const index = ENDS.findIndex((end) => days <= end)
  return BUCKETS[index === -1 ? ENDS.length : index]!
}

/** Whose figures stand in a row. */
export const AGED_BY = ['client', 'payer', 'practitioner', 'location'] as const
export type AgedBy = (typeof AGED_BY)[number]

const Buckets = z.object({ '0-30': Minor, '31-60': Minor, '61-90': Minor, '91-120': Minor, '121+': Minor })

export const Aging = z.object({
  asOf: Day,
  basis: z.enum(AGE_BASES),
  by: z.enum(AGED_BY),
  currency: z.string(),
  buckets: Buckets,
  openMinor: Minor,
  /** Money of clients that stands on no invoice; not taken off the buckets. */
  creditMinor: Minor,
  /** One for each client (payer, practitioner, location); those without one stand together, without an id. */
  clients: z.array(
    z.object({
      clientId: Id.nullable(),
      clientName: z.string().nullable(),
      buckets: Buckets,
      openMinor: Minor,
      creditMinor: Minor,
      oldestOn: Day.nullable(),
    }),
  ),
})

interface OpenRow {
  client_id: string | null
  base: string
  days: number
  open: number
}

interface Group {
  buckets: Record<Bucket, number>
  openMinor: number
  creditMinor: number
  oldestOn: string | null
}

/**
 * What is owed on a day, by age and client, from the ledger. `asOf` may be any day: it answers what the books said at
 * the end of it.
 */
export async function ageReceivables(
  ctx: Context,
  { asOf, basis, by = 'client' }: { asOf: string; basis: AgeBasis; by?: AgedBy },
): Promise<z.input<typeof Aging>> {
  const { currency } = await ctx.practice()
  const groups = new Map<string | null, Group>()
  const groupOf = (clientId: string | null) => {
    const known = groups.get(clientId) ?? {
      buckets: emptyBuckets(),
      openMinor: 0,
      creditMinor: 0,
      oldestOn: null,
    }
    groups.set(clientId, known)
    return known
  }
  for (const row of await readOpen(ctx, { asOf, basis, by, currency })) {
    const group = groupOf(row.client_id)
    group.buckets[bucketOf(row.days)] += row.open
    group.openMinor += row.open
    if (group.oldestOn === null || row.base < group.oldestOn) group.oldestOn = row.base
  }
  for (const row of await readCredit(ctx, { asOf, by, currency }))
    groupOf(row.client_id).creditMinor += row.credit
  const total = sumOf([...groups.values()])
  return { asOf, basis, by, currency, ...total, clients: await withNames(ctx, groups, by) }
}

/** Open per client and base day: lines for the day of service, whole invoices otherwise. */
async function readOpen(
  ctx: Context,
  { asOf, basis, by, currency }: { asOf: string; basis: AgeBasis; by: AgedBy; currency: string },
): Promise<OpenRow[]> {
  const whose = sql.ref(COLUMN_OF[by])
  const base = basis === 'service' ? sql`l.served_on` : basis === 'invoice' ? sql`i.issued_on` : sql`i.due_on`
  const joined =
    basis === 'service'
      ? sql`join invoice_line l on l.practice_id = ${ctx.practiceId} and l.id = t.line_id`
      : sql`join invoice i on i.practice_id = ${ctx.practiceId} and i.id = t.invoice_id`
  const { rows } =
    await sql<OpenRow>`select t.client_id, ${base} as base, (${asOf}::date - ${base})::int as days, sum(t.open)::bigint as open
    from (select ${whose} as client_id, invoice_id, line_id, sum(case when debit = 'receivable' then amount_minor else -amount_minor end) as open
      from ledger_transfer
      where practice_id = ${ctx.practiceId} and posted_on <= ${asOf} and currency = ${currency} and (debit = 'receivable' or credit = 'receivable')
      group by 1, 2, 3 having sum(case when debit = 'receivable' then amount_minor else -amount_minor end) <> 0) t
    ${joined} group by 1, 2`.execute(ctx.db)
  return rows
}

async function readCredit(
  ctx: Context,
  { asOf, by, currency }: { asOf: string; by: AgedBy; currency: string },
): Promise<{ client_id: string | null; credit: number }[]> {
  const { rows } = await sql<{
    client_id: string | null
    credit: number
  }>`select ${sql.ref(COLUMN_OF[by])} as client_id, sum(case when credit = 'client_credit' then amount_minor else -amount_minor end)::bigint as credit
    from ledger_transfer
    where practice_id = ${ctx.practiceId} and posted_on <= ${asOf} and currency = ${currency} and (debit = 'client_credit' or credit = 'client_credit')
    group by 1 having sum(case when credit = 'client_credit' then amount_minor else -amount_minor end) <> 0`.execute(
    ctx.db,
  )
  return rows
}

const COLUMN_OF: Record<AgedBy, string> = {
  client: 'client_id',
  payer: 'payer_id',
  practitioner: 'practitioner_id',
  location: 'location_id',
}
const TABLE_OF = { payer: 'bill_payer', practitioner: 'staff', location: 'location' } as const

async function withNames(ctx: Context, groups: Map<string | null, Group>, by: AgedBy) {
  const names = await namesOf(
    ctx,
    [...groups.keys()].filter((id) => id !== null),
    by,
  )
  return [...groups]
    .map(([id, group]) => ({
      clientId: id,
      clientName: id === null ? null : (names.get(id) ?? ''),
      ...group,
    }))
    .sort((a, b) => b.openMinor - a.openMinor || ((a.clientName ?? '') < (b.clientName ?? '') ? -1 : 1))
}

async function namesOf(ctx: Context, ids: string[], by: AgedBy): Promise<Map<string, string>> {
  const { practiceId } = ctx
  const { rows } = await (
    by === 'client'
      ? sql<{
          id: string
          given_name: string
          family_name: string
        }>`select id, given_name, family_name from client
          where practice_id = ${practiceId} and id = any(${ids})`
      : sql<{
          id: string
          given_name: string
          family_name: string
        }>`select id, name as given_name, '' as family_name from ${sql.table(TABLE_OF[by])}
          where practice_id = ${practiceId} and id = any(${ids})`
  ).execute(ctx.db)
  return new Map(rows.map((row) => [row.id, clientName(row).trim()]))
}

function sumOf(groups: readonly Group[]) {
  const buckets = emptyBuckets()
  for (const group of groups) for (const bucket of BUCKETS) buckets[bucket] += group.buckets[bucket]
  return {
    buckets,
    openMinor: groups.reduce((sum, each) => sum + each.openMinor, 0),
    creditMinor: groups.reduce((sum, each) => sum + each.creditMinor, 0),
  }
}

function emptyBuckets(): Record<Bucket, number> {
  return { '0-30': 0, '31-60': 0, '61-90': 0, '91-120': 0, '121+': 0 }
}
