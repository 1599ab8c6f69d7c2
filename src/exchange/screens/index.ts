import type { ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/imports',
    permission: 'import.run',
    nav: { label: 'nav.imports', icon: 'upload', order: 92 },
    load: () => import('./ImportsScreen.tsx'),
  },
  { path: '/imports/$id', permission: 'import.run', load: () => import('./ImportScreen.tsx') },
]
