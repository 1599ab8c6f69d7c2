import { useEffect, useSyncExternalStore } from 'react'
import { chosenPractice, queryClient } from './api.ts'
import { readLiveMessages, type LiveMessage } from './live-topics.ts'

type Listener = (message: LiveMessage) => void

const listeners = new Set<Listener>()
const stateListeners = new Set<() => void>()
let connected = true

function setConnected(value: boolean): void {
  if (connected === value) return
  connected = value
  for (const listener of stateListeners) listener()
}

// One invalidation per batch: forty events of an import must not make forty refetches.
const gatherFor = 150
let gathered = new Set<string>()
let timer: ReturnType<typeof setTimeout> | null = null

function gather(topic: string): void {
  gathered.add(topic)
  timer ??= setTimeout(() => {
    const topics = gathered
    gathered = new Set()
    timer = null
    void queryClient.invalidateQueries({
      predicate: (query) => ((query.meta?.topics ?? []) as string[]).some((one) => topics.has(one)),
    })
  }, gatherFor)
}

/** Keeps the stream open while the shell is shown; after a gap everything on the screen is asked again. */
export function useLive(): void {
  useEffect(() => {
    let source: EventSource | null = null
    let wait = 1000
    let again: ReturnType<typeof setTimeout> | undefined
    let gap = false

    function receive(event: MessageEvent<string>): void {
      for (const message of readLiveMessages(event.data)) {
        gather(message.topic)
        for (const listener of listeners) listener(message)
      }
    }
    function open(): void {
      const practice = chosenPractice.get()
      source = new EventSource(`/api/stream${practice ? `?practice=${practice}` : ''}`)
      source.addEventListener('message', receive)
      source.addEventListener('open', () => {
        wait = 1000
        setConnected(true)
        if (gap) void queryClient.invalidateQueries()
        gap = false
      })
      source.addEventListener('error', () => {
        gap = true
        setConnected(false)
        // The browser reopens by itself unless the server refused; then we ask again, slower each time.
        if (source?.readyState !== EventSource.CLOSED) return
        again = setTimeout(open, wait)
        wait = Math.min(wait * 2, 30_000)
      })
    }
    open()
    return () => {
      clearTimeout(again)
      source?.close()
    }
  }, [])
}

/** Is the stream open? (The shell shows a dot when it is not.) */
export function useLiveState(): boolean {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    () => connected,
  )
}

/** Calls back on live messages of a topic, e.g. for a toast "Maya has arrived". */
export function useLiveMessages(topic: string, receive: (message: LiveMessage) => void): void {
  useEffect(() => {
    const listener: Listener = (message) => message.topic === topic && receive(message)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [topic, receive])
}
