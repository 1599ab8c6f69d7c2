import { chosenPractice } from '../../ui/api/index.ts'

/** The address of a document; the browser asks for it by itself, so the practice stands in the query. */
export function pdfHref(of: 'invoices' | 'payments', id: string): string {
  const practice = chosenPractice.get()
  return `/api/${of}/${id}/${of === 'invoices' ? 'pdf' : 'receipt'}${practice ? `?practice=${encodeURIComponent(practice)}` : ''}`
}
