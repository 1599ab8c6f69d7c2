import { createClient } from './client.ts'

let linkToken: string | null = null

/** The secret of the link this page was opened by; sent as `Authorization: Link <token>`. */
export function openByLink(token: string | null): void {
  linkToken = token
}

/** The API for pages without sign-in. */
export const { call } = createClient({
  headers: () => ({
    'accept-language': document.documentElement.lang || 'en',
    ...(linkToken ? { authorization: `Link ${linkToken}` } : {}),
  }),
})

export { urlOf } from './client.ts'
export type { ActKey, Key, ReadKey, Returns, Takes } from './client.ts'
export { ProblemError, type FieldProblem } from './problem.ts'
