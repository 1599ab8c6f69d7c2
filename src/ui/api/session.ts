/** What the door wants from the person at the screen before a call can go on. */
export type DoorQuestion = 'sign_in' | 'password'

interface SessionState {
  /** The shell shows the dialog for it. */
  asks: DoorQuestion | null
}

let state: SessionState = { asks: null }
let watching = false
let waiting: ((answered: boolean) => void)[] = []
const listeners = new Set<() => void>()

function change(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}

export const session = {
  /** From now on a 401 opens the dialog instead of failing (called once somebody is signed in). */
  watch(on: boolean): void {
    watching = on
    if (!on && state.asks) session.answer(false)
  },
  get: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /**
   * Waits until the person has signed in again, or has proved the password once more; false = they gave up
   * (or nobody was signed in). A lost session is the greater question and takes the place of the other.
   */
  ask(question: DoorQuestion): Promise<boolean> {
    if (!watching) return Promise.resolve(false)
    if (state.asks === null || question === 'sign_in') change({ asks: question })
    return new Promise((resolve) => waiting.push(resolve))
  },
  answer(answered: boolean): void {
    const callers = waiting
    waiting = []
    change({ asks: null })
    for (const resolve of callers) resolve(answered)
  },
}
