import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/portal/messages/:token', load: () => import('./public/MyMessagesScreen.tsx') },
  { path: '/portal/preferences/:token', load: () => import('./public/MyPreferencesScreen.tsx') },
]
