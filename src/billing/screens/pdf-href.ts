import { chosenPractice } from '../../ui/api/index.ts'

/** The address of a document; the browser asks for it by itself, so the practice stands in the query. */
export function pdfHref(
  of: 'invoices' | 'payments' | 'credit-notes' | 'estimates' | 'superbills',
  id: string,
): string {
  const practice = chosenPractice.get()
  return `/api/${of}/${id}/${of === 'payments' ? 'receipt' : 'pdf'}${practice ? `?practice=${encodeURIComponent(practice)}` : ''}`
}

/** The address of a statement of account; `path` is /clients/{id} or /bill-payers/{id}. */
export function statementHref(path: string, period: { from: string; to: string }): string {
  const practice = chosenPractice.get()
  const query = new URLSearchParams({ ...period, ...(practice ? { practice } : {}) })
  return `/api${path}/statement/pdf?${query.toString()}`
}
