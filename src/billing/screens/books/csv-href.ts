import { chosenPractice } from '../../../ui/api/index.ts'

/** The address of a report as a file; the browser asks for it by itself, so the practice stands in the query. */
export function csvHref(path: string, question: Record<string, string>): string {
  const practice = chosenPractice.get()
  const query = new URLSearchParams({ ...question, ...(practice ? { practice } : {}) })
  return `/api${path}?${query.toString()}`
}
