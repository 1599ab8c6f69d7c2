import type { ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/dashboard',
    permission: 'insight.see',
    nav: { label: 'nav.dashboard', icon: 'home', order: 5, go: 'D' },
    load: () => import('./DashboardScreen.tsx'),
  },
  {
    path: '/measures',
    permission: 'insight.see',
    nav: { label: 'nav.measures', icon: 'chart', order: 80, go: 'F' },
    load: () => import('./MeasuresScreen.tsx'),
  },
]
