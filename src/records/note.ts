import { sql } from 'kysely'
import { seesClient } from '../clients/index.ts'
import type { Context } from '../platform/operation/context.ts'
import { changedMeanwhile } from '../platform/operation/row-version.ts'
import { forbidden, notFound, problem } from '../platform/problem.ts'
import { completeVisit } from '../scheduling/index.ts'
import { seesNote } from './access.ts'
import type { NoteContent } from './note-content.ts'
import { checkContent } from './note-content.ts'
import type { NoteTemplate, Section, Text } from './note-template.ts'
import { findTemplate, templateOrPlain } from './note-template.ts'
import { sealNote } from './seal.ts'

export interface Amendment {
  id: string
  authorName: string
  reason: string
  body: string
  amendedAt: Date
}

export interface Note {
  id: string
  state: 'draft' | 'signed'
  clientId: string
  appointmentId: string | null
  authorId: string
  authorName: string
  templateKey: string
  title: Text
  sections: Section[]
  privacy: 'team' | 'author'
  content: NoteContent
  startedAt: Date
  savedAt: Date | null
  signedAt: Date | null
  signedBy: string | null
  documentSha256: string | null
  rowVersion: number
}

const JOINS = (note: 'n' | 'd') =>
  sql.raw(`join note_template t on t.practice_id = ${note}.practice_id and t.id = ${note}.template_id
  join staff s on s.practice_id = ${note}.practice_id and s.id = ${note}.author_id`)
const SHARED = (note: 'n' | 'd') =>
  sql.raw(`${note}.id, ${note}.client_id as "clientId", ${note}.appointment_id as "appointmentId", ${note}.author_id as "authorId",
  s.name as "authorName", t.key as "templateKey", t.title, t.sections, ${note}.privacy, ${note}.content, ${note}.started_at as "startedAt"`)

/** Notes and drafts that fit, as this actor may see them, the newest first. */
async function readNotes(
  ctx: Context,
  where: { id?: string; clientId?: string; appointmentId?: string },
): Promise<Note[]> {
  const fits = (note: 'n' | 'd') => sql`${sql.ref(`${note}.practice_id`)} = ${ctx.practiceId}
    and (${where.id ?? null}::uuid is null or ${sql.ref(`${note}.id`)} = ${where.id ?? null})
    and (${where.clientId ?? null}::uuid is null or ${sql.ref(`${note}.client_id`)} = ${where.clientId ?? null})
    and (${where.appointmentId ?? null}::uuid is null or ${sql.ref(`${note}.appointment_id`)} = ${where.appointmentId ?? null})
    and ${seesNote(ctx, note)} and ${seesClient(ctx, sql.ref(`${note}.client_id`))}`
  const { rows } = await sql<Note>`
    select ${SHARED('n')}, 'signed' as state, null::timestamptz as "savedAt", n.signed_at as "signedAt", n.signed_by as "signedBy",
      n.document_sha256 as "documentSha256", 0 as "rowVersion" from note n ${JOINS('n')} where ${fits('n')}
    union all
    select ${SHARED('d')}, 'draft', d.saved_at, null, null, null, d.row_version from note_draft d ${JOINS('d')} where ${fits('d')}
    order by "startedAt" desc limit 500`.execute(ctx.db)
  return rows
}

export async function findNote(ctx: Context, id: string): Promise<Note> {
  const [note] = await readNotes(ctx, { id })
  if (!note) throw notFound('This note')
  return note
}

export async function listNotes(
  ctx: Context,
  where: { clientId?: string; appointmentId?: string },
): Promise<Note[]> {
  return readNotes(ctx, where)
}

export async function listAmendments(ctx: Context, noteId: string): Promise<Amendment[]> {
  const { rows } =
    await sql<Amendment>`select id, author_name as "authorName", reason, body, amended_at as "amendedAt" from note_amendment
    where practice_id = ${ctx.practiceId} and note_id = ${noteId} order by amended_at, id`.execute(ctx.db)
  return rows
}

/** Opens the note of a visit: the draft or signed note there is, or a new draft from the service's template. */
export async function startVisitNote(ctx: Context, appointmentId: string): Promise<Note> {
  const author = authorOf(ctx)
  const { rows } = await sql<{
    clientId: string | null
    key: string | null
    state: string
  }>`select a.client_id as "clientId", v.note_template_key as key, a.state
    from appointment a join service v on v.practice_id = a.practice_id and v.id = a.service_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${appointmentId} and ${seesClient(ctx, sql.ref('a.client_id'))}`.execute(
    ctx.db,
  )
  const visit = rows[0]
  if (!visit?.clientId) throw notFound('This appointment')
  if (['cancelled', 'expired', 'no_show'].includes(visit.state))
    throw problem(
      409,
      'visit_not_held',
      'This visit did not take place. Write a note for the client instead.',
    )
  const known = (await readNotes(ctx, { appointmentId })).find(({ authorId }) => authorId === author)
  return (
    known ??
    startNote(ctx, {
      clientId: visit.clientId,
      appointmentId,
      template: await templateOrPlain(ctx, visit.key),
    })
  )
}

