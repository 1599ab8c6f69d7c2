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
import { eventNodes, resourceNodes } from './event-dom.ts'
import { createDrawn, drawEvents, putEvent, type Drawn } from './grid-events.ts'
import { classesOf, optionsOf, placeOf, type GridSettings } from './grid-options.ts'
import { correctRoles } from './grid-roles.ts'
import { placeAfterKey, type Place } from './keyboard-move.ts'
import type { CalendarEvent, CalendarProps } from './model.ts'
import { wallOf } from './wall-clock.ts'

export interface Grid {
  update(settings: GridSettings): void
  destroy(): void
}

interface State {
  calendar: Calendar
  place: HTMLElement
  settings: GridSettings
  drawn: Drawn
  /** A visit that is being moved by keys. */
  pending: { id: string; from: Place; timer: ReturnType<typeof setTimeout> } | null
}

const plugins = [ResourceTimeGrid, TimeGrid, DayGrid, List, ResourceTimeline, Interaction]
// After the last Alt+arrow: four presses are one move by an hour, not four.
const settleFor = 700

/** The only code that knows the grid's library. Gives and takes wall-clock strings. */
export function createGrid(place: HTMLElement, settings: GridSettings): Grid {
  const state = { place, settings, drawn: createDrawn(), pending: null } as unknown as State
  state.calendar = createCalendar(place, plugins, { ...optionsOf(settings), ...listenersOf(state) })
  const stopCorrecting = correctRoles(place)
  // While the library draws the moved visit anew nothing has the focus; the next press must not get lost.
  const follow = (event: KeyboardEvent) => {
    if (state.pending && !event.defaultPrevented && document.activeElement === document.body)
      pressed(state, event, state.pending.id)
  }
  document.addEventListener('keydown', follow)
  draw(state)
  return {
    update(next) {
      const [options, old] = [optionsOf(next), optionsOf(state.settings)]
      state.settings = next
      for (const name of Object.keys(options) as (keyof Calendar.Options)[]) {
        const isSame = JSON.stringify(options[name]) === JSON.stringify(old[name])
        if (!isSame) state.calendar.setOption(name, options[name])
      }
      draw(state)
    },
    destroy() {
      settle(state)
      document.removeEventListener('keydown', follow)
      stopCorrecting()
      void destroyCalendar(state.calendar)
    },
  }
}

function draw(state: State): void {
  const focused = state.place.querySelector<HTMLElement>('[data-visit]:focus')?.dataset.visit
  drawEvents(state.calendar, state.drawn, state.settings, state.pending?.id ?? null)
  if (focused) keepFocus(state, focused)
}

