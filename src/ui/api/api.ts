import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createClient } from './client.ts'
import { ProblemError } from './problem.ts'
import { session } from './session.ts'

const practiceKey = 'atrium.practice'

/** The practice this window works in, for people who belong to several. */
export const chosenPractice = {
  get: (): string | null => sessionStorage.getItem(practiceKey) ?? localStorage.getItem(practiceKey),
  set(practiceId: string): void {
    sessionStorage.setItem(practiceKey, practiceId)
    localStorage.setItem(practiceKey, practiceId)
  },
  forget(): void {
    sessionStorage.removeItem(practiceKey)
    localStorage.removeItem(practiceKey)
  },
}

function staffHeaders(): Record<string, string> {
  const headers: Record<string, string> = { 'accept-language': document.documentElement.lang || 'en' }
  const practice = chosenPractice.get()
  if (practice) headers['x-practice'] = practice
  return headers
}

/** The API as signed-in staff. `call('POST /appointments', {...})` answers the body or throws a ProblemError. */
export const { call } = createClient({ headers: staffHeaders, askPerson: session.ask })

// Asked only if the network or the server failed: a refusal stays a refusal.
function worthRepeating(count: number, error: Error): boolean {
  const transient = error instanceof ProblemError && (error.status === 0 || error.status >= 502)
  return transient && count < 2
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache(),
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: worthRepeating, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
