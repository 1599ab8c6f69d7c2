import {
  createCalendar,
  DayGrid,
  destroyCalendar,
  Interaction,
  List,
  ResourceTimeGrid,
  ResourceTimeline,
  TimeGrid,
  type Calendar,
} from '@event-calendar/core'
import '@event-calendar/core/index.css'
import './calendar.css'
import { statusOf } from '../status.tsx'
import { eventNodes, resourceNodes } from './event-dom.ts'
import { correctRoles } from './grid-roles.ts'
import { placeAfterKey, type Place } from './keyboard-move.ts'
import type { CalendarEvent, CalendarProps, CalendarView } from './model.ts'
import { addMinutes, offsetOf, wallOf } from './wall-clock.ts'

export interface GridSettings extends CalendarProps {
  locale: string
  firstDay: 0 | 1
  timeText: (start: string, end: string) => string
  nothing: string
  /** Says aloud where a visit was moved by keys. */
  announce: (place: Place) => void
  onFailed: (error: unknown) => void
}

export interface Grid {
  update(settings: GridSettings): void
  destroy(): void
}

const views: Record<CalendarView, string> = {
  day: 'resourceTimeGridDay',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
  list: 'listDay',
  timeline: 'resourceTimelineDay',
}
const plugins = [ResourceTimeGrid, TimeGrid, DayGrid, List, ResourceTimeline, Interaction]
// After the last Alt+arrow: four presses are one move by an hour, not four.
const settleFor = 700

