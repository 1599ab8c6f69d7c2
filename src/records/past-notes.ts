import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import type { NoteContent } from './note-content.ts'
import { checkContent } from './note-content.ts'
import { listTemplates } from './note-template.ts'
import { sealNote } from './seal.ts'

export interface PastNote {
  clientId: string
  appointmentId: string
  templateKey: string
  authorId: string
  authorName: string
  content: NoteContent
  at: Date
}

/** Writes signed notes of a history in one statement; each fits its template and has its hash, as if signed then. */
export async function keepPastNotes(ctx: Context, notes: readonly PastNote[]) {
  const templates = new Map((await listTemplates(ctx)).map((each) => [each.key, each]))
  const rows = notes.flatMap((note) => {
    const template = templates.get(note.templateKey)
    if (!template) return []
    checkContent(template.sections, note.content, { complete: true })
    const { document, sha256 } = sealNote({
      ...note,
      sections: template.sections,
      signedBy: note.authorName,
      signedAt: note.at,
    })
    return {
      practice_id: ctx.practiceId,
      id: ctx.newId(),
      client_id: note.clientId,
      appointment_id: note.appointmentId,
      template_id: template.id,
      author_id: note.authorId,
      privacy: 'team',
      content: note.content,
      started_at: note.at,
      signed_at: note.at,
      signed_by: note.authorName,
      document,
      document_sha256: sha256,
    }
  })
  await sql`insert into note select * from jsonb_populate_recordset(null::note, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
}
