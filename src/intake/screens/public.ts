import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/forms/preview', load: () => import('./public/PreviewScreen.tsx') },
  { path: '/card/:token', load: () => import('./public/card/CardScreen.tsx') },
  { path: '/forms/:token', load: () => import('./public/FormScreen.tsx') },
  { path: '/consents/:token', load: () => import('./public/ConsentScreen.tsx') },
  { path: '/arrive/:token', load: () => import('./public/ArriveScreen.tsx') },
  { path: '/checkin/:location/phone', load: () => import('./public/EntranceScreen.tsx') },
  { path: '/checkin/:location', load: () => import('./public/KioskScreen.tsx') },
]
