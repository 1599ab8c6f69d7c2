import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { checkTemplate, renderTemplate } from '../../platform/mail/mail.ts'

/** What a ready-made text may name; anything else is refused when it is saved. */
export const SNIPPET_FIELDS = ['client_name', 'practice_name', 'practice_phone', 'staff_name'] as const

export interface Snippet {
  id: string
  name: string
  body: string
  rowVersion: number
}

/** The ready-made texts by name. */
export async function listSnippets(ctx: Context): Promise<Snippet[]> {
  const { rows } = await sql<Snippet>`select id, name, body, row_version as "rowVersion" from message_snippet
    where practice_id = ${ctx.practiceId} order by lower(name), id`.execute(ctx.db)
  return rows
}

/** A ready-made text with the names in it of this client and of who writes. */
export async function fillSnippet(ctx: Context, body: string, clientId: string): Promise<string> {
  const { rows } = await sql<{ client: string; practice: string; phone: string | null }>`select
      coalesce(c.preferred_name, c.given_name) as client, p.name as practice, p.phone
    from client c join practice p on p.practice_id = c.practice_id
    where c.practice_id = ${ctx.practiceId} and c.id = ${clientId}`.execute(ctx.db)
  const { client, practice, phone } = rows[0]!
  return renderTemplate(body, {
    client_name: client,
    practice_name: practice,
    practice_phone: phone ?? '',
    staff_name: ctx.actor.name,
  })
}

/** Keeps a new text, or a change (id and the version that was read). Refuses (422) what could not be filled later. */
export async function saveSnippet(
  ctx: Context,
  wish: { id?: string | undefined; name: string; body: string; rowVersion?: number | undefined },
): Promise<void> {
  const [wrong] = checkTemplate(wish.body, SNIPPET_FIELDS)
  if (wrong)
    throw problem(422, 'template_invalid', `Line ${wrong.line}: ${wrong.message}`, {
      fields: [{ field: 'body', message: `Line ${wrong.line}: ${wrong.message}` }],
    })
  const id = wish.id ?? ctx.newId()
  if (wish.id) await change(ctx, { ...wish, id })
  else
    await sql`insert into message_snippet (practice_id, id, name, body, changed_at)
      values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.body}, ${ctx.now})`.execute(ctx.db)
  ctx.record('message_snippet.saved', {
    subject: ['message_snippet', id],
    after: { name: wish.name, body: wish.body },
  })
}

async function change(
  ctx: Context,
  {
    id,
    name,
    body,
    rowVersion = 0,
  }: { id: string; name: string; body: string; rowVersion?: number | undefined },
) {
  const { rows } =
    await sql`update message_snippet set name = ${name}, body = ${body}, changed_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length > 0) return
  const known = (await listSnippets(ctx)).find((each) => each.id === id)
  if (!known) throw notFound('This text')
  throw changedMeanwhile(known.rowVersion)
}

/** Takes a text away; what was sent with it stays as it was. */
export async function removeSnippet(ctx: Context, id: string): Promise<void> {
  const { rows } =
    await sql`delete from message_snippet where practice_id = ${ctx.practiceId} and id = ${id} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This text')
  ctx.record('message_snippet.removed', { subject: ['message_snippet', id] })
}

/** The name is taken. */
export function snippetNameTaken() {
  return problem(
    409,
    'name_taken',
    'There is a ready-made text with this name already. Choose another one.',
    {
      fields: [{ field: 'name', message: 'This name is taken.' }],
    },
  )
}
