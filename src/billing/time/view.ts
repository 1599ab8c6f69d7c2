import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import type { TimeEntry } from './entry.ts'
import { isBilled } from './entry.ts'
import { costOf } from './rule.ts'

export const ENTRY_STATES = ['to_bill', 'billed', 'not_billable'] as const

export const EntryView = z.object({
  id: Id,
  staffId: Id,
  staffName: z.string(),
  clientId: Id,
  clientName: z.string(),
  episodeId: Id.nullable(),
  episodeTitle: z.string().nullable(),
  workedOn: Day,
  minutes: z.int(),
  billedMinutes: z.int(),
  narrative: z.string(),
  isBillable: z.boolean(),
  state: z.enum(ENTRY_STATES),
  /** Null where no rate fits, and for whoever sees no money. */
  rateMinor: Minor.nullable(),
  rateByHand: z.boolean(),
  /** Before any write-down. */
  amountMinor: Minor.nullable(),
  writtenDownMinor: Minor,
  writeDownReason: z.string().nullable(),
  invoiceId: Id.nullable(),
  rowVersion: z.int(),
})

export interface EntryQuestion {
  id?: string
  staffId?: string | undefined
  clientId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  state?: (typeof ENTRY_STATES)[number] | undefined
  limit: number
  cursor?: string | undefined
}

type Row = TimeEntry & {
  staff_name: string
  given_name: string
  family_name: string
  episode_title: string | null
  invoice_id: string | null
}

/** Time that was worked, the latest day first. Without 'time.manage' one's own only. */
export async function listEntries(ctx: Context, question: EntryQuestion) {
  const { id, clientId, from, to, state, limit, cursor } = question
  const own = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null
  const staffId = ctx.can('time.manage') ? question.staffId : (own ?? '00000000-0000-0000-0000-000000000000')
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const billed = isBilled(ctx)
  const { rows } =
    await sql<Row>`select t.*, ${billed} as is_billed, s.name as staff_name, c.given_name, c.family_name, e.title as episode_title,
      (select h.invoice_id from charge h where h.practice_id = t.practice_id and h.id = t.charge_id and h.voided_at is null) as invoice_id
    from time_entry t join staff s on s.practice_id = t.practice_id and s.id = t.staff_id
    join client c on c.practice_id = t.practice_id and c.id = t.client_id
    left join episode e on e.practice_id = t.practice_id and e.id = t.episode_id
    where t.practice_id = ${ctx.practiceId} and t.removed_at is null and ${seesClient(ctx, sql.ref('t.client_id'))}
      ${id ? sql`and t.id = ${id}` : sql``}
      ${staffId ? sql`and t.staff_id = ${staffId}` : sql``}
      ${clientId ? sql`and t.client_id = ${clientId}` : sql``}
      ${from ? sql`and t.worked_on >= ${from}` : sql``}
      ${to ? sql`and t.worked_on <= ${to}` : sql``}
      ${state === 'billed' ? sql`and ${billed}` : sql``}
      ${state === 'to_bill' ? sql`and t.is_billable and not ${billed}` : sql``}
      ${state === 'not_billable' ? sql`and not t.is_billable and not ${billed}` : sql``}
      ${after ? sql`and (t.worked_on, t.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by t.worked_on desc, t.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.worked_on, row.id])
  return { items: page.items.map((row) => present(ctx, row)), next: page.next }
}

/** One entry, as listEntries shows it. */
export async function viewEntry(ctx: Context, id: string) {
  return (await listEntries(ctx, { id, limit: 1 })).items[0]!
}

function present(ctx: Context, row: Row): z.input<typeof EntryView> {
  const rate = ctx.can('billing.see') ? row.rate_minor : null
  return {
    id: row.id,
    staffId: row.staff_id,
    staffName: row.staff_name,
    clientId: row.client_id,
    clientName: clientName(row),
    episodeId: row.episode_id,
    episodeTitle: row.episode_title,
    workedOn: row.worked_on,
    minutes: row.minutes,
    billedMinutes: row.billed_minutes,
    narrative: row.narrative,
    isBillable: row.is_billable,
    state: row.is_billed ? 'billed' : row.is_billable ? 'to_bill' : 'not_billable',
    rateMinor: rate,
    rateByHand: row.rate_by_hand,
    amountMinor: rate === null ? null : costOf(row.billed_minutes, rate),
    writtenDownMinor: ctx.can('billing.see') ? (row.written_down_minor ?? 0) : 0,
    writeDownReason: row.write_down_reason,
    invoiceId: row.invoice_id,
    rowVersion: row.row_version,
  }
}
