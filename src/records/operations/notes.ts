import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, line, text } from '../../platform/operation/shapes.ts'
import { listTemplates } from '../note-template.ts'
import type { Note } from '../note.ts'
import {
  amendNote,
  discardNote,
  findNote,
  listAmendments,
  listNotes,
  saveNote,
  signNote,
  startClientNote,
  startVisitNote,
} from '../note.ts'

const TextShape = z.object({ en: z.string(), de: z.string() })
const SectionShape = z.object({
  key: z.string(),
  title: TextShape,
  kind: z.enum(['text', 'number', 'scale', 'choice', 'checkbox', 'body_chart']),
  hint: TextShape.optional(),
  required: z.boolean(),
  options: z.array(z.object({ code: z.string(), label: TextShape })).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
})
const Mark = z.strictObject({
  side: z.enum(['front', 'back']),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  kind: line(40),
})
const ContentShape = z.record(
  z.string().max(40),
  z.union([text(20_000), z.number(), z.boolean(), z.array(Mark).max(200)]),
)

const NoteShape = z.object({
  id: Id,
  state: z.enum(['draft', 'signed']),
  clientId: Id,
  appointmentId: Id.nullable(),
  authorName: z.string(),
  templateKey: z.string(),
  title: TextShape,
  sections: z.array(SectionShape),
  privacy: z.enum(['team', 'author']),
  content: ContentShape,
  startedAt: Instant,
  savedAt: Instant.nullable(),
  signedAt: Instant.nullable(),
  signedBy: z.string().nullable(),
  documentSha256: z.string().nullable(),
  rowVersion: z.int(),
  amendments: z.array(
    z.object({ id: Id, authorName: z.string(), reason: z.string(), body: z.string(), amendedAt: Instant }),
  ),
  can: z.object({ edit: z.boolean(), sign: z.boolean(), amend: z.boolean(), discard: z.boolean() }),
})

async function present(ctx: Context, note: Note): Promise<z.input<typeof NoteShape>> {
  const isOwnDraft =
    note.state === 'draft' &&
    ctx.actor.kind === 'staff' &&
    ctx.actor.staffId === note.authorId &&
    ctx.can('notes.write')
  return {
    ...note,
    amendments: note.state === 'signed' ? await listAmendments(ctx, note.id) : [],
    can: {
      edit: isOwnDraft,
      sign: isOwnDraft,
      discard: isOwnDraft,
      amend: note.state === 'signed' && ctx.can('notes.write'),
    },
  }
}

export const templates = operation({
  path: 'GET /note-templates',
  summary: 'The templates notes are written by',
  allow: 'notes.see',
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        key: z.string(),
        version: z.int(),
        title: TextShape,
        sections: z.array(SectionShape),
      }),
    ),
  }),
  run: async (ctx) => ({ items: await listTemplates(ctx) }),
})

export const ofClient = operation({
  path: 'GET /clients/{clientId}/notes',
  summary: 'The notes of a client, the newest first',
  allow: 'notes.see',
  reads: 'client',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(NoteShape) }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    ctx.saw('client', clientId)
    const notes = await listNotes(ctx, { clientId })
    return { items: await Promise.all(notes.map((note) => present(ctx, note))) }
  },
})

export const get = operation({
  path: 'GET /notes/{id}',
  summary: 'One note, with what was added after signing',
  allow: 'notes.see',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: NoteShape,
  run: async (ctx, { id }) => {
    const note = await findNote(ctx, id)
    ctx.saw('note', id, note.clientId)
    return present(ctx, note)
  },
})

export const startForVisit = operation({
  path: 'POST /appointments/{appointmentId}/note',
  summary: 'Open the note of a visit: mine that exists, or a new one by the service’s template',
  allow: 'notes.write',
  takes: z.strictObject({ appointmentId: Id }),
  returns: NoteShape,
  fails: ['visit_not_held'],
  run: async (ctx, { appointmentId }) => present(ctx, await startVisitNote(ctx, appointmentId)),
})

export const startForClient = operation({
  path: 'POST /clients/{clientId}/notes',
  summary: 'Begin a note that belongs to no visit',
  allow: 'notes.write',
  takes: z.strictObject({ clientId: Id, templateKey: z.string().max(40) }),
  returns: NoteShape,
  run: async (ctx, wish) => {
    await findClient(ctx, wish.clientId)
    return present(ctx, await startClientNote(ctx, wish))
  },
})

export const save = operation({
  path: 'PUT /notes/{id}/content',
  summary: 'Keep what was written so far',
  allow: 'notes.write',
  takes: z.strictObject({
    id: Id,
    content: ContentShape,
    privacy: z.enum(['team', 'author']).optional(),
    rowVersion: RowVersion,
  }),
  returns: NoteShape,
  fails: ['note_incomplete', 'note_signed', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => present(ctx, await saveNote(ctx, id, wish)),
})

export const sign = operation({
  path: 'POST /notes/{id}/signature',
  summary: 'Sign a note: it cannot be changed any more, and its visit is done',
  allow: 'notes.write',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion }),
  returns: NoteShape,
  fails: ['note_incomplete', 'note_signed', 'wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, rowVersion }) => present(ctx, await signNote(ctx, id, { rowVersion })),
})

export const amend = operation({
  path: 'POST /notes/{id}/amendments',
  summary: 'Add to a signed note, with the reason',
  allow: 'notes.write',
  takes: z.strictObject({
    id: Id,
    reason: line(300),
    body: text(20_000).refine((value) => value.trim() !== '', 'Write what is to be added.'),
  }),
  returns: NoteShape,
  fails: ['note_not_signed'],
  reason: 'required',
  run: async (ctx, { id, ...wish }) => present(ctx, await amendNote(ctx, id, wish)),
})

export const discard = operation({
  path: 'POST /notes/{id}/discard',
  summary: 'Throw a draft away, with the reason',
  allow: 'notes.write',
  takes: z.strictObject({ id: Id, reason: line(300) }),
  returns: z.object({ id: Id }),
  fails: ['note_signed'],
  reason: 'required',
  run: async (ctx, { id }) => {
    await discardNote(ctx, id)
    return { id }
  },
})
