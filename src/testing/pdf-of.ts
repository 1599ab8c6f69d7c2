/** What a PDF for a test has beside its empty pages. */
export interface PdfWish {
  pages?: number
  /** More entries of the catalogue, such as '/OpenAction 9 0 R'. */
  catalog?: string
  /** More entries of the first page. */
  page?: string
  /** More objects by their number, from 1000 on: '<</S/JavaScript/JS(app.alert(1))>>'. */
  objects?: Record<number, string>
}

/** A PDF of empty pages, with a true index of its objects, for tests of what people send. */
export function pdfOf({ pages = 1, catalog = '', page = '', objects = {} }: PdfWish = {}): Buffer {
  const kids = Array.from({ length: pages }, (_, at) => at + 3)
  const all = new Map<number, string>([
    [1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`],
    [2, `<</Type/Pages/Count ${pages}/Kids[${kids.map((id) => `${id} 0 R`).join(' ')}]>>`],
    ...kids.map(
      (id, at) => [id, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]${at === 0 ? page : ''}>>`] as const,
    ),
    ...Object.entries(objects).map(([id, body]) => [Number(id), body] as const),
  ])
  let text = '%PDF-1.7\n'
  const index: string[] = []
  for (const [id, body] of all) {
    index.push(`${id} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`)
    text += `${id} 0 obj\n${body}\nendobj\n`
  }
  const size = Math.max(...all.keys()) + 1
  const start = text.length
  text += `xref\n0 1\n0000000000 65535 f \n${index.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
