import type { PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/messages',
    permission: 'messages.see',
    nav: { label: 'nav.messages', icon: 'mail', order: 45, go: 'M' },
    load: () => import('./MessagesScreen.tsx'),
  },
]

export const parts: PartEntry[] = [
  {
    place: 'client.tab',
    key: 'messages',
    label: 'nav.messages',
    icon: 'mail',
    order: 35,
    permission: 'messages.see',
    load: () => import('./ClientMessages.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'wording',
    label: 'nav.wording',
    icon: 'message',
    order: 50,
    permission: 'templates.manage',
    load: () => import('./WordingTab.tsx'),
  },
]
