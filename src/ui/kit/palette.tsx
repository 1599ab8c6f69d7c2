import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { Icon, type IconName } from './icons.tsx'

export interface PaletteEntry {
  id: string
  label: string
  about?: string | undefined
  icon?: IconName
  run: () => void
}

export interface PaletteGroup {
  title: string
  entries: PaletteEntry[]
}

interface PaletteProps {
  groups: PaletteGroup[]
  query: string
  onQuery: (query: string) => void
  label: string
  nothing: string
}

/** Ctrl/⌘-K: pages, acts and people in one box. The entries come already filtered. */
export function Palette({ groups, query, onQuery, label, nothing }: PaletteProps) {
  const actions: SpotlightActionGroupData[] = groups.map(({ title, entries }) => ({
    group: title,
    actions: entries.map((entry) => ({
      id: entry.id,
      label: entry.label,
      ...(entry.about ? { description: entry.about } : {}),
      leftSection: <Icon name={entry.icon ?? 'forward'} />,
      onClick: entry.run,
    })),
  }))
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={onQuery}
      filter={(_query, all) => all}
      nothingFound={nothing}
      shortcut={null}
      scrollable
      overlayProps={{ backgroundOpacity: 0.45, blur: 1 }}
      maxHeight={420}
      searchProps={{ 'aria-label': label, placeholder: label, leftSection: <Icon name="search" /> }}
    />
  )
}

export const showPalette = spotlight.open
