import type { ComponentType } from 'react'

/** A page without sign-in, as listed in `src/<slice>/screens/public.ts` (`export const publicScreens`). */
export interface PublicScreen {
  /** `/book/:practice`; the parts come to the screen as `params`. */
  path: string
  load: () => Promise<{ default: ComponentType<PublicScreenProps> }>
}

export interface PublicScreenProps {
  params: Record<string, string>
}
