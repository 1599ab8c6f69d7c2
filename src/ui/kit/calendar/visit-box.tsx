import { memo, type CSSProperties } from 'react'
import { statusOf } from '../status.tsx'
import type { CalendarEvent } from './model.ts'

interface VisitBoxProps {
  event: CalendarEvent
  timeText: string
  /** Pixels from the top of the column, and high. */
  top: number
  height: number
  lane: number
  lanes: number
  resizable: boolean
}

/** One visit in the grid. Drawn anew only when something of it has changed; the grid listens for it. */
export const VisitBox = memo(function VisitBox(props: VisitBoxProps) {
  const { event, timeText, top, height, lane, lanes, resizable } = props
  const lines = height < 36 ? 1 : height < 54 ? 2 : height < 72 ? 3 : 4
  return (
    <button
      type="button"
      className={classesOf(event)}
      style={styleOf(event, { top, height, lane, lanes })}
      data-visit={event.id}
      data-lines={lines}
      data-fixed={event.locked || undefined}
      tabIndex={-1}
      title={[`${timeText} · ${event.title}`, event.about, event.stateLabel].filter(Boolean).join('\n')}
    >
      <span className="at-ev-line">
        <EventIcon name={event.icon ?? statusOf(event.state).icon} />
        <bdi className="at-ev-title">{event.title}</bdi>
        {event.badge && <span className="at-ev-badge">{event.badge}</span>}
        {event.marks && event.marks.length > 0 && (
          <span className="at-ev-marks">
            {event.marks.map((name) => (
              <EventIcon key={name} name={name} />
            ))}
          </span>
        )}
      </span>
      <span className="at-ev-more">
        <span className="at-ev-time">{timeText}</span>
        {event.about && <span className="at-ev-about">{event.about}</span>}
      </span>
      <span className="at-ev-spoken">{event.stateLabel}</span>
      {resizable && !event.locked && <span className="at-ev-grip" data-grip="" aria-hidden="true" />}
    </button>
  )
})

/** A picture of the sheet that the grid draws once. */
function EventIcon({ name }: { name: string }) {
  return (
    <svg className="at-ev-icon" aria-hidden="true">
      <use href={`#at-icon-${name}`} />
    </svg>
  )
}

function classesOf(event: CalendarEvent): string {
  const tone = event.tone ?? statusOf(event.state).tone
  const stripe = event.stripe && /^[a-z]+$/.test(event.stripe) ? ` at-ev-stripe-${event.stripe}` : ''
  const over = event.state === 'cancelled' || event.state === 'no_show' ? ' at-ev-over' : ''
  return `at-ev at-ev-${tone}${stripe}${over}${event.tentative ? ' at-ev-tentative' : ''}`
}

function styleOf(
  event: CalendarEvent,
  { top, height, lane, lanes }: Pick<VisitBoxProps, 'top' | 'height' | 'lane' | 'lanes'>,
): CSSProperties {
  const style: Record<string, string | number> = { top, height: height - 1 }
  if (lanes > 1) {
    style['--lane-left'] = `${(lane / lanes) * 100}%`
    style['--lane-width'] = `${100 / lanes}%`
  }
  if (event.stripe?.startsWith('#')) style['--ev-stripe'] = event.stripe
  return style as CSSProperties
}
