import type { Bytes } from './bytes.ts'
import { pdfExaminer } from './examine-pdf.ts'
import type { PdfAct } from './examine-pdf.ts'
import { refuse } from './refuse.ts'

/** What can be said of a PDF that is kept. */
export interface PdfFacts {
  pages: number | null
  /** Opens without a password, but forbids printing or copying. */
  encrypted: boolean
}

/** A practice's own long documents; what clients may send is a setting (ATRIUM_PDF_PAGES). */
const MOST_PAGES = 2_000

const anew =
  'Please open it, choose "print" and "save as PDF", and send what comes out, or take photos of it.'
const acts: Record<PdfAct, string> = {
  script: 'a script',
  launch: 'a command that starts a program',
  files: 'other files inside',
  opening: 'something that is done when it is opened',
  media: 'films or sounds',
}

/**
 * Reads a whole PDF in a process of its own. Refuses (422 `file_refused`) with details.reason: damaged, password,
 * too_complex, active_content (details.found names what), too_many_pages (details.pages, details.limit).
 */
export async function checkPdf(content: Bytes, mostPages = MOST_PAGES): Promise<PdfFacts> {
  const found = await pdfExaminer.examine(await content.read(0, content.size))
  if ('fault' in found) return refuse(found.fault, faults[found.fault])
  const { pages, active, isEncrypted } = found
  if (active.length > 0) {
    const what = active.map((act) => acts[act]).join(', ')
    refuse('active_content', `The PDF contains ${what}. Such files are not kept. ${anew}`, {
      found: active.join(' '),
    })
  }
  if (pages > mostPages)
    refuse(
      'too_many_pages',
      `The PDF has ${pages} pages; at most ${mostPages} can be sent here. Please send only the pages that are needed.`,
      { pages, limit: mostPages },
    )
  return { pages, encrypted: isEncrypted }
}

const faults = {
  damaged: 'The PDF is damaged or cut off. Please send it again.',
  password:
    'The PDF is protected with a password, so nobody could read it here. Please save it without a password and send it again.',
  too_complex: `The PDF is built in a way that takes too long to read. ${anew}`,
}
