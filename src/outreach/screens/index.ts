import type { PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/recalls',
    permission: 'recalls.see',
    nav: { label: 'recalls.title', icon: 'refresh', order: 40, go: 'R' },
    load: () => import('./recalls/RecallsScreen.tsx'),
  },
  {
    path: '/campaigns',
    permission: 'campaigns.see',
    nav: { label: 'campaigns.title', icon: 'send', order: 47 },
    load: () => import('./campaigns/CampaignsScreen.tsx'),
  },
  {
    path: '/campaigns/$id',
    permission: 'campaigns.see',
    load: () => import('./campaigns/CampaignScreen.tsx'),
  },
]

export const parts: PartEntry[] = [
  {
    place: 'client.side',
    key: 'recalls',
    label: 'recalls.title',
    icon: 'refresh',
    order: 45,
    permission: 'recalls.see',
    load: () => import('./recalls/ClientRecalls.tsx'),
  },
]
