import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useState } from 'react'
import { createActKeys } from './act-keys.ts'
import { isUnattended } from './activity.ts'
import { call, queryClient } from './api.ts'
import type { ActKey, Key, ReadKey, Returns, Takes } from './client.ts'
import { topicsOf } from './live-topics.ts'
import type { ProblemError } from './problem.ts'

export interface ReadOptions {
  /** Live topics beyond those in the path which make this answer old: `['appointment', 'client']`. */
  live?: string[]
  /** False: do not ask yet (something is still missing). */
  when?: boolean
  /** Keep showing the previous answer while the next loads (paging, filters). */
  keep?: boolean
  /** Milliseconds between refetches, where live updates are not enough. */
  every?: number
}

export type Read<T> = UseQueryResult<T, ProblemError>

/** Reads an operation: `const day = useApi('GET /appointments', { from, to }, { live: ['client'] })`. */
export function useApi<K extends ReadKey>(
  key: K,
  input?: Takes<K>,
  options: ReadOptions = {},
): Read<Returns<K>> {
  return useQuery<Returns<K>, ProblemError>({
    queryKey: [key, input ?? {}],
    queryFn: ({ signal }) => call(key, input, { signal, background: isUnattended() }),
    meta: { topics: [...topicsOf(key), ...(options.live ?? [])] },
    enabled: options.when ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.every ? { refetchInterval: options.every } : {}),
  })
}

/** Starts loading what will probably be looked at next. */
export function preload<K extends ReadKey>(key: K, input?: Takes<K>): void {
  void queryClient.prefetchQuery({ queryKey: [key, input ?? {}], queryFn: () => call(key, input) })
}

export interface Act<K extends ActKey> {
  /** Does it; throws the ProblemError. */
  do: (input?: Takes<K>, options?: { version?: number }) => Promise<Returns<K>>
  busy: boolean
  error: ProblemError | null
  reset: () => void
}

export interface ActOptions {
  /** Read keys whose answers become old; without it everything that is on the screen is asked again. */
  refresh?: ReadKey[]
}

/**
 * An act of the person at the screen: `const book = useAct('POST /appointments')`, then `await book.do({...})`.
 * If no answer came, doing the same again sends the same Idempotency-Key, so that it happens once.
 */
export function useAct<K extends ActKey>(key: K, options: ActOptions = {}): Act<K> {
  const client = useQueryClient()
  const [keys] = useState(createActKeys)
  const mutation = useMutation<Returns<K>, ProblemError, { input: Takes<K> | undefined; version?: number }>({
    mutationFn: async ({ input, version }) => {
      const idempotencyKey = keys.keyFor(input)
      try {
        const answer = await call(key, input, {
          idempotencyKey,
          ...(version === undefined ? {} : { version }),
        })
        keys.settled()
        return answer
      } catch (error) {
        keys.settled(error)
        throw error
      }
    },
    onSuccess: () => {
      // Not waited for: the act is done, and the screen follows.
      void client.invalidateQueries({
        predicate: (query) => !options.refresh || options.refresh.includes(query.queryKey[0] as ReadKey),
      })
    },
  })
  return {
    do: (input, more = {}) => mutation.mutateAsync({ input, ...more }),
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  }
}

/** Marks the answers of these reads as old (all, without names). */
export function refresh(...keys: Key[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: (query) => keys.length === 0 || keys.includes(query.queryKey[0] as Key),
  })
}
