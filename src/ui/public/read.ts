import { useCallback, useEffect, useState } from 'react'
import { call, ProblemError, type ReadKey, type Returns, type Takes } from '../api/public.ts'

export interface PublicRead<T> {
  data: T | null
  error: ProblemError | null
  loading: boolean
  again: () => void
}

/** Reads an operation on a public page: `useRead('GET /public/{practice}/services', { practice })`; null waits. */
export function useRead<K extends ReadKey>(key: K, input: Takes<K> | null): PublicRead<Returns<K>> {
  const [state, setState] = useState<{
    data: Returns<K> | null
    error: ProblemError | null
    loading: boolean
  }>({
    data: null,
    error: null,
    loading: true,
  })
  const [round, setRound] = useState(0)
  const print = JSON.stringify(input)
  useEffect(() => {
    if (input === null) return
    const control = new AbortController()
    setState((before) => ({ ...before, error: null, loading: true }))
    call(key, input, { signal: control.signal }).then(
      (data) => setState({ data, error: null, loading: false }),
      (error: unknown) => {
        if (control.signal.aborted) return
        setState({ data: null, error: asProblem(error), loading: false })
      },
    )
    return () => control.abort()
    // `print` stands for `input`.
  }, [key, print, round])
  const again = useCallback(() => setRound((value) => value + 1), [])
  return { ...state, again }
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return new ProblemError({ status: 500, code: 'failed', message: '' })
}
