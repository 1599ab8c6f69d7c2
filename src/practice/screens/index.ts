import type { ActionEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/settings',
    permission: 'settings.manage',
    nav: { label: 'nav.settings', icon: 'settings', order: 90 },
    load: () => import('./settings/SettingsScreen.tsx'),
  },
  {
    path: '/team',
    permission: 'staff.manage',
    nav: { label: 'nav.team', icon: 'team', order: 85 },
    load: () => import('./staff/StaffScreen.tsx'),
  },
  {
    path: '/audit',
    permission: 'audit.see',
    nav: { label: 'nav.audit', icon: 'security', order: 95 },
    load: () => import('./audit/AuditScreen.tsx'),
  },
  { path: '/first-run', frame: 'bare', load: () => import('./start/FirstRunScreen.tsx') },
  { path: '/welcome/$token', frame: 'bare', load: () => import('./start/WelcomeScreen.tsx') },
]

export const actions: ActionEntry[] = [
  { label: 'staff.add', icon: 'addPerson', to: '/team', search: { new: '1' }, permission: 'staff.manage' },
]
