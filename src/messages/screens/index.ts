import type { PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/conversations',
    permission: 'messages.see',
    nav: { label: 'nav.inbox', icon: 'inbox', order: 44, go: 'N' },
    load: () => import('./conversations/InboxScreen.tsx'),
  },
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
    place: 'client.side',
    key: 'consent',
    label: 'nav.consent',
    icon: 'mail',
    order: 60,
    permission: 'messages.see',
    load: () => import('./consent/ClientConsent.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'channels',
    label: 'nav.channels',
    icon: 'send',
    order: 48,
    permission: 'channels.manage',
    load: () => import('./channels/ChannelsTab.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'snippets',
    label: 'nav.snippets',
    icon: 'message',
    order: 52,
    permission: 'templates.manage',
    load: () => import('./channels/SnippetsTab.tsx'),
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
  {
    place: 'client.side',
    key: 'timing',
    label: 'timing.reminders',
    icon: 'clock',
    order: 60,
    permission: 'messages.see',
    load: () => import('./timing/ClientTiming.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'timing',
    label: 'timing.tab',
    icon: 'clock',
    order: 51,
    permission: 'templates.manage',
    load: () => import('./timing/TimingTab.tsx'),
  },
]
