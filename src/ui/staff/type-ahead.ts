// A key such as `N` or `/` opens something to type in, which may still be on its way: what is typed meanwhile waits for it.

/** So long after the last letter; then nobody thinks of it any more. */
const PATIENCE = 4000

let waiting: { text: string; until: number } | null = null

/** From now on letters are kept for the first field that gets the focus. */
export function keepTyping(): void {
  waiting = { text: '', until: performance.now() + PATIENCE }
}

/** What is kept after one more key; null: no more is to be kept. */
export function withKey(text: string, key: string): string | null {
  if (key === 'Escape') return null
  if (key === 'Backspace') return text.slice(0, -1)
  return key.length === 1 ? text + key : text
}

/** Listens; the shell's keys call it once. Answers how to end it. */
export function listenForTypeAhead(): () => void {
  window.addEventListener('keydown', press, true)
  window.addEventListener('focusin', reach)
  return () => {
    window.removeEventListener('keydown', press, true)
    window.removeEventListener('focusin', reach)
  }
}

function press(event: KeyboardEvent): void {
  if (!waiting) return
  if (performance.now() > waiting.until || isField(event.target)) {
    waiting = null
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const text = withKey(waiting.text, event.key)
  waiting = text === null ? null : { text, until: performance.now() + PATIENCE }
  // The letter must not be taken for another shortcut, nor the space press a button.
  if (text !== null && (event.key.length === 1 || event.key === 'Backspace')) {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}

function reach({ target }: FocusEvent): void {
  if (!waiting || !isField(target)) return
  const { text, until } = waiting
  waiting = null
  if (text && performance.now() <= until && !target.readOnly) enter(target, text)
}

type Field = HTMLInputElement | HTMLTextAreaElement

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

/** As if it were typed: React hears of a value that is set by its own setter and told by an input event. */
function enter(field: Field, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {}
  set?.call(field, field.value + text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
