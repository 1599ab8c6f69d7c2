import type { ActionEntry, PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/tasks',
    permission: 'tasks.see',
    nav: {
      label: 'nav.tasks',
      icon: 'check',
      order: 16,
      go: 'A',
      count: { read: 'GET /task-count', live: ['task'] },
    },
    load: () => import('./tasks/TasksScreen.tsx'),
  },
  {
    path: '/automations',
    permission: 'automations.see',
    nav: { label: 'nav.automations', icon: 'automation', order: 82 },
    load: () => import('./automations/AutomationsScreen.tsx'),
  },
  {
    path: '/automations/$id',
    permission: 'automations.see',
    load: () => import('./automations/AutomationScreen.tsx'),
  },
]

export const actions: ActionEntry[] = [
  { label: 'task.add', icon: 'check', to: '/tasks', search: { new: '1' }, permission: 'tasks.edit' },
]

export const parts: PartEntry[] = [
  {
    place: 'client.side',
    key: 'tasks',
    label: 'nav.tasks',
    order: 15,
    permission: 'tasks.see',
    load: () => import('./tasks/ClientTasks.tsx'),
  },
  {
    place: 'visit.side',
    key: 'tasks',
    label: 'nav.tasks',
    icon: 'check',
    order: 40,
    permission: 'tasks.see',
    load: () => import('./tasks/VisitTasks.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'webhooks',
    label: 'nav.webhooks',
    icon: 'external',
    order: 75,
    permission: 'webhooks.manage',
    load: () => import('./webhooks/WebhooksTab.tsx'),
  },
]
