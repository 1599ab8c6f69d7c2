import { matchPath } from './match-path.ts'
import { namespaceOf } from '../words/namespace.ts'
import type { PublicScreen } from './screen-entry.ts'

// Every slice with public pages takes part by its file: src/<slice>/screens/public.ts.
const slices = import.meta.glob<{ publicScreens: PublicScreen[] }>('../../*/screens/public.ts', {
  eager: true,
})

export const screens = Object.entries(slices).flatMap(([path, { publicScreens }]) =>
  publicScreens.map((screen) => ({ ...screen, slice: namespaceOf(path.replace('/screens/', '/')) })),
)

export interface Match {
  screen: (typeof screens)[number]
  params: Record<string, string>
}

/** The screen of a path and its parameters. */
export function matchScreen(path: string): Match | null {
  for (const screen of screens) {
    const params = matchPath(screen.path, path)
    if (params) return { screen, params }
  }
  return null
}
