import { sql } from 'kysely'
import { csvTable } from '../../platform/csv/csv.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'

/** Whom cover is asked of. */
export interface Payer {
  id: string
  name: string
  /** Its number at the clearinghouse; without it the payer cannot be asked. */
  code: string | null
  phone: string | null
  isDemo: boolean
  retiredAt: Date | null
  policies: number
  rowVersion: number
}

const READ =
  sql.raw(`select p.id, p.name, p.code, p.phone, p.is_demo as "isDemo", p.retired_at as "retiredAt", p.row_version as "rowVersion",
  (select count(*)::int from policy o where o.practice_id = p.practice_id and o.payer_id = p.id and o.state in ('in_force', 'proposed')) as policies
  from payer p`)

export async function listPayers(ctx: Context): Promise<Payer[]> {
  const { rows } = await sql<Payer>`${READ} where p.practice_id = ${ctx.practiceId}
    order by p.retired_at is not null, lower(p.name), p.id limit 5000`.execute(ctx.db)
  return rows
}

export async function findPayer(ctx: Context, id: string): Promise<Payer> {
  const { rows } = await sql<Payer>`${READ} where p.practice_id = ${ctx.practiceId} and p.id = ${id}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This payer')
  return rows[0]
}

export interface PayerWish {
  name: string
  code: string | null
  phone: string | null
}

export async function addPayer(ctx: Context, wish: PayerWish, isDemo = false): Promise<string> {
  const id = ctx.newId()
  const { rows } = await sql`insert into payer (practice_id, id, name, code, phone, is_demo, created_at)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.code}, ${wish.phone}, ${isDemo}, ${ctx.now})
    on conflict (practice_id, code) do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) throw codeTaken()
  ctx.record('payer.added', { subject: ['payer', id], data: { name: wish.name } })
  return id
}

export function codeTaken() {
  return problem(409, 'payer_code_taken', 'Another payer has this number already. Change that one instead.', {
    fields: [{ field: 'code', message: 'Another payer has this number.' }],
  })
}

export async function changePayer(
  ctx: Context,
  id: string,
  wish: PayerWish & { isRetired: boolean; rowVersion: number },
): Promise<void> {
  const before = await findPayer(ctx, id)
  const { rows } = await sql`update payer set name = ${wish.name}, code = ${wish.code}, phone = ${wish.phone},
      retired_at = ${wish.isRetired ? (before.retiredAt ?? ctx.now) : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion} returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('payer.changed', { subject: ['payer', id], before, after: wish })
}

export interface PayerImport {
  added: number
  changed: number
  unchanged: number
  refused: { line: number; why: string }[]
}

// Clearinghouses name the same columns in many ways.
const columns: Record<keyof PayerWish, RegExp> = {
  name: /^(payer ?name|name|payer|insurance|kostentr.ger|versicherung)$/i,
  code: /^(payer ?id|payer ?code|code|id|cpid|edi ?id|nummer|ik)$/i,
  phone: /^(phone|telephone|tel|payer ?phone|telefon)$/i,
}

/** Reads a list of payers (CSV of any delimiter and encoding). The number decides who is who; nobody is removed. */
export async function importPayers(ctx: Context, bytes: Uint8Array): Promise<PayerImport> {
  const table = await csvTable([bytes])
  const at = (wanted: RegExp) => table.columns.find((name) => wanted.test(name.trim()))
  const [name, code, phone] = [at(columns.name), at(columns.code), at(columns.phone)]
  if (!name || !code)
    throw invalid(
      'file',
      'The first line must name the columns, two of them "name" and "code" (the payer’s number).',
    )
  const known = new Map((await listPayers(ctx)).map((each) => [each.code, each]))
  const result: PayerImport = { added: 0, changed: 0, unchanged: 0, refused: [] }
  for await (const { line, values, problem: broken } of table.rows) {
    const wish = {
      name: (values[name] ?? '').trim().slice(0, 120),
      code: (values[code] ?? '').trim().slice(0, 80),
      phone: (phone && values[phone]?.trim().slice(0, 40)) || null,
    }
    if (broken) result.refused.push({ line, why: broken.message })
    else if (!wish.name || !wish.code)
      result.refused.push({ line, why: 'The name or the number is missing.' })
    else await take(ctx, wish, { known, result })
  }
  ctx.record('payer.imported', {
    subject: ['practice', ctx.practiceId],
    data: { added: result.added, changed: result.changed, refused: result.refused.length },
  })
  return result
}

async function take(
  ctx: Context,
  wish: PayerWish,
  { known, result }: { known: Map<string | null, Payer>; result: PayerImport },
): Promise<void> {
  const before = known.get(wish.code)
  if (!before) {
    const id = await addPayer(ctx, wish)
    known.set(wish.code, { ...wish, id, isDemo: false, retiredAt: null, policies: 0, rowVersion: 1 })
    result.added += 1
  } else if (before.name === wish.name && (before.phone === wish.phone || wish.phone === null)) {
    result.unchanged += 1
  } else {
    const phone = wish.phone ?? before.phone
    await changePayer(ctx, before.id, {
      ...wish,
      phone,
      isRetired: before.retiredAt !== null,
      rowVersion: before.rowVersion,
    })
    known.set(wish.code, { ...before, ...wish, phone, rowVersion: before.rowVersion + 1 })
    result.changed += 1
  }
}

/** Made-up payers, to try everything out with the practice's own clearinghouse. */
const DEMO_PAYERS: PayerWish[] = [
  { name: 'Cedar Health', code: 'DEMO-CEDAR', phone: null },
  { name: 'Bluestone Mutual', code: 'DEMO-BLUESTONE', phone: null },
  { name: 'Harbor Care Plan', code: 'DEMO-HARBOR', phone: null },
  { name: 'Northfield Insurance', code: 'DEMO-NORTHFIELD', phone: null },
  { name: 'Lakeside Employees Fund', code: 'DEMO-LAKESIDE', phone: null },
]

export async function addDemoPayers(ctx: Context): Promise<number> {
  const codes = new Set((await listPayers(ctx)).map((each) => each.code))
  const missing = DEMO_PAYERS.filter(({ code }) => !codes.has(code))
  for (const each of missing) await addPayer(ctx, each, true)
  return missing.length
}
