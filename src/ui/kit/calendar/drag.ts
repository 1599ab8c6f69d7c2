import type { DrawnColumn } from './use-columns.ts'
import type { Hours } from './layout.ts'

/** What follows the pointer: a visit, its end, or a span of free time. Minutes from midnight. */
export interface Ghost {
  kind: 'move' | 'resize' | 'select'
  /** The visit; empty for free time. */
  id: string
  column: number
  from: number
  to: number
}

/** What the gestures need to know of the grid as it is drawn now. */
export interface DragDoor {
  drawn: readonly DrawnColumn[]
  hours: Hours
  /** Pixels of a minute. */
  scale: number
  /** Minutes that a gesture snaps to; a third of it while Shift is held. */
  step: number
  mayMove: boolean
  mayResize: boolean
  maySelect: boolean
  onGhost(ghost: Ghost | null): void
  onDrop(ghost: Ghost): void
  onMenu(target: Element, at: { x: number; y: number }): void
  onSwipe?: ((by: -1 | 1) => void) | undefined
}

export interface Gesture {
  pointer: number
  isTouch: boolean
  target: Element
  x: number
  y: number
  /** A finger has rested long enough: from now on it carries the visit. */
  lifted: boolean
  begun: boolean
  ghost: Ghost | null
  /** Minutes between the visit's beginning and the place where it was taken. */
  grab: number
}

/** The column and minute under a point. */
export function spotAt(
  body: HTMLElement,
  { drawn, hours, scale }: DragDoor,
  { x, y }: { x: number; y: number },
): { column: number; minute: number } {
  const rect = body.getBoundingClientRect()
  const across = getComputedStyle(body).direction === 'rtl' ? rect.right - x : x - rect.left
  const column = Math.floor((across / rect.width) * drawn.length)
  return {
    column: Math.min(Math.max(column, 0), drawn.length - 1),
    minute: hours.from + (y - rect.top) / scale,
  }
}

/** What a press can become: moving a visit, its end, or drawing a span of free time. */
export function gestureOf(body: HTMLElement, door: DragDoor, event: PointerEvent): Gesture | null {
  const target = event.target as Element
  const spot = spotAt(body, door, { x: event.clientX, y: event.clientY })
  const isTouch = event.pointerType !== 'mouse'
  const plain = { pointer: event.pointerId, isTouch, target, x: event.clientX, y: event.clientY, lifted: false, begun: false } // prettier-ignore
  const box = target.closest<HTMLElement>('[data-visit]')
  if (!box) {
    if (!target.closest('[data-column]')) return null
    const ghost = { kind: 'select' as const, id: '', column: spot.column, from: spot.minute, to: spot.minute }
    return { ...plain, ghost: door.maySelect && !isTouch ? ghost : null, grab: spot.minute }
  }
  const id = box.dataset.visit ?? ''
  const column = door.drawn.findIndex((one) => one.placed.some(({ event: visit }) => visit.id === id))
  const placed = door.drawn[column]?.placed.find(({ event: visit }) => visit.id === id)
  if (!placed) return null
  const kind = target.closest('[data-grip]') ? ('resize' as const) : ('move' as const)
  const may = !placed.event.locked && (kind === 'move' ? door.mayMove : door.mayResize)
  const ghost = may ? { kind, id, column, from: placed.from, to: placed.to } : null
  return { ...plain, ghost, grab: spot.minute - placed.from }
}

/** Where the gesture stands with the pointer here; minutes snap to the step. */
export function ghostAt(
  { ghost, grab }: Gesture & { ghost: Ghost },
  { column, minute }: { column: number; minute: number },
  { hours, step }: { hours: Hours; step: number },
): Ghost {
  const snap = (value: number) => Math.round(value / step) * step
  if (ghost.kind === 'resize') {
    return { ...ghost, to: Math.min(Math.max(snap(minute), ghost.from + Math.min(step, 5)), hours.to) }
  }
  if (ghost.kind === 'select') {
    const [first, last] = [Math.min(grab, minute), Math.max(grab, minute)]
    const from = Math.max(Math.floor(first / step) * step, hours.from)
    return { ...ghost, from, to: Math.min(Math.max(Math.ceil(last / step) * step, from + step), hours.to) }
  }
  const length = ghost.to - ghost.from
  const from = Math.min(Math.max(snap(minute - grab), hours.from), Math.max(hours.to - length, hours.from))
  return { ...ghost, column, from, to: from + length }
}
