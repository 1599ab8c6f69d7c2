import { sql } from 'kysely'
import { z } from 'zod'
import { csvTable } from '../../platform/csv/csv.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, line } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'

export const CODE_KINDS = ['procedure', 'diagnosis', 'modifier'] as const
export type CodeKind = (typeof CODE_KINDS)[number]
const MOST_ROWS = 120_000
const AT_ONCE = 2_000

export const Code = line(16)
  .transform((text) => text.toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9.-]*$/, 'A code has letters, digits, dots and hyphens.'))

export const CodeView = z.object({
  id: Id,
  kind: z.enum(CODE_KINDS),
  code: z.string(),
  label: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
})

/** Codes that begin with what was typed or hold it in their text, those that count on the day. */
export async function searchCodes(
  ctx: Context,
  wish: { kind: CodeKind; q: string; day: string },
): Promise<z.input<typeof CodeView>[]> {
  const typed = wish.q.trim()
  const inText = `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const { rows } = await sql<
    z.input<typeof CodeView>
  >`select id, kind, code, label, valid_from as "validFrom", valid_until as "validUntil" from billing_code
    where practice_id = ${ctx.practiceId} and kind = ${wish.kind} and valid_from <= ${wish.day} and (valid_until is null or valid_until >= ${wish.day})
      and (${typed} = '' or starts_with(code, upper(${typed})) or label ilike ${inText})
    order by starts_with(code, upper(${typed})) desc, code limit 50`.execute(ctx.db)
  return rows
}

export const ImportReport = z.object({
  read: z.int(),
  /** Codes that were new, or whose text or days changed. */
  written: z.int(),
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
})

interface CodeRow {
  code: string
  label: string
  valid_from: string
  valid_until: string | null
}

/**
 * Takes in a code set from CSV of the practice's own licence: columns code, text and, if there are any, valid from and
 * valid to. Taking the same file in again changes nothing. Bad rows are named by line, the others are taken.
 */
export async function importCodes(ctx: Context, kind: CodeKind): Promise<z.input<typeof ImportReport>> {
  const table = await csvTable([ctx.upload ?? new Uint8Array()])
  const columns = columnsOf(table.columns)
  const problems: { line: number; message: string }[] = []
  const rows = new Map<string, CodeRow>()
  let read = 0
  for await (const record of table.rows) {
    read += 1
    if (read > MOST_ROWS) throw invalid('file', 'This file has too many rows. Split it.')
    const row = record.problem ? record.problem.message : readRow(record.values, columns)
    if (typeof row === 'string') problems.push({ line: record.line, message: row })
    else rows.set(`${row.code} ${row.valid_from}`, row)
  }
  const written = await writeCodes(ctx, kind, [...rows.values()])
  ctx.record('billing.codes_imported', {
    subject: ['practice', ctx.practiceId],
    data: { kind, read, written },
  })
  return { read, written, problems: problems.slice(0, 100) }
}

const NAMES = {
  code: ['code', 'hcpcs', 'icd', 'icd10', 'kode', 'nummer'],
  label: ['text', 'label', 'description', 'longdescription', 'shortdescription', 'bezeichnung', 'name'],
  from: ['validfrom', 'from', 'effectivedate', 'actioneffectivedate', 'gueltigab', 'gültigab'],
  until: ['validto', 'validuntil', 'to', 'terminationdate', 'termdate', 'gueltigbis', 'gültigbis'],
}
type Columns = { code: string; label: string; from: string | undefined; until: string | undefined }

function columnsOf(columns: readonly string[]): Columns {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9äöü]/g, '')
  const find = (names: readonly string[]) => columns.find((one) => names.includes(plain(one)))
  const [code, label] = [find(NAMES.code), find(NAMES.label)]
  if (!code || !label)
    throw invalid(
      'file',
      'The first line must name the columns: code, text, and perhaps valid from and valid to.',
    )
  return { code, label, from: find(NAMES.from), until: find(NAMES.until) }
}

/** The row, or what is wrong with it. */
function readRow(values: Record<string, string>, columns: Columns): CodeRow | string {
  const code = Code.safeParse(values[columns.code] ?? '')
  if (!code.success) return `“${values[columns.code] ?? ''}” is not a code.`
  const label = (values[columns.label] ?? '').trim().slice(0, 500)
  if (label === '') return `${code.data} has no text.`
  const [from, until] = [dayOf(values[columns.from ?? ''] ?? ''), dayOf(values[columns.until ?? ''] ?? '')]
  if (from === undefined || until === undefined) return `${code.data} has a day that is none.`
  const validFrom = from ?? '1900-01-01'
  if (until !== null && until < validFrom) return `${code.data} ends before it begins.`
  return { code: code.data, label, valid_from: validFrom, valid_until: until }
}

/** 2026-01-31, 20260131, 01/31/2026 or 31.01.2026; null: empty; undefined: no day. */
function dayOf(text: string): string | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  const compact = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(typed)
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed)
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed)
  const two = (digits: string) => digits.padStart(2, '0')
  const day = compact
    ? `${compact[1]}-${compact[2]}-${compact[3]}`
    : american
      ? `${american[3]}-${two(american[1]!)}-${two(american[2]!)}`
      : german
        ? `${german[3]}-${two(german[2]!)}-${two(german[1]!)}`
        : ''
  return Day.safeParse(day).success ? day : undefined
}

async function writeCodes(ctx: Context, kind: CodeKind, rows: readonly CodeRow[]): Promise<number> {
  let written = 0
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const part = rows
      .slice(start, start + AT_ONCE)
      .map((row) => ({ practice_id: ctx.practiceId, id: ctx.newId(), kind, ...row }))
    const { rows: changed } =
      await sql`insert into billing_code select * from jsonb_populate_recordset(null::billing_code, ${JSON.stringify(part)}::jsonb)
      on conflict (practice_id, kind, code, valid_from) do update set label = excluded.label, valid_until = excluded.valid_until
        where (billing_code.label, billing_code.valid_until) is distinct from (excluded.label, excluded.valid_until) returning 1`.execute(
        ctx.db,
      )
    written += changed.length
  }
  return written
}
