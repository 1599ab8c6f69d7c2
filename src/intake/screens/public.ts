import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/forms/:token', load: () => import('./public/FormScreen.tsx') },
]
