import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react'

const ConfirmDialog = lazy(() => import('./confirm-dialog.tsx'))

export interface Question {
  title: string
  text?: ReactNode
  /** The verb on the button: "Cancel the visit". */
  act: string
  danger?: boolean
  /** Ask why: the answer is kept in the audit. */
  reason?: 'required' | 'optional'
  reasonLabel?: string
  onConfirm: (reason: string) => Promise<unknown> | unknown
}

let question: Question | null = null
const listeners = new Set<() => void>()

function show(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}

/** Asks before something that is hard to take back: `confirm({ title, act, reason: 'required', onConfirm })`. */
export function confirm(asked: Question): void {
  show(asked)
}

/** Where `confirm` appears; the shell renders it once. */
export function ConfirmHost() {
  const asked = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => question,
  )
  return (
    <Suspense>
      {asked && <ConfirmDialog key={asked.title} asked={asked} onClose={() => show(null)} />}
    </Suspense>
  )
}
