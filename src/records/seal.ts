import { createHash } from 'node:crypto'
import type { NoteContent } from './note-content.ts'
import type { Section } from './note-template.ts'

export interface SealedText {
  clientId: string
  appointmentId: string | null
  templateKey: string
  sections: readonly Section[]
  content: NoteContent
  signedBy: string
  signedAt: Date
}

/** The exact text that a signature stands for, and its sha256. The order of its parts is part of the seal. */
export function sealNote(note: SealedText): { document: string; sha256: string } {
  const document = JSON.stringify({
    client: note.clientId,
    visit: note.appointmentId,
    template: note.templateKey,
    sections: note.sections,
    content: note.content,
    signedBy: note.signedBy,
    signedAt: note.signedAt.toISOString(),
  })
  return { document, sha256: createHash('sha256').update(document).digest('hex') }
}
