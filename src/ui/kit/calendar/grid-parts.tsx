import { useEffect, useState } from 'react'
import { useWords } from '../../words/i18n.ts'
import { Icon, type IconName } from '../icons.tsx'
import { statuses } from '../status.tsx'
import { useFormat } from '../values.tsx'
import type { Spot } from './cursor.ts'
import type { Ghost } from './drag.ts'
import { wallAt, type Hours } from './layout.ts'
import type { CalendarColumn, CalendarEvent } from './model.ts'
import type { DrawnColumn } from './use-columns.ts'
import { clockIn } from './wall-clock.ts'

interface Ground {
  drawn: readonly DrawnColumn[]
  hours: Hours
  scale: number
}

function styleAt(column: number, { from, to }: Hours, { drawn, hours, scale }: Ground): React.CSSProperties {
  const wide = 100 / drawn.length
  return {
    insetInlineStart: `${column * wide}%`,
    width: `${wide}%`,
    top: (from - hours.from) * scale,
    height: Math.max((to - from) * scale, 14),
  }
}

/** The free time that the keys have reached: Enter books it. */
export function FreeSpot({ spot, ...ground }: { spot: Spot } & Ground) {
  const { t } = useWords()
  const format = useFormat()
  const column = ground.drawn[spot.column]?.column
  if (!column) return null
  const time = format.wallRange(wallAt(column.day, spot.from), wallAt(column.day, spot.to))
  return (
    <button
      type="button"
      className="at-grid-free"
      data-free=""
      style={styleAt(spot.column, spot, ground)}
      aria-label={t('calendar.freeAt', { column: column.title, time })}
    >
      <span aria-hidden="true">{time}</span>
    </button>
  )
}

/** Where a visit would come to stand, with its time in words. */
export function GhostBox({ ghost, ...ground }: { ghost: Ghost } & Ground) {
  const format = useFormat()
  const column = ground.drawn[ghost.column]?.column
  const all = ground.drawn.flatMap((one) => one.placed)
  const visit = all.find((one) => one.event.id === ghost.id)?.event
  if (!column) return null
  const time = format.wallRange(wallAt(column.day, ghost.from), wallAt(column.day, ghost.to))
  return (
    <div className="at-grid-ghost" data-kind={ghost.kind} style={styleAt(ghost.column, ghost, ground)}>
      <b>{time}</b>
      {visit && <bdi>{visit.title}</bdi>}
    </div>
  )
}

/** The line of now, on the columns of today. */
export function NowLine({
  columns,
  zone,
  hours,
  scale,
}: {
  columns: CalendarColumn[]
  zone: string
  hours: Hours
  scale: number
}) {
  const [now, setNow] = useState(() => clockIn(zone, Date.now()))
  useEffect(() => {
    const timer = setInterval(() => setNow(clockIn(zone, Date.now())), 20_000)
    return () => clearInterval(timer)
  }, [zone])
  const minute = Number(now.slice(11, 13)) * 60 + Number(now.slice(14, 16))
  const first = columns.findIndex((one) => one.day === now.slice(0, 10))
  const count = columns.filter((one) => one.day === now.slice(0, 10)).length
  if (first < 0 || minute < hours.from || minute >= hours.to) return null
  const wide = 100 / columns.length
  return (
    <div
      className="at-grid-now"
      aria-hidden="true"
      style={{
        top: (minute - hours.from) * scale,
        insetInlineStart: `${first * wide}%`,
        width: `${count * wide}%`,
      }}
    />
  )
}

/** The pictures of the states, drawn once and used by every visit. */
export function IconSheet({ events }: { events: CalendarEvent[] }) {
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
