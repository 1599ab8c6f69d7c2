import { queryOptions } from '@tanstack/react-query'
import { isUnattended } from '../api/activity.ts'
import { call } from '../api/api.ts'
import type { ProblemError } from '../api/problem.ts'
import type { Me } from './me.tsx'

/** Who is at the screen: asked for before anything is drawn, and watched by the shell. */
export const meQuery = queryOptions<Me, ProblemError>({
  queryKey: ['GET /me', {}],
  queryFn: ({ signal }) => call('GET /me', undefined, { signal, background: isUnattended() }),
  meta: { topics: ['practice', 'staff', 'location'] },
  staleTime: 60_000,
})
