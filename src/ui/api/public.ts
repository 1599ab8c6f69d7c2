import { createClient, urlOf, type Client, type ReadKey, type Takes } from './client.ts'
import { readProblem } from './problem.ts'

let linkToken: string | null = null

/** The secret of the link this page was opened by; sent as `Authorization: Link <token>`. */
export function openByLink(token: string | null): void {
  linkToken = token
}

function spoken(): Record<string, string> {
  return { 'accept-language': document.documentElement.lang || 'en' }
}

/** The API for pages without sign-in. */
export const { call } = createClient({
  headers: () => ({ ...spoken(), ...(linkToken ? { authorization: `Link ${linkToken}` } : {}) }),
})

/** The API as the holder of one secret link, whatever link the page was opened by. */
export function callByLink(token: string): Client['call'] {
  return createClient({ headers: () => ({ ...spoken(), authorization: `Link ${token}` }) }).call
}

/** A file that a secret link opens (calendar file, PDF); an address alone would lack the secret. */
export async function fileByLink<K extends ReadKey>(token: string, key: K, input?: Takes<K>): Promise<Blob> {
  const answer = await fetch(urlOf(key, input), { headers: { ...spoken(), authorization: `Link ${token}` } })
  if (!answer.ok) throw await readProblem(answer)
  return answer.blob()
}

export { urlOf } from './client.ts'
export type { ActKey, Key, ReadKey, Returns, Takes } from './client.ts'
export { ProblemError, type FieldProblem } from './problem.ts'
