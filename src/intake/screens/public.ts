import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/forms/preview', load: () => import('./public/PreviewScreen.tsx') },
  { path: '/card/:token', load: () => import('./public/card/CardScreen.tsx') },
  { path: '/forms/:token', load: () => import('./public/FormScreen.tsx') },
]
