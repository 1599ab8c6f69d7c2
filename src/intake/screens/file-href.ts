import { chosenPractice } from '../../ui/api/index.ts'

/** The address of a document of the API; the browser asks for it by itself, so the practice stands in the query. */
export function fileHref(path: string): string {
  const practice = chosenPractice.get()
  return `/api${path}${practice ? `?practice=${encodeURIComponent(practice)}` : ''}`
}
