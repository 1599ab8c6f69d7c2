import type { ActionEntry, ScreenEntry, SliceScreens } from './screen-entry.ts'
import { namespaceOf } from '../words/namespace.ts'

// Every slice with screens takes part by its folder: src/<slice>/screens/index.ts. The screens load when opened.
const slices = import.meta.glob<SliceScreens>('../../*/screens/index.ts', { eager: true })

type OfSlice<T> = T & { slice: string }

function gather<T>(pick: (slice: SliceScreens) => T[]): OfSlice<T>[] {
  return Object.entries(slices).flatMap(([path, screens]) => {
    const slice = namespaceOf(path.replace('/screens/', '/'))
    return pick(screens).map((entry) => ({ ...entry, slice }))
  })
}

const own: OfSlice<ScreenEntry>[] = [
  { slice: 'ui', path: '/', load: () => import('./HomeScreen.tsx') },
  { slice: 'ui', path: '/account', load: () => import('./account/AccountScreen.tsx') },
  { slice: 'ui', path: '/sign-in', load: () => import('./SignInScreen.tsx'), frame: 'bare' },
]

export const screens: OfSlice<ScreenEntry>[] = [...gather((slice) => slice.screens), ...own]
export const actions: OfSlice<ActionEntry>[] = gather((slice) => slice.actions ?? [])
export const pages = screens
  .filter((screen) => screen.nav)
  .toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0))
