import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { installPack } from './note-template.ts'
import * as notes from './operations/notes.ts'

export { keepPastNotes } from './past-notes.ts'
export type { PastNote } from './past-notes.ts'
export { listNotes, saveNote, signNote, startVisitNote } from './note.ts'
export type { NoteContent } from './note-content.ts'
export { findSignedVisits } from './signed-visits.ts'

export const slice: Slice = {
  name: 'records',
  permissions,
  topics,
  operations: operations(
    notes.templates,
    notes.ofClient,
    notes.get,
    notes.startForVisit,
    notes.startForClient,
    notes.save,
    notes.sign,
    notes.amend,
    notes.discard,
  ),
  subscribers: [installPack],
}
