import type { ActionEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/clients',
    permission: 'clients.see',
    nav: { label: 'nav.clients', icon: 'clients', order: 30, go: 'P' },
    load: () => import('./ClientsScreen.tsx'),
  },
  { path: '/clients/$id', permission: 'clients.see', load: () => import('./client/ClientScreen.tsx') },
  {
    path: '/leads',
    permission: 'leads.see',
    nav: { label: 'nav.leads', icon: 'star', order: 35, go: 'L' },
    load: () => import('./leads/LeadsScreen.tsx'),
  },
]

export const actions: ActionEntry[] = [
  {
    label: 'newClient',
    icon: 'addPerson',
    to: '/clients',
    search: { new: '1' },
    key: 'P',
    permission: 'clients.edit',
  },
  { label: 'lead.new', icon: 'star', to: '/leads', search: { new: '1' }, permission: 'leads.edit' },
]
