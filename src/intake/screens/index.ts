import type { PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/form-builder/$key',
    permission: 'forms.manage',
    load: () => import('./builder/BuilderScreen.tsx'),
  },
  { path: '/form-requests/$id', permission: 'forms.see_answers', load: () => import('./AnswersScreen.tsx') },
]

export const parts: PartEntry[] = [
  {
    place: 'client.tab',
    key: 'forms',
    label: 'nav.forms',
    icon: 'form',
    order: 30,
    permission: 'forms.see',
    load: () => import('./ClientForms.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'forms',
    label: 'nav.forms',
    icon: 'form',
    order: 40,
    permission: 'forms.manage',
    load: () => import('./FormsTab.tsx'),
  },
]