/** A note that belongs to no visit: a phone call, a letter read. */
export async function startClientNote(
  ctx: Context,
  wish: { clientId: string; templateKey: string },
): Promise<Note> {
  return startNote(ctx, {
    clientId: wish.clientId,
    appointmentId: null,
    template: await findTemplate(ctx, wish.templateKey),
  })
}

async function startNote(
  ctx: Context,
  {
    clientId,
    appointmentId,
    template,
  }: { clientId: string; appointmentId: string | null; template: NoteTemplate },
): Promise<Note> {
  const author = authorOf(ctx)
  const { rows } = await sql<{
    id: string
  }>`insert into note_draft (practice_id, id, client_id, appointment_id, template_id, author_id, privacy, started_at, saved_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${clientId}, ${appointmentId}, ${template.id}, ${author}, 'team', ${ctx.now}, ${ctx.now})
    on conflict on constraint note_draft_once do update set saved_at = note_draft.saved_at returning id`.execute(
    ctx.db,
  )
  const { id } = rows[0]!
  ctx.record('note.started', { subject: ['note', id], clientId, data: { appointmentId } })
  return findNote(ctx, id)
}

/** Keeps what was typed; 409 when another window saved meanwhile, so that neither text is lost. */
export async function saveNote(
  ctx: Context,
  id: string,
  wish: { content: NoteContent; privacy?: Note['privacy'] | undefined; rowVersion: number },
): Promise<Note> {
  const note = await findOwnDraft(ctx, id)
  checkContent(note.sections, wish.content, { complete: false })
  const { rows } =
    await sql`update note_draft set content = ${JSON.stringify(wish.content)}::jsonb, privacy = ${wish.privacy ?? note.privacy}, saved_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile((await findOwnDraft(ctx, id)).rowVersion)
  return findNote(ctx, id)
}

/** Signs: the note moves where it cannot be changed any more, and its visit is done. */
export async function signNote(
  ctx: Context,
  id: string,
  { rowVersion }: { rowVersion: number },
): Promise<Note> {
  const note = await findOwnDraft(ctx, id)
  checkContent(note.sections, note.content, { complete: true })
  if (note.rowVersion !== rowVersion) throw changedMeanwhile(note.rowVersion)
  const { document, sha256 } = sealNote({ ...note, signedBy: ctx.actor.name, signedAt: ctx.now })
  await sql`with draft as (delete from note_draft where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning *)
    insert into note (practice_id, id, client_id, appointment_id, template_id, author_id, privacy, content, started_at, signed_at, signed_by, document, document_sha256)
    select practice_id, id, client_id, appointment_id, template_id, author_id, privacy, content, started_at, ${ctx.now}, ${ctx.actor.name}, ${document}, ${sha256} from draft`.execute(
    ctx.db,
  )
  ctx.record('note.signed', {
    subject: ['note', id],
    clientId: note.clientId,
    data: { appointmentId: note.appointmentId, sha256 },
  })
  if (note.appointmentId) await completeVisit(ctx, note.appointmentId)
  return findNote(ctx, id)
}

/** Adds to a signed note, with the reason; the original stays as it was. */
export async function amendNote(
  ctx: Context,
  id: string,
  wish: { reason: string; body: string },
): Promise<Note> {
  const note = await findNote(ctx, id)
  if (note.state !== 'signed')
    throw problem(409, 'note_not_signed', 'This note is not signed yet: change it directly.')
  await sql`insert into note_amendment (practice_id, id, note_id, author_id, author_name, reason, body, amended_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${id}, ${authorOf(ctx)}, ${ctx.actor.name}, ${wish.reason}, ${wish.body}, ${ctx.now})`.execute(
    ctx.db,
  )
  ctx.record('note.amended', {
    subject: ['note', id],
    clientId: note.clientId,
    data: { appointmentId: note.appointmentId },
  })
  return note
}

/** Throws a draft away; its text is not kept, that it existed and why it went is. */
export async function discardNote(ctx: Context, id: string): Promise<void> {
  const note = await findOwnDraft(ctx, id)
  await sql`delete from note_draft where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('note.discarded', {
    subject: ['note', id],
    clientId: note.clientId,
    data: { appointmentId: note.appointmentId },
  })
}

async function findOwnDraft(ctx: Context, id: string): Promise<Note> {
  const note = await findNote(ctx, id)
  if (note.state === 'signed')
    throw problem(409, 'note_signed', 'This note is signed and cannot be changed. Add an amendment instead.')
  if (note.authorId !== authorOf(ctx)) throw forbidden('Only its author may change this draft.')
  return note
}

/** Notes are written by people: a key or a job signs nothing. */
function authorOf(ctx: Context): string {
  if (ctx.actor.kind !== 'staff') throw forbidden('Notes are written by members of staff who are signed in.')
  return ctx.actor.staffId
}
