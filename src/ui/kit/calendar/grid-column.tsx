import { memo } from 'react'
import type { Hours, Placed, Strip } from './layout.ts'
import { VisitBox } from './visit-box.tsx'

interface GridColumnProps {
  id: string
  placed: readonly Placed[]
  strips: readonly Strip[]
  hours: Hours
  /** Pixels of a minute. */
  scale: number
  timeText: (start: string, end: string) => string
  resizable: boolean
  today: boolean
}

/** One column: what lies behind, then the visits. */
export const GridColumn = memo(function GridColumn(props: GridColumnProps) {
  const { id, placed, strips, hours, scale, timeText, resizable, today } = props
  return (
    <div className="at-grid-column" data-column={id} data-today={today || undefined}>
      {strips.map((strip) => (
        <div
          key={strip.id}
          className={`at-bg at-bg-${strip.kind}`}
          style={{ top: (strip.from - hours.from) * scale, height: (strip.to - strip.from) * scale }}
        >
          {strip.title && <span>{strip.title}</span>}
        </div>
      ))}
      {placed.map(({ event, from, to, lane, lanes }) => (
        <VisitBox
          key={event.id}
          event={event}
          timeText={timeText(event.start, event.end)}
          top={(from - hours.from) * scale}
          height={(to - from) * scale}
          lane={lane}
          lanes={lanes}
          resizable={resizable}
        />
      ))}
    </div>
  )
})
