import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../api/api.ts'
import type { Returns } from '../api/client.ts'
import type { IconName } from '../kit/icons.tsx'
import { useGo } from '../kit/navigation.ts'
import { Palette, showPalette, type PaletteEntry } from '../kit/palette.tsx'
import { useWords, useWordsOfAll } from '../words/i18n.ts'
import { hasPermission, useMe } from './me.tsx'
import { usePaletteWishes } from './palette-door.ts'
import { actions } from './routes.ts'
import { usePages } from './Sidebar.tsx'

type Found = Returns<'GET /search'>['results'][number]

const icons: Record<string, IconName> = {
  client: 'person',
  appointment: 'calendar',
  invoice: 'invoice',
  lead: 'star',
}

// One sign is a whole name in these scripts, not in others.
const isEnough = (text: string) =>
  text.length >= 2 || /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}]/u.test(text)

/** What the server finds for a word of at least two letters. */
function useFound(query: string): Found[] {
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query.trim()), 120)
    return () => clearTimeout(timer)
  }, [query])
  const read = useQuery({
    queryKey: ['GET /search', { q: asked }],
    queryFn: ({ signal }) => call('GET /search', { q: asked }, { signal }),
    enabled: isEnough(asked),
  })
  return isEnough(asked) ? (read.data?.results ?? []) : []
}

/** Ctrl/⌘-K and `/`. */
export default function SearchPalette() {
  const me = useMe()
  const go = useGo()
  const { t } = useWords()
  const say = useWordsOfAll()
  const [query, setQuery] = useState('')
  const found = useFound(query)
  const shownPages = usePages()

  const wishes = usePaletteWishes()
  useEffect(showPalette, [wishes])

  const matches = (label: string) => label.toLowerCase().includes(query.trim().toLowerCase())
  const people: PaletteEntry[] = found.map((one) => ({
    id: `${one.kind}-${one.id}`,
    label: one.title,
    about: one.about ?? undefined,
    icon: icons[one.kind] ?? 'search',
    run: () => go(one.path),
  }))
  const doable: PaletteEntry[] = actions
    .filter((one) => hasPermission(me, one.permission))
    .map((one) => ({
      id: `act-${one.slice}-${one.label}`,
      label: say(one.slice, one.label),
      icon: one.icon,
      run: () => go(one.to, one.search),
    }))
    .filter((one) => matches(one.label))
  const places: PaletteEntry[] = shownPages
    .map((page) => ({
      id: `page-${page.path}`,
      label: say(page.slice, page.nav?.label ?? ''),
      icon: page.nav?.icon ?? 'list',
      run: () => go(page.path),
    }))
    .filter((one) => matches(one.label))
  const groups = [
    { title: t('search.found'), entries: people },
    { title: t('search.acts'), entries: doable },
    { title: t('search.pages'), entries: places },
  ].filter((group) => group.entries.length > 0)

  return (
    <Palette
      groups={groups}
      query={query}
      onQuery={setQuery}
      label={t('search.label')}
      nothing={t('nothingFound')}
    />
  )
}
