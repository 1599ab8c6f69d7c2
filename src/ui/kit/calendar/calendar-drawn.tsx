import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMeIfAny } from '../../staff/me.tsx'
import { localeFor } from '../../words/format.ts'
import { useWords } from '../../words/i18n.ts'
import { Icon, type IconName } from '../icons.tsx'
import { notify } from '../notify.tsx'
import { statuses } from '../status.tsx'
import { useFormat } from '../values.tsx'
import type { GridSettings } from './grid-options.ts'
import { createGrid, type Grid } from './grid.ts'
import type { CalendarProps } from './model.ts'

export default function CalendarDrawn({ dark, ...props }: CalendarProps & { dark: boolean }) {
  const { t, language } = useWords()
  const format = useFormat()
  const me = useMeIfAny()
  const place = useRef<HTMLDivElement>(null)
  const grid = useRef<Grid | null>(null)
  const [said, setSaid] = useState('')

  const height = useRestOfWindow(place, props.height)

  const settings: GridSettings = {
    ...props,
    height,
    locale: localeFor(language, me?.practice ?? null),
    firstDay: language === 'en' && me?.practice.country === 'US' ? 0 : 1,
    timeText: format.wallRange,
    nothing: t('nothingHere'),
    announce: ({ start, resourceId }) => {
      const column = props.resources?.find((one) => one.id === resourceId)?.title
      const time = format.wallTime(start)
      setSaid(column ? t('calendar.movedTo', { time, column }) : t('calendar.moved', { time }))
    },
    onFailed: (error) => notify.problem(error),
  }
  const latest = useRef(settings)
  latest.current = settings

  useEffect(() => {
    if (!place.current) return
    const made = createGrid(place.current, latest.current)
    grid.current = made
    return () => {
      grid.current = null
      made.destroy()
    }
    // A new language draws everything anew; other changes are carried over below.
  }, [language])
  useEffect(() => grid.current?.update(latest.current))

  return (
    <div className={dark ? 'at-calendar ec-dark' : 'at-calendar'} role="group" aria-label={props.label}>
      <IconSheet events={props.events} />
      <div ref={place} />
      <div className="at-spoken" aria-live="polite">
        {said}
      </div>
    </div>
  )
}

/** The height from where the grid begins to the lower edge of the window, so that only the grid scrolls. */
function useRestOfWindow(place: React.RefObject<HTMLElement | null>, fixed: string | undefined): string {
  const [height, setHeight] = useState('640px')
  useLayoutEffect(() => {
    if (fixed) return
    const bottomBar = 64
    function measure(): void {
      const top = (place.current?.getBoundingClientRect().top ?? 0) + window.scrollY
      const below = window.matchMedia('(max-width: 48em)').matches ? bottomBar + 12 : 20
      setHeight(`${Math.max(420, Math.round(window.innerHeight - top - below))}px`)
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [place, fixed])
  return fixed ?? height
}

/** The pictures of the states, drawn once and used by every visit. */
function IconSheet({ events }: { events: CalendarProps['events'] }) {
  const own = events.flatMap((event) => [...(event.icon ? [event.icon] : []), ...(event.marks ?? [])])
  const names = [...new Set([...Object.values(statuses).map((status) => status.icon), ...own])] as IconName[]
  return (
    <svg className="at-icon-sheet" aria-hidden="true">
      {names.map((name) => (
        <symbol key={name} id={`at-icon-${name}`} viewBox="0 0 24 24">
          <Icon name={name} size={24} />
        </symbol>
      ))}
    </svg>
  )
}
