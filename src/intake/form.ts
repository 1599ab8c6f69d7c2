import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { notFound } from '../platform/problem.ts'
import { checkForm } from './questionnaire/check-form.ts'
import type { Questionnaire } from './questionnaire/questionnaire.ts'

export interface Form {
  id: string
  key: string
  version: number
  title: string
  definition: Questionnaire
  retiredAt: Date | null
}

const COLUMNS = sql.raw(`id, key, version, title, definition, retired_at as "retiredAt"`)

/** The newest version of each form; retired ones too when asked. */
export async function listForms(ctx: Context, { retired }: { retired: boolean }): Promise<Form[]> {
  const { rows } = await sql<Form>`select distinct on (key) ${COLUMNS} from form
    where practice_id = ${ctx.practiceId} order by key, version desc`.execute(ctx.db)
  return rows.filter((form) => retired || form.retiredAt === null)
}

export async function findForm(ctx: Context, id: string): Promise<Form> {
  const { rows } =
    await sql<Form>`select ${COLUMNS} from form where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This form')
  return rows[0]
}

/** The newest version in use, or nothing when the practice has no such form (any more). */
export async function findFormByKeyIfAny(ctx: Context, key: string): Promise<Form | undefined> {
  const { rows } = await sql<Form>`select ${COLUMNS} from form
    where practice_id = ${ctx.practiceId} and key = ${key} order by version desc limit 1`.execute(ctx.db)
  return rows[0]?.retiredAt ? undefined : rows[0]
}

export interface FormVersion {
  id: string
  version: number
  title: string
  createdAt: Date
  retiredAt: Date | null
  answered: number
}

/** Every version of a form, the newest first, with how often it was answered. */
export async function listVersions(ctx: Context, key: string): Promise<FormVersion[]> {
  const { rows } =
    await sql<FormVersion>`select f.id, f.version, f.title, f.created_at as "createdAt", f.retired_at as "retiredAt",
      (select count(*)::int from form_request r where r.practice_id = f.practice_id and r.form_id = f.id and r.state = 'completed') as answered
    from form f where f.practice_id = ${ctx.practiceId} and f.key = ${key} order by f.version desc`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This form')
  return rows
}

/** Keeps a form as the next version of its key. */
export async function saveForm(ctx: Context, key: string, definition: unknown): Promise<Form> {
  const form = checkForm(definition)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`form ${ctx.practiceId} ${key}`}, 0))`.execute(
    ctx.db,
  )
  const { rows } =
    await sql<Form>`insert into form (practice_id, id, key, version, title, definition, created_at)
    select ${ctx.practiceId}, ${ctx.newId()}, ${key}, coalesce(max(version), 0) + 1, ${titleOf(form, key)}, ${JSON.stringify(definition)}::jsonb, ${ctx.now}
    from form where practice_id = ${ctx.practiceId} and key = ${key}
    returning ${COLUMNS}`.execute(ctx.db)
  const saved = rows[0]!
  ctx.record('form.saved', { subject: ['form', saved.id], data: { key, version: saved.version } })
  return saved
}

function titleOf({ title, name }: Questionnaire, key: string): string {
  return title || (typeof name === 'string' && name) || key
}

/** No longer sent; what was answered stays. */
export async function retireForm(ctx: Context, key: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`update form set retired_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and key = ${key} and retired_at is null returning id`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw notFound('This form')
  ctx.record('form.retired', { subject: ['form', rows[0]!.id], data: { key } })
}