/** The only code that knows the grid's library. Gives and takes wall-clock strings. */
export function createGrid(place: HTMLElement, first: GridSettings): Grid {
  let settings = first
  let drawn = new Map<string, string>()
  const events = new Map<string, CalendarEvent>()
  let pending: { id: string; from: Place; timer: ReturnType<typeof setTimeout> } | null = null

  const calendar = createCalendar(place, plugins, {
    ...optionsOf(settings),
    events: [],
    headerToolbar: { start: '', center: '', end: '' },
    allDaySlot: false,
    nowIndicator: true,
    dayMaxEvents: true,
    eventLongPressDelay: 600,
    longPressDelay: 600,
    eventContent: (info) => contentOf(info),
    eventClassNames: ({ event }) => classesOf(String(event.id)),
    resourceLabelContent: ({ resource }) => {
      const found = settings.resources?.find((one) => one.id === resource.id)
      return { domNodes: resourceNodes(found?.title ?? '', found?.about) }
    },
    noEventsContent: () => settings.nothing,
    eventClick: ({ event }) => settings.onOpen?.(String(event.id)),
    eventDidMount: ({ el, event }) => prepare(el, String(event.id)),
    eventDrop: (info) => dropped(info, settings.onMove),
    eventResize: (info) => dropped(info, settings.onResize),
    dateClick: ({ date, resource }) =>
      settings.onSelectSlot?.({ start: wallOf(date), end: null, resourceId: resource?.id ?? null }),
    select: ({ start, end, resource }) => {
      settings.onSelectSlot?.({ start: wallOf(start), end: wallOf(end), resourceId: resource?.id ?? null })
      calendar.unselect()
    },
  })
  const stopCorrecting = correctRoles(place)
  draw()

  function contentOf({ event }: Calendar.EventContentInfo): Calendar.Content {
    const known = events.get(String(event.id))
    if (!known) return { domNodes: [] }
    const text = settings.timeText(wallOf(event.start), wallOf(event.end))
    return { domNodes: eventNodes(known, text) }
  }

  function classesOf(id: string): string[] {
    const known = events.get(id)
    if (!known) return []
    const tone = known.tone ?? statusOf(known.state).tone
    const over = known.state === 'cancelled' || known.state === 'no_show'
    return [
      'at-ev',
      `at-ev-${tone}`,
      ...(over ? ['at-ev-over'] : []),
      ...(known.locked ? ['at-ev-locked'] : []),
    ]
  }

  function prepare(el: HTMLElement, id: string): void {
    const known = events.get(id)
    if (!known) return
    el.dataset.visit = id
    el.title = `${known.title} · ${known.stateLabel}`
    el.addEventListener('keydown', (event) => pressed(event, id))
    el.addEventListener('blur', () => pending?.id === id && settle())
    el.addEventListener('contextmenu', (event) => {
      if (!settings.onMenu) return
      event.preventDefault()
      settings.onMenu(id, { x: event.clientX, y: event.clientY })
    })
  }

  function pressed(event: KeyboardEvent, id: string): void {
    const known = events.get(id)
    if (!event.altKey || !known || known.locked || !settings.onMove) return
    const columns = settings.view === 'day' ? (settings.resources ?? []).map((one) => one.id) : []
    const next = placeAfterKey(event.key, placeOf(known), columns, settings.slotMinutes ?? 15)
    if (!next) return
    event.preventDefault()
    if (pending && pending.id !== id) settle()
    if (pending) clearTimeout(pending.timer)
    pending = { id, from: pending?.from ?? placeOf(known), timer: setTimeout(settle, settleFor) }
    put({ ...known, ...next })
    settings.announce(next)
    // The library draws the visit anew in another column; the focus must follow it.
    setTimeout(() => place.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`)?.focus(), 30)
  }

  function settle(): void {
    if (!pending) return
    const { id, from, timer } = pending
    clearTimeout(timer)
    pending = null
    const known = events.get(id)
    if (known) tell(settings.onMove, known, from)
  }

  function dropped(
    info: Calendar.EventDropInfo | Calendar.EventResizeInfo,
    listener: CalendarProps['onMove'],
  ): void {
    const known = events.get(String(info.event.id))
    if (!known || !listener) return info.revert()
    const from = placeOf(known)
    const resourceId = info.event.resourceIds[0]
    put({
      ...known,
      start: wallOf(info.event.start),
      end: wallOf(info.event.end),
      resourceId: resourceId === undefined ? from.resourceId : String(resourceId),
    })
    tell(listener, events.get(known.id) ?? known, from)
  }

  function tell(listener: CalendarProps['onMove'], event: CalendarEvent, from: Place): void {
    const back = (error: unknown) => {
      const now = events.get(event.id)
      if (now) put({ ...now, ...from })
      settings.onFailed(error)
    }
    try {
      Promise.resolve(listener?.({ id: event.id, ...placeOf(event), from })).catch(back)
    } catch (error) {
      back(error)
    }
  }

  function put(event: CalendarEvent): void {
    events.set(event.id, event)
    calendar.updateEvent(inputOf(event, settings))
  }

  // Only what changed is touched: replacing two hundred visits on every live message costs a third of a second.
  function draw(): void {
    const wanted = new Map<string, Calendar.EventInput>()
    for (const event of settings.events) {
      if (pending?.id === event.id) continue
      events.set(event.id, event)
      wanted.set(event.id, inputOf(event, settings))
      for (const buffer of buffersOf(event)) wanted.set(String(buffer.id), buffer)
    }
    for (const one of settings.background ?? []) {
      wanted.set(`background ${one.id}`, {
        id: `background ${one.id}`,
        start: one.start,
        end: one.end,
        title: one.title ?? '',
        display: 'background',
        classNames: [`at-bg-${one.kind}`],
        ...(one.resourceId ? { resourceIds: [one.resourceId] } : {}),
      })
    }
    const next = new Map([...wanted].map(([id, input]) => [id, printOf(id, input)]))
    for (const id of drawn.keys()) {
      if (next.has(id) || pending?.id === id) continue
      calendar.removeEventById(id)
      events.delete(id)
    }
    for (const [id, input] of wanted) {
      if (!drawn.has(id)) calendar.addEvent(input)
      else if (drawn.get(id) !== next.get(id)) calendar.updateEvent(input)
    }
    drawn = next
  }

  function printOf(id: string, input: Calendar.EventInput): string {
    const event = events.get(id)
    return JSON.stringify([input, event?.title, event?.about, event?.stateLabel, event?.icon])
  }

  return {
    update(next) {
      const before = settings
      settings = next
      const options = optionsOf(next)
      const old = optionsOf(before)
      for (const name of Object.keys(options) as (keyof Calendar.Options)[]) {
        if (JSON.stringify(options[name]) !== JSON.stringify(old[name]))
          calendar.setOption(name, options[name])
      }
      draw()
    },
    destroy() {
      settle()
      stopCorrecting()
      void destroyCalendar(calendar)
    },
  }
}

function placeOf(event: CalendarEvent): Place {
  return { start: event.start, end: event.end, resourceId: event.resourceId ?? null }
}

function inputOf(event: CalendarEvent, settings: GridSettings): Calendar.EventInput {
  const free = !event.locked
  return {
    id: event.id,
    start: `${event.start.slice(0, 16)}:00`,
    end: `${event.end.slice(0, 16)}:00`,
    title: event.title,
    startEditable: free && Boolean(settings.onMove),
    durationEditable: free && Boolean(settings.onResize),
    ...(event.resourceId ? { resourceIds: [event.resourceId] } : {}),
    // The words are here, too, so that a change of them draws the visit anew.
    extendedProps: { state: event.state, about: event.about, label: event.stateLabel },
  }
}

/** The minutes kept free around a visit, drawn behind it. */
function buffersOf(event: CalendarEvent): Calendar.EventInput[] {
  const strips: [string, string, string][] = []
  if (event.before) strips.push(['before', addMinutes(event.start, -event.before), event.start])
  if (event.after) strips.push(['after', event.end, addMinutes(event.end, event.after)])
  return strips.map(([side, start, end]) => ({
    id: `buffer ${side} ${event.id}`,
    start: `${start.slice(0, 16)}:00`,
    end: `${end.slice(0, 16)}:00`,
    display: 'background' as const,
    classNames: ['at-bg-buffer'],
    ...(event.resourceId ? { resourceIds: [event.resourceId] } : {}),
  }))
}

function optionsOf(settings: GridSettings): Calendar.Options {
  const { slotMinutes = 15, onSelectSlot, onMove, onResize } = settings
  const isPhone = window.matchMedia('(max-width: 48em)').matches
  const slot = `00:${String(slotMinutes).padStart(2, '0')}`
  return {
    view: views[settings.view],
    date: settings.date,
    locale: settings.locale,
    firstDay: settings.firstDay,
    timeZone: offsetOf(settings.zone, new Date()),
    resources: (settings.resources ?? []).map(({ id, title, about }) => ({
      id,
      title,
      extendedProps: { about },
    })),
    slotMinTime: settings.from ?? '07:00',
    slotMaxTime: settings.to ?? '20:00',
    slotDuration: slot,
    snapDuration: slot,
    slotLabelInterval: '01:00',
    // 24 px is the smallest target that everybody can hit (WCAG 2.5.8); one slot is the shortest visit.
    slotHeight: 27,
    height: settings.height ?? 'calc(100vh - 176px)',
    columnWidth: isPhone ? '148px' : 'minmax(120px, 1fr)',
    selectable: Boolean(onSelectSlot),
    pointer: Boolean(onSelectSlot) && !isPhone,
    eventStartEditable: Boolean(onMove),
    eventDurationEditable: Boolean(onResize),
  }
}
