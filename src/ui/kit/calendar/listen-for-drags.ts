import { gestureOf, ghostAt, spotAt, type DragDoor, type Gesture, type Ghost } from './drag.ts'

const liftAfter = 450
const begins = 5
const swipes = 60

interface State {
  body: HTMLElement
  door: () => DragDoor
  gesture: Gesture | null
  /** Where the pointer is, for scrolling at the edges while it rests. */
  at: { x: number; y: number; fine: boolean }
  timer: ReturnType<typeof setTimeout> | undefined
  frame: number
  /** The click that ends a drag opens nothing. */
  swallow: boolean
}

/** Listens for drags, long presses and swipes in the grid; answers how to stop. */
export function listenForDrags(body: HTMLElement, door: () => DragDoor): () => void {
  const state: State = { body, door, gesture: null, at: { x: 0, y: 0, fine: false }, timer: undefined, frame: 0, swallow: false } // prettier-ignore
  const down = (event: PointerEvent) => begin(state, event)
  const move = (event: PointerEvent) => follow(state, event)
  const up = (event: PointerEvent) => finish(state, event)
  const stop = () => end(state)
  const escape = (event: KeyboardEvent) => event.key === 'Escape' && state.gesture?.begun && end(state)
  const touch = (event: TouchEvent) => state.gesture?.lifted && event.preventDefault()
  const click = (event: MouseEvent) => {
    if (!state.swallow) return
    state.swallow = false
    event.stopPropagation()
    event.preventDefault()
  }
  // No mouse events after a long press or a drag by finger: they would close the menu that has just opened.
  const touched = (event: TouchEvent) => {
    if (state.swallow) event.preventDefault()
    state.swallow = false
  }
  body.addEventListener('pointerdown', down)
  body.addEventListener('touchend', touched, { passive: false })
  body.addEventListener('touchmove', touch, { passive: false })
  body.addEventListener('click', click, { capture: true })
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', up)
  window.addEventListener('pointercancel', stop)
  window.addEventListener('keydown', escape)
  return () => {
    end(state)
    body.removeEventListener('pointerdown', down)
    body.removeEventListener('touchmove', touch)
    body.removeEventListener('touchend', touched)
    body.removeEventListener('click', click, { capture: true })
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', up)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', escape)
  }
}

function begin(state: State, event: PointerEvent): void {
  state.swallow = false
  if (event.button !== 0 || state.gesture) return
  const gesture = gestureOf(state.body, state.door(), event)
  if (!gesture) return
  state.gesture = gesture
  if (!gesture.isTouch) return
  state.timer = setTimeout(() => {
    gesture.lifted = true
    navigator.vibrate?.(12)
    state.door().onGhost(gesture.ghost)
  }, liftAfter)
}

function follow(state: State, event: PointerEvent): void {
  const { gesture } = state
  if (!gesture || event.pointerId !== gesture.pointer) return
  const far = Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y) >= begins
  if (gesture.isTouch && !gesture.lifted) {
    if (far) clearTimeout(state.timer)
    return
  }
  if (!gesture.ghost || (!gesture.begun && !far)) return
  state.at = { x: event.clientX, y: event.clientY, fine: event.shiftKey }
  if (!gesture.begun) {
    gesture.begun = true
    state.frame = requestAnimationFrame(() => scrollAtEdges(state))
  }
  show(state)
}

function show({ body, door, gesture, at }: State): void {
  if (!gesture?.ghost) return
  const now = door()
  const step = at.fine ? Math.max(now.step / 3, 5) : now.step
  const next = ghostAt(gesture as Gesture & { ghost: Ghost }, spotAt(body, now, at), {
    hours: now.hours,
    step,
  })
  const { ghost } = gesture
  if (gesture.begun && next.column === ghost.column && next.from === ghost.from && next.to === ghost.to)
    return
  gesture.ghost = next
  now.onGhost(next)
}

/** Near an edge the grid scrolls on by itself, so that a visit can be carried into the evening. */
function scrollAtEdges(state: State): void {
  if (!state.gesture?.begun) return
  const scroller = state.body.closest('.at-grid-scroll')
  if (scroller) {
    const rect = scroller.getBoundingClientRect()
    const { x, y } = state.at
    const by = (now: number, low: number, high: number) => (now < low ? -9 : now > high ? 9 : 0)
    const [down, across] = [by(y, rect.top + 64, rect.bottom - 28), by(x, rect.left + 76, rect.right - 20)]
    if (down !== 0 || across !== 0) {
      scroller.scrollBy(across, down)
      show(state)
    }
  }
  state.frame = requestAnimationFrame(() => scrollAtEdges(state))
}

function finish(state: State, event: PointerEvent): void {
  const { gesture } = state
  if (!gesture || event.pointerId !== gesture.pointer) return
  const door = state.door()
  const across = event.clientX - gesture.x
  const isSwipe = Math.abs(across) > swipes && Math.abs(across) > 2 * Math.abs(event.clientY - gesture.y)
  const { begun, lifted, ghost, target } = gesture
  end(state)
  state.swallow = begun || lifted || (gesture.isTouch && isSwipe)
  if (begun && ghost) return door.onDrop(ghost)
  if (lifted) return door.onMenu(target, { x: event.clientX, y: event.clientY })
  if (gesture.isTouch && isSwipe) door.onSwipe?.(across < 0 ? 1 : -1)
}

function end(state: State): void {
  clearTimeout(state.timer)
  cancelAnimationFrame(state.frame)
  if (state.gesture) state.door().onGhost(null)
  state.gesture = null
}
