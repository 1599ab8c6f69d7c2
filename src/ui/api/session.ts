/** What the API calls need to know about this window's session; the shell shows the dialog for it. */
interface SessionState {
  /** The server no longer knows us while somebody is working. */
  expired: boolean
}

let state: SessionState = { expired: false }
let watching = false
let waiting: ((renewed: boolean) => void)[] = []
const listeners = new Set<() => void>()

function change(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}

export const session = {
  /** From now on a 401 opens the dialog instead of failing (called once somebody is signed in). */
  watch(on: boolean): void {
    watching = on
    if (!on && state.expired) session.answer(false)
  },
  get: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Waits until the person has signed in again; false = they gave up (or nobody was signed in). */
  renew(): Promise<boolean> {
    if (!watching) return Promise.resolve(false)
    if (!state.expired) change({ expired: true })
    return new Promise((resolve) => waiting.push(resolve))
  },
  answer(renewed: boolean): void {
    const callers = waiting
    waiting = []
    change({ expired: false })
    for (const resolve of callers) resolve(renewed)
  },
}
