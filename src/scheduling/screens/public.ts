import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/book/:practice', load: () => import('./public/BookScreen.tsx') },
  { path: '/visit/:token', load: () => import('./public/VisitScreen.tsx') },
]
