import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/pay/:token', load: () => import('./public/PayScreen.tsx') },
  { path: '/pay/test/:practice/:session', load: () => import('./public/TestGatewayScreen.tsx') },
]
