import { useCallback, useEffect, useState } from 'react'
import { call, ProblemError, type ReadKey, type Returns, type Takes } from '../api/public.ts'
import { currentLanguage } from './words.ts'

export interface PublicRead<T> {
  data: T | null
  error: ProblemError | null
  loading: boolean
  again: () => void
}

/** Reads an operation on a public page: `useRead('GET /public/{practice}/services', { practice })`; null waits. */
export function useRead<K extends ReadKey>(key: K, input: Takes<K> | null): PublicRead<Returns<K>> {
  type Answer = { of: string; data: Returns<K> | null; error: ProblemError | null }
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [round, setRound] = useState(0)
  // In another language the server answers other words.
  const print = `${key} ${round} ${currentLanguage()} ${JSON.stringify(input)}`
  useEffect(() => {
    if (input === null) return
    const control = new AbortController()
    call(key, input, { signal: control.signal }).then(
      (data) => setAnswer({ of: print, data, error: null }),
      (error: unknown) => {
        if (!control.signal.aborted) setAnswer({ of: print, data: null, error: asProblem(error) })
      },
    )
    return () => control.abort()
    // `print` stands for `key` and `input`.
  }, [print])
  const again = useCallback(() => setRound((value) => value + 1), [])
  const isCurrent = answer?.of === print
  return { data: answer?.data ?? null, error: isCurrent ? answer.error : null, loading: !isCurrent, again }
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return new ProblemError({ status: 500, code: 'failed', message: '' })
}