/** The library may draw a visit anew (always in another column); the focus must follow it. */
function keepFocus(state: State, id: string): void {
  for (const wait of [30, 90, 200]) {
    setTimeout(() => {
      if (document.activeElement !== document.body) return
      state.place.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`)?.focus()
    }, wait)
  }
}

function listenersOf(state: State): Calendar.Options {
  const resourceOf = (resource: Calendar.Resource | undefined) => resource?.id ?? null
  return {
    events: [],
    headerToolbar: { start: '', center: '', end: '' },
    allDaySlot: false,
    nowIndicator: true,
    dayMaxEvents: true,
    eventLongPressDelay: 600,
    longPressDelay: 600,
    eventContent: (info) => contentOf(state, info),
    eventClassNames: ({ event }) => classesOf(state.drawn.events.get(String(event.id))),
    resourceLabelContent: ({ resource }) => {
      const found = state.settings.resources?.find((one) => one.id === resource.id)
      return { domNodes: resourceNodes(found?.title ?? '', found?.about) }
    },
    noEventsContent: () => state.settings.nothing,
    eventClick: ({ event }) => state.settings.onOpen?.(String(event.id)),
    eventDidMount: ({ el, event }) => prepare(state, el, String(event.id)),
    eventDrop: (info) => dropped(state, info, state.settings.onMove),
    eventResize: (info) => dropped(state, info, state.settings.onResize),
    dateClick: ({ date, resource }) =>
      state.settings.onSelectSlot?.({ start: wallOf(date), end: null, resourceId: resourceOf(resource) }),
    select: ({ start, end, resource }) => {
      const slot = { start: wallOf(start), end: wallOf(end), resourceId: resourceOf(resource) }
      state.settings.onSelectSlot?.(slot)
      state.calendar.unselect()
    },
  }
}

function contentOf(state: State, { event }: Calendar.EventContentInfo): Calendar.Content {
  const known = state.drawn.events.get(String(event.id))
  if (!known) return { domNodes: [] }
  return { domNodes: eventNodes(known, state.settings.timeText(wallOf(event.start), wallOf(event.end))) }
}

function prepare(state: State, el: HTMLElement, id: string): void {
  const known = state.drawn.events.get(id)
  if (!known) return
  el.dataset.visit = id
  el.title = `${known.title} · ${known.stateLabel}`
  // Set by script, which the content policy allows; a style in the markup it would not.
  if (known.stripe?.startsWith('#')) el.style.setProperty('--ev-stripe', known.stripe)
  el.addEventListener('keydown', (event) => pressed(state, event, id))
  el.addEventListener('contextmenu', (event) => {
    if (!state.settings.onMenu) return
    event.preventDefault()
    state.settings.onMenu(id, { x: event.clientX, y: event.clientY })
  })
}

function pressed(state: State, event: KeyboardEvent, id: string): void {
  const { settings } = state
  const known = state.drawn.events.get(id)
  if (!event.altKey || !known || known.locked || !settings.onMove) return
  const columns = settings.view === 'day' ? (settings.resources ?? []).map((one) => one.id) : []
  const next = placeAfterKey(event.key, placeOf(known), columns, settings.slotMinutes ?? 15)
  if (!next) return
  event.preventDefault()
  if (state.pending && state.pending.id !== id) settle(state)
  if (state.pending) clearTimeout(state.pending.timer)
  const from = state.pending?.from ?? placeOf(known)
  state.pending = { id, from, timer: setTimeout(() => settle(state), settleFor) }
  putEvent(state.calendar, state.drawn, settings, { ...known, ...next })
  settings.announce(next)
  keepFocus(state, id)
}

function settle(state: State): void {
  if (!state.pending) return
  const { id, from, timer } = state.pending
  clearTimeout(timer)
  state.pending = null
  const known = state.drawn.events.get(id)
  if (known) tell(state, known, { from, listener: state.settings.onMove })
}

function dropped(
  state: State,
  info: Calendar.EventDropInfo | Calendar.EventResizeInfo,
  listener: CalendarProps['onMove'],
): void {
  const known = state.drawn.events.get(String(info.event.id))
  if (!known || !listener) return info.revert()
  const from = placeOf(known)
  const column = info.event.resourceIds[0]
  const moved: CalendarEvent = {
    ...known,
    start: wallOf(info.event.start),
    end: wallOf(info.event.end),
    resourceId: column === undefined ? from.resourceId : String(column),
  }
  putEvent(state.calendar, state.drawn, state.settings, moved)
  tell(state, moved, { from, listener })
}

/** Tells the screen; if it is refused, the visit goes back to where it was. */
function tell(
  state: State,
  event: CalendarEvent,
  move: { from: Place; listener: CalendarProps['onMove'] },
): void {
  const back = (error: unknown) => {
    const now = state.drawn.events.get(event.id)
    if (now) putEvent(state.calendar, state.drawn, state.settings, { ...now, ...move.from })
    if (error !== undefined) state.settings.onFailed(error)
  }
  try {
    Promise.resolve(move.listener?.({ id: event.id, ...placeOf(event), from: move.from })).catch(back)
  } catch (error) {
    back(error)
  }
}
