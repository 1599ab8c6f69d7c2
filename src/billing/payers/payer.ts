import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'

export const PAYER_KINDS = ['company', 'insurer', 'person'] as const

export const payerFields = {
  name: line(120),
  kind: z.enum(PAYER_KINDS),
  /** The same person among the clients, such as a parent. */
  clientId: Id.nullable().default(null),
  addressLines: z.array(line(120)).max(6).default([]),
  email: z.email().max(254).nullable().default(null),
  taxNumber: line(60).nullable().default(null),
  locale: z.enum(['en', 'de']).default('en'),
}
const PayerWish = z.object(payerFields)
export type PayerWish = z.output<typeof PayerWish>

export const PayerView = z.object({
  ...payerFields,
  id: Id,
  email: z.string().nullable(),
  isArchived: z.boolean(),
  openMinor: z.int(),
  clients: z.int(),
  rowVersion: z.int(),
})

/** A row of `payer` as the code of this slice reads it. */
export interface Payer {
  id: string
  name: string
  kind: (typeof PAYER_KINDS)[number]
  client_id: string | null
  address_lines: string[]
  email: string | null
  tax_number: string | null
  locale: 'en' | 'de'
  archived_at: Date | null
  row_version: number
}

export async function findPayer(ctx: Context, id: string): Promise<Payer> {
  const { rows } =
    await sql<Payer>`select * from bill_payer where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This payer')
  return rows[0]
}

/** Payers with what they owe, those that are put away last. */
export async function listPayers(ctx: Context): Promise<z.input<typeof PayerView>[]> {
  const { rows } = await sql<
    z.input<typeof PayerView>
  >`select p.id, p.name, p.kind, p.client_id as "clientId", p.address_lines as "addressLines", p.email, p.tax_number as "taxNumber", p.locale,
      p.archived_at is not null as "isArchived", p.row_version as "rowVersion",
      (select coalesce(sum(i.open_minor), 0)::bigint from invoice i where i.practice_id = p.practice_id and i.payer_id = p.id and i.open_minor > 0) as "openMinor",
      (select count(distinct y.client_id)::int from client_payer y where y.practice_id = p.practice_id and y.payer_id = p.id) as clients
    from bill_payer p where p.practice_id = ${ctx.practiceId} order by p.archived_at is not null, p.name, p.id limit 1000`.execute(
    ctx.db,
  )
  return rows
}

/** Writes a payer; with `id` it takes the place of that one. 409 `changed_meanwhile`. */
export async function savePayer(
  ctx: Context,
  wish: PayerWish & { id?: string; rowVersion?: number; isArchived?: boolean },
): Promise<string> {
  if (wish.clientId) await findClient(ctx, wish.clientId)
  const id = wish.id ?? ctx.newId()
  const values = sql`${wish.name}, ${wish.kind}, ${wish.clientId}, ${wish.addressLines}, ${wish.email}, ${wish.taxNumber}, ${wish.locale}, ${wish.isArchived ? ctx.now : null}`
  const columns = sql.raw('name, kind, client_id, address_lines, email, tax_number, locale, archived_at')
  const { rows } = wish.id
    ? await sql`update bill_payer set (${columns}) = (${values}), row_version = row_version + 1
        where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion ?? 0} returning 1`.execute(
        ctx.db,
      )
    : await sql`insert into bill_payer (practice_id, id, ${columns}) values (${ctx.practiceId}, ${id}, ${values}) returning 1`.execute(
        ctx.db,
      )
  if (rows.length === 0) throw changedMeanwhile((await findPayer(ctx, id)).row_version)
  ctx.record('billing.payer_saved', { subject: ['payer', id], clientId: wish.clientId })
  return id
}
