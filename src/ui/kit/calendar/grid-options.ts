import type { Calendar } from '@event-calendar/core'
import { statusOf } from '../status.tsx'
import type { Place } from './keyboard-move.ts'
import type { CalendarBackground, CalendarEvent, CalendarProps, CalendarView } from './model.ts'
import { addMinutes, offsetOf } from './wall-clock.ts'

export interface GridSettings extends CalendarProps {
  locale: string
  firstDay: 0 | 1
  timeText: (start: string, end: string) => string
  nothing: string
  /** Says aloud where a visit was moved by keys. */
  announce: (place: Place) => void
  onFailed: (error: unknown) => void
}

const views: Record<CalendarView, string> = {
  day: 'resourceTimeGridDay',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
  list: 'listDay',
  timeline: 'resourceTimelineDay',
}

export function placeOf(event: CalendarEvent): Place {
  return { start: event.start, end: event.end, resourceId: event.resourceId ?? null }
}

export function classesOf(event: CalendarEvent | undefined): string[] {
  if (!event) return []
  const tone = event.tone ?? statusOf(event.state).tone
  const over = event.state === 'cancelled' || event.state === 'no_show'
  return [
    'at-ev',
    `at-ev-${tone}`,
    ...(event.stripe && /^[a-z]+$/.test(event.stripe) ? [`at-ev-stripe-${event.stripe}`] : []),
    ...(over ? ['at-ev-over'] : []),
    ...(event.locked ? ['at-ev-locked'] : []),
  ]
}

export function inputOf(event: CalendarEvent, settings: GridSettings): Calendar.EventInput {
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
    extendedProps: { state: event.state, about: event.about, label: event.stateLabel, marks: event.marks },
  }
}

export function backgroundOf(one: CalendarBackground): Calendar.EventInput {
  return {
    id: `background ${one.id}`,
    start: `${one.start.slice(0, 16)}:00`,
    end: `${one.end.slice(0, 16)}:00`,
    title: one.title ?? '',
    display: 'background',
    classNames: [`at-bg-${one.kind}`],
    ...(one.resourceId ? { resourceIds: [one.resourceId] } : {}),
  }
}

/** The minutes kept free around a visit, drawn behind it. */
export function buffersOf(event: CalendarEvent): Calendar.EventInput[] {
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

export function optionsOf(settings: GridSettings): Calendar.Options {
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
    ...(settings.scrollTo ? { scrollTime: settings.scrollTo } : {}),
    height: settings.height ?? 'calc(100vh - 176px)',
    // One column alone has the whole width, also on a phone.
    columnWidth: isPhone && settings.resources?.length !== 1 ? '148px' : 'minmax(120px, 1fr)',
    selectable: Boolean(onSelectSlot),
    pointer: Boolean(onSelectSlot) && !isPhone,
    eventStartEditable: Boolean(onMove),
    eventDurationEditable: Boolean(onResize),
  }
}
