import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { saveForm } from '../form.ts'
import type { Form } from '../form.ts'
import { tablesInTables } from '../questionnaire/nested-tables.ts'

/** What is being worked on; it may be unfinished and wrong. */
export interface Draft {
  key: string
  title: string
  definition: Record<string, unknown>
  basedOn: number | null
  updatedAt: Date
  updatedBy: string
  rowVersion: number
}

const COLUMNS = sql.raw(`key, title, definition, based_version as "basedOn", updated_at as "updatedAt",
  updated_by as "updatedBy", row_version as "rowVersion"`)

export async function findDraftIfAny(ctx: Context, key: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`select ${COLUMNS} from form_draft
    where practice_id = ${ctx.practiceId} and key = ${key}`.execute(ctx.db)
  return rows[0]
}

export async function listDrafts(ctx: Context): Promise<Draft[]> {
  const { rows } = await sql<Draft>`select ${COLUMNS} from form_draft
    where practice_id = ${ctx.practiceId} order by updated_at desc`.execute(ctx.db)
  return rows
}

/** Keeps a draft; `rowVersion` is the one the person saw, 0 for a new one (409 changed_meanwhile otherwise). */
export async function keepDraft(
  ctx: Context,
  key: string,
  wish: { definition: Record<string, unknown>; basedOn: number | null; rowVersion: number },
): Promise<Draft> {
  const title = titleOf(wish.definition) || key
  const json = JSON.stringify(wish.definition)
  const { rows } =
    wish.rowVersion === 0
      ? await sql<Draft>`insert into form_draft (practice_id, id, key, title, definition, based_version, created_at, updated_at, updated_by)
          values (${ctx.practiceId}, ${ctx.newId()}, ${key}, ${title}, ${json}::jsonb, ${wish.basedOn}, ${ctx.now}, ${ctx.now}, ${ctx.actor.name})
          on conflict (practice_id, key) do nothing returning ${COLUMNS}`.execute(ctx.db)
      : await sql<Draft>`update form_draft set title = ${title}, definition = ${json}::jsonb, based_version = ${wish.basedOn},
            updated_at = ${ctx.now}, updated_by = ${ctx.actor.name}, row_version = row_version + 1
          where practice_id = ${ctx.practiceId} and key = ${key} and row_version = ${wish.rowVersion} returning ${COLUMNS}`.execute(
          ctx.db,
        )
  if (!rows[0]) throw changedMeanwhile((await findDraftIfAny(ctx, key))?.rowVersion ?? 0)
  return rows[0]
}

/** Throws the draft away; the published versions stay. */
export async function dropDraft(ctx: Context, key: string): Promise<void> {
  const { rows } = await sql`delete from form_draft
    where practice_id = ${ctx.practiceId} and key = ${key} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw notFound('This draft')
}

/** Makes the draft the next version; who answered before keeps theirs. Throws 422 form_invalid naming each fault. */
export async function publishDraft(ctx: Context, key: string, rowVersion: number): Promise<Form> {
  const draft = await findDraftIfAny(ctx, key)
  if (!draft) throw notFound('This draft')
  if (draft.rowVersion !== rowVersion) throw changedMeanwhile(draft.rowVersion)
  const nested = tablesInTables(draft.definition)
  if (nested.length > 0)
    throw problem(422, 'form_invalid', `${nested[0]!.field}: ${nested[0]!.message}`, {
      fields: nested.map(({ field, message }) => ({ field, message })),
    })
  const form = await saveForm(ctx, key, { ...draft.definition, status: 'active' })
  await dropDraft(ctx, key)
  return form
}

function titleOf({ title }: Record<string, unknown>): string {
  return typeof title === 'string' ? title.slice(0, 500) : ''
}
