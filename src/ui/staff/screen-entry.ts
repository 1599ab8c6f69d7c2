import type { ComponentType } from 'react'
import type { IconName } from '../kit/icons.tsx'

/** A screen of a slice, as listed in `src/<slice>/screens/index.ts`. */
export interface ScreenEntry {
  /** TanStack path: `/clients/$id`. */
  path: string
  load: () => Promise<{ default: ComponentType }>
  /** Who has none of these words sees the refusal instead (the server decides anyway). */
  permission?: string | string[]
  /** A place in the sidebar. `label` is a key of the slice's words; `go` the letter after G. */
  nav?: { label: string; icon: IconName; order: number; go?: string }
  /** `bare`: without the shell and without signing in (first-run wizard). */
  frame?: 'shell' | 'bare'
}

/** Something to do from anywhere: in the palette and, with `key`, by one letter. */
export interface ActionEntry {
  /** A key of the slice's words. */
  label: string
  icon: IconName
  to: string
  search?: Record<string, string>
  key?: string
  permission?: string | string[]
}

/** What `src/<slice>/screens/index.ts` exports. */
export interface SliceScreens {
  screens: ScreenEntry[]
  actions?: ActionEntry[]
}
