import { useEffect, useRef, useState } from 'react'
import { useMeIfAny } from '../../staff/me.tsx'
import { localeFor } from '../../words/format.ts'
import { useWords } from '../../words/i18n.ts'
import { Icon, type IconName } from '../icons.tsx'
import { notify } from '../notify.tsx'
import { statuses } from '../status.tsx'
import { useFormat } from '../values.tsx'
import { createGrid, type Grid, type GridSettings } from './grid.ts'
import type { CalendarProps } from './model.ts'

export default function CalendarDrawn({ dark, ...props }: CalendarProps & { dark: boolean }) {
  const { t, language } = useWords()
  const format = useFormat()
  const me = useMeIfAny()
  const place = useRef<HTMLDivElement>(null)
  const grid = useRef<Grid | null>(null)
  const [said, setSaid] = useState('')

  const settings: GridSettings = {
    ...props,
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

/** The pictures of the states, drawn once and used by every visit. */
function IconSheet({ events }: { events: CalendarProps['events'] }) {
  const own = events.map((event) => event.icon).filter((icon): icon is IconName => icon !== undefined)
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
