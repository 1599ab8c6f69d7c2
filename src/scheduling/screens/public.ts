import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/book/:practice', load: () => import('./public/BookScreen.tsx') },
  // The same page in a frame on the practice's own site.
  { path: '/embed/:practice', load: () => import('./public/BookScreen.tsx') },
  { path: '/book/me/:token', load: () => import('./public/MeScreen.tsx') },
  { path: '/book/for/:token', load: () => import('./public/InviteScreen.tsx') },
  { path: '/book/confirm/:token', load: () => import('./public/ConfirmScreen.tsx') },
  { path: '/visit/:token', load: () => import('./public/VisitScreen.tsx') },
  { path: '/offer/:token', load: () => import('./public/OfferScreen.tsx') },
  { path: '/replan/:token', load: () => import('./public/ReplanScreen.tsx') },
]
