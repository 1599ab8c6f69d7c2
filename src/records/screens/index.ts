import type { PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  { path: '/notes/$id', permission: 'notes.see', load: () => import('./NoteScreen.tsx') },
]

export const parts: PartEntry[] = [
  {
    place: 'client.tab',
    key: 'notes',
    label: 'nav.notes',
    icon: 'note',
    order: 20,
    permission: 'notes.see',
    load: () => import('./ClientNotes.tsx'),
  },
  {
    place: 'visit.side',
    key: 'note',
    label: 'nav.notes',
    icon: 'note',
    order: 10,
    permission: 'notes.write',
    load: () => import('./VisitNote.tsx'),
  },
]
