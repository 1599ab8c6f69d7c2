import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/estimate/:token', load: () => import('./public/EstimateScreen.tsx') },
  { path: '/pay/card/:token', load: () => import('./public/CardsScreen.tsx') },
  { path: '/pay/deposit/:token', load: () => import('./public/DepositScreen.tsx') },
  { path: '/pay/:token', load: () => import('./public/PayScreen.tsx') },
  { path: '/pay/test/:practice/:session', load: () => import('./public/TestGatewayScreen.tsx') },
]
