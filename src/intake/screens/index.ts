import type { PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/form-builder/$key',
    permission: 'forms.manage',
    load: () => import('./builder/BuilderScreen.tsx'),
  },
  {
    path: '/insurance',
    permission: 'insurance.see',
    nav: { label: 'insurance.concerns', icon: 'security', order: 48 },
    load: () => import('./insurance/ConcernsScreen.tsx'),
  },
  { path: '/form-requests/$id', permission: 'forms.see_answers', load: () => import('./AnswersScreen.tsx') },
]

export const parts: PartEntry[] = [
  {
    place: 'client.tab',
    key: 'insurance',
    label: 'insurance.tab',
    icon: 'security',
    order: 35,
    permission: 'insurance.see',
    load: () => import('./insurance/InsuranceTab.tsx'),
  },
  {
    place: 'visit.side',
    key: 'insurance',
    label: 'insurance.tab',
    icon: 'security',
    order: 25,
    permission: 'insurance.see',
    load: () => import('./insurance/VisitCover.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'insurance',
    label: 'insurance.tab',
    icon: 'security',
    order: 45,
    permission: 'insurance.manage',
    load: () => import('./insurance/InsuranceSettings.tsx'),
  },
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
