import type { PublicScreen } from '../../ui/public/index.ts'

export const publicScreens: PublicScreen[] = [
  { path: '/enquiry/:practice', load: () => import('./public/EnquiryScreen.tsx') },
]
