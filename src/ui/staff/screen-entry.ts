import type { ComponentType } from 'react'
import type { ReadKey, Returns, Takes } from '../api/client.ts'
import type { IconName } from '../kit/icons.tsx'
import type { Me } from './me.tsx'

/** How many things wait on a page, shown beside its name; nothing at zero. */
export interface NavCount {
  read: CountKey
  /** Live topics that make the number old. */
  live: string[]
}

/** Reads that take nothing and answer a number. */
type CountKey = {
  [K in ReadKey]: Returns<K> extends { count: number } ? ({} extends Takes<K> ? K : never) : never
}[ReadKey]

/** A screen of a slice, as listed in `src/<slice>/screens/index.ts`. */
export interface ScreenEntry {
  /** TanStack path: `/clients/$id`. */
  path: string
  load: () => Promise<{ default: ComponentType }>
  /** Asks for what the screen shows first (`preload`), before the frame around it is drawn. */
  ask?: (me: Me) => Promise<void>
  /** Who has none of these words sees the refusal instead (the server decides anyway). */
  permission?: string | string[]
  /** A place in the sidebar. `label` is a key of the slice's words; `go` the letter after G. */
  nav?: { label: string; icon: IconName; order: number; go?: string; count?: NavCount }
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

/**
 * A slice's part of another slice's screen: a tab of the client's page, a panel beside it. The screen of the place
 * gives each part what it is about; the part's file loads when it is shown. A part of the `shell` is there on every
 * screen and shows nothing by itself: it tells what happens elsewhere.
 */
export interface PartEntry {
  place:
    'client.top' | 'client.tab' | 'client.side' | 'client.action' | 'visit.side' | 'settings.tab' | 'shell'
  key: string
  /** A key of the slice's words. */
  label: string
  icon?: IconName
  order: number
  permission?: string | string[]
  load: () => Promise<{ default: ComponentType<PartProps> }>
}

/** `id`: what the part is about (the client of `client.tab`); none in the settings. */
export interface PartProps {
  id: string
}

/** What `src/<slice>/screens/index.ts` exports. */
export interface SliceScreens {
  screens: ScreenEntry[]
  actions?: ActionEntry[]
  parts?: PartEntry[]
}
