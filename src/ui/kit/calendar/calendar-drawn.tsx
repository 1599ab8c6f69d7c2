import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useMeIfAny } from '../../staff/me.tsx'
import { localeFor } from '../../words/format.ts'
import { useWords } from '../../words/i18n.ts'
import { useFormat } from '../values.tsx'
import './calendar.css'
import type { DragDoor, Ghost } from './drag.ts'
import { GridColumn } from './grid-column.tsx'
import { GridHead } from './grid-head.tsx'
import { FreeSpot, GhostBox, IconSheet, NowLine } from './grid-parts.tsx'
import { minutesOf, wallAt } from './layout.ts'
import { listenForDrags } from './listen-for-drags.ts'
import type { CalendarBackground, CalendarProps } from './model.ts'
import { useColumns } from './use-columns.ts'
import { targetOf, useKeys } from './use-keys.ts'
import { usePlaces } from './use-places.ts'
import { spotAtMinute } from './cursor.ts'
import { spotAt } from './drag.ts'

/** Pixels of a minute. A quarter of an hour is 24 px, the smallest target that everybody can hit (WCAG 2.5.8). */
const scales = { compact: 1.07, normal: 1.6, roomy: 2.2 } as const
const nothing: CalendarBackground[] = []

/** The grid of the calendar: days by practitioner, room or equipment, and weeks. Wall-clock strings only. */
export function CalendarGrid(props: CalendarProps) {
  const { t, language } = useWords()
  const format = useFormat()
  const me = useMeIfAny()
  const root = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [ghost, setGhost] = useState<Ghost | null>(null)
  const [said, setSaid] = useState('')
  const { columns, zone, from = '07:00', to = '20:00', slotMinutes: step = 15 } = props
  const scale = scales[props.density ?? 'normal']
  const hours = useMemo(() => ({ from: minutesOf(from), to: minutesOf(to) }), [from, to])
  const { shown, put, tell } = usePlaces(props.events)
  const drawn = useColumns({ columns, events: shown, background: props.background ?? nothing, hours })
  const titleOf = (id: string | null) => columns.find((one) => one.resourceId === id && id !== null)?.title
  const keys = useKeys({
    root,
    drawn,
    hours,
    step,
    start: minutesOf(props.scrollTo ?? from),
    props,
    put,
    tell,
    announce: ({ start, end, resourceId }) =>
      setSaid(
        [t('calendar.moved', { time: format.wallRange(start, end) }), titleOf(resourceId)]
          .filter(Boolean)
          .join(', '),
      ),
  })
  const door: DragDoor = {
    drawn,
    hours,
    scale,
    step,
    mayMove: Boolean(props.onMove),
    mayResize: Boolean(props.onResize),
    maySelect: Boolean(props.onSelectSlot),
    onGhost: setGhost,
    onDrop: (dropped) => drop(dropped),
    onMenu: (target, at) => openMenu(target, at),
    onSwipe: columns.length === 1 ? props.onPage : undefined,
  }
  const latest = useRef(door)
  latest.current = door
  useLayoutEffect(() => (body.current ? listenForDrags(body.current, () => latest.current) : undefined), [])

  function drop({ kind, id, column, from: start, to: end }: Ghost): void {
    const where = columns[column]
    if (!where) return
    const place = {
      start: wallAt(where.day, start),
      end: wallAt(where.day, end),
      resourceId: where.resourceId,
    }
    if (kind === 'select') return props.onSelectSlot?.(place)
    const own = shown.find((one) => one.id === id)
    void tell(
      id,
      { ...place, resourceId: where.resourceId ?? own?.resourceId ?? null },
      kind === 'resize' ? props.onResize : props.onMove,
    )
  }
  function spotUnder(at: { x: number; y: number }) {
    const { column, minute } = spotAt(body.current!, latest.current, at)
    const spot = spotAtMinute({ drawn, hours, step }, column, minute)
    return spot && targetOf(drawn, { ...spot, id: '' })
  }
  function openMenu(target: Element, at: { x: number; y: number }): void {
    const id = target.closest<HTMLElement>('[data-visit]')?.dataset.visit
    const free = id
      ? null
      : target.closest('[data-free]') && keys.free
        ? keys.targetOf(keys.free)
        : spotUnder(at)
    if (id) props.onMenu?.({ visit: id }, at)
    else if (free) props.onMenu?.(free, at)
  }
  function clicked(event: MouseEvent<HTMLElement>): void {
    const target = event.target as Element
    const id = target.closest<HTMLElement>('[data-visit]')?.dataset.visit
    if (id) return props.onOpen?.(id)
    const isFree = target.closest('[data-free]') && keys.free
    const found = isFree ? keys.targetOf(keys.free!) : target.closest('[data-column]') && spotUnder({ x: event.clientX, y: event.clientY }) // prettier-ignore
    if (found && 'slot' in found) props.onSelectSlot?.(found.slot)
  }
  function menued(event: MouseEvent<HTMLElement>): void {
    if (!props.onMenu) return
    event.preventDefault()
    // A finger has its own way (long press); by the menu key there is no point but the visit's own.
    if ((event.nativeEvent as PointerEvent).pointerType === 'touch') return
    const target = event.target as HTMLElement
    const rect = target.getBoundingClientRect()
    const isKey = event.clientX === 0 && event.clientY === 0
    openMenu(target, isKey ? { x: rect.left + 24, y: rect.top + 16 } : { x: event.clientX, y: event.clientY })
  }
  function pressed(event: KeyboardEvent<HTMLElement>): void {
    if (!keys.press(event.nativeEvent)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const height = useRestOfWindow(root, props.height)
  const scroller = useScroll(minutesOf(props.scrollTo ?? from) - hours.from, { scale, of: columns })
  const locale = localeFor(language, me?.practice ?? null)
  const timeText = format.wallRange
  return (
    <div className="at-calendar" role="group" aria-label={props.label} ref={root} data-dragging={ghost?.kind}>
      <IconSheet events={props.events} />
      <div
        className="at-grid-scroll"
        ref={scroller}
        role="group"
        aria-label={t('calendar.keys')}
        tabIndex={0}
        style={{ maxHeight: height }}
        onKeyDown={pressed}
      >
        <div className="at-grid" data-single={columns.length === 1 || undefined}>
          <GridHead columns={columns} zone={zone} locale={locale} />
          <Axis hours={hours} scale={scale} locale={locale} />
          <div
            className="at-grid-body"
            ref={body}
            style={{ height: (hours.to - hours.from) * scale, ...lines(scale, columns.length) }}
            onClick={clicked}
            onContextMenu={menued}
          >
            {drawn.map(({ column, placed, strips }) => (
              <GridColumn
                key={column.id}
                id={column.id}
                placed={placed}
                strips={strips}
                hours={hours}
                scale={scale}
                timeText={timeText}
                resizable={Boolean(props.onResize)}
                today={column.today ?? false}
              />
            ))}
            <NowLine key={zone} columns={columns} zone={zone} hours={hours} scale={scale} />
            {keys.free && <FreeSpot spot={keys.free} drawn={drawn} hours={hours} scale={scale} />}
            {ghost && <GhostBox ghost={ghost} drawn={drawn} hours={hours} scale={scale} />}
          </div>
        </div>
      </div>
      <div className="at-spoken" aria-live="polite">
        {said}
      </div>
    </div>
  )
}

function lines(scale: number, columns: number): React.CSSProperties {
  return { '--hour': `${60 * scale}px`, '--columns': columns } as React.CSSProperties
}

function Axis({
  hours,
  scale,
  locale,
}: {
  hours: { from: number; to: number }
  scale: number
  locale: string
}) {
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' })
  const first = Math.ceil(hours.from / 60)
  const all = Array.from({ length: Math.ceil(hours.to / 60) - first }, (_none, index) => first + index)
  return (
    <div className="at-grid-axis" aria-hidden="true">
      {all.map((hour) => (
        <span key={hour} style={{ top: (hour * 60 - hours.from) * scale }}>
          {clock.format(Date.UTC(2000, 0, 1, hour))}
        </span>
      ))}
    </div>
  )
}

/** Scrolls to the given minute whenever other days are shown; not when a visit moves. */
function useScroll(minute: number, { scale, of }: { scale: number; of: CalendarProps['columns'] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const days = of.map((one) => one.day).join()
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = Math.max(0, minute * scale - 8)
  }, [days, scale])
  return scroller
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
