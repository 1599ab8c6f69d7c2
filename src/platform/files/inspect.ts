import { fileTypeFromBuffer } from 'file-type'
import { latin } from './bytes.ts'
import type { Bytes } from './bytes.ts'
import { measures } from './images.ts'
import type { Size } from './images.ts'
import { cleanName, extensionOf } from './names.ts'
import { heavyPixels, mostPixels } from './picture.ts'
import { refuse } from './refuse.ts'

/** Types that a practice may keep, with the extensions each may carry; the first one is what we would give it. */
export const keptTypes: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'text/plain': ['txt', 'text', 'md', 'log'],
  'text/csv': ['csv', 'tsv'],
}

const longestSide = 30_000

export interface Inspected {
  type: string
  /** The name that was given, made harmless. */
  name: string
  width: number | null
  height: number | null
}

export interface Declared {
  name: string
  /** What the browser called it; a contradiction to the content is refused, silence is not. */
  type?: string | undefined
  allowed?: readonly string[] | undefined
}

/** Decides by content what a file is, or refuses it (422 `file_refused`, details.reason says why). */
export async function inspect(bytes: Bytes, declared: Declared): Promise<Inspected> {
  if (bytes.size === 0) refuse('empty', 'The file is empty.')
  const type = await typeOf(bytes, declared.name)
  const allowed = declared.allowed ?? Object.keys(keptTypes)
  if (!allowed.includes(type)) refuse('type_not_allowed', notTaken(type, allowed))
  if (contradicts(type, declared)) {
    refuse('disguised', `The file is named or declared as something else than it is (${type}).`)
  }
  const size = await measureImage(bytes, type)
  if (type === 'application/pdf') await checkPdfEnds(bytes)
  const extensions = keptTypes[type] ?? []
  return {
    type,
    name: cleanName(declared.name, extensions),
    width: size?.width ?? null,
    height: size?.height ?? null,
  }
}

// The words of a way out: what is taken here, and what telephones make that no browser shows.
function notTaken(type: string, allowed: readonly string[]): string {
  const kinds = [
    allowed.includes('application/pdf') ? 'a PDF' : '',
    allowed.some((one) => one.startsWith('image/')) ? 'a picture (JPEG, PNG)' : '',
    allowed.includes('text/plain') ? 'a text' : '',
  ].filter((kind) => kind !== '')
  const last = kinds.pop() ?? 'another file'
  const wanted = kinds.length > 0 ? `${kinds.join(', ')} or ${last}` : last
  const isOfTelephone = type === 'image/heic' || type === 'image/heif' || type === 'image/avif'
  const hint = isOfTelephone
    ? ' Telephones can take pictures as JPEG: in their settings, choose "most compatible".'
    : ''
  return `Files of this kind (${type}) are not taken here. Please send ${wanted}.${hint}`
}

async function typeOf(bytes: Bytes, name: string): Promise<string> {
  const found = await fileTypeFromBuffer(await bytes.read(0, 8_192)).catch(() => undefined)
  if (found?.mime === 'image/apng') return 'image/png'
  if (found) return found.mime
  const text = await looksLikeText(bytes)
  if (text !== 'text') return text
  return keptTypes['text/csv']?.includes(extensionOf(name)) ? 'text/csv' : 'text/plain'
}

// A browser that is told to guess would run these; a text that begins like a page is taken for one.
const pages =
  /^\s*(<!--[\s\S]{0,500}?-->\s*)*<(!doctype|html|head|body|script|svg|\?xml|\?php|iframe|style|title|table|img|a|br|p|h1|div)[\s>/]/i

async function looksLikeText(bytes: Bytes): Promise<'text' | 'text/html' | 'application/octet-stream'> {
  const decoders = [new TextDecoder('utf-8', { fatal: true })]
  for (let at = 0; at < bytes.size; at += 60_000) {
    const part = await bytes.read(at, 60_000)
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(latin(part))) return 'application/octet-stream'
    if (at === 0 && pages.test(latin(part).replace(/^\xef\xbb\xbf/, ''))) return 'text/html'
    try {
      decoders[0]?.decode(part, { stream: true })
    } catch {
      // Not UTF-8: a text of an older program (Windows-1252) has every byte allowed but the control characters.
      decoders.length = 0
    }
  }
  return 'text'
}

const vague = ['', 'application/octet-stream', 'binary/octet-stream', 'application/x-download']
const otherNames: Record<string, readonly string[]> = {
  'image/jpeg': ['image/jpg', 'image/pjpeg'],
  'image/png': ['image/x-png', 'image/apng'],
  'application/pdf': ['application/x-pdf'],
  'text/csv': ['text/plain', 'application/csv', 'application/vnd.ms-excel', 'text/tab-separated-values'],
  'text/plain': ['text/markdown', 'text/csv'],
}
const knownElsewhere =
  /^(html?|xhtml|svgz?|xml|js|mjs|php\d?|jsp|aspx?|exe|dll|com|bat|cmd|ps1|vbs|sh|jar|msi|scr|hta|zip|rar|7z|gz|docx?|docm|xlsx?|xlsm|pptx?|rtf|heic|tiff?|bmp|ico|mp3|mp4|mov)$/

function contradicts(type: string, declared: Declared): boolean {
  const said = (declared.type ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const saidElse = !vague.includes(said) && said !== type && !(otherNames[type] ?? []).includes(said)
  const extension = extensionOf(declared.name)
  const fits = (keptTypes[type] ?? []).includes(extension)
  const ofAnother =
    knownElsewhere.test(extension) || Object.values(keptTypes).some((list) => list.includes(extension))
  return saidElse || (!fits && ofAnother)
}

async function measureImage(bytes: Bytes, type: string): Promise<Size | undefined> {
  const measure = measures[type]
  if (!measure) return undefined
  // Readers of PDFs look for its head in the first 1,024 bytes of any file.
  if (latin(await bytes.read(0, 1_024)).includes('%PDF-'))
    refuse('disguised', 'The file is a picture and a PDF in one. Please send the picture alone.')
  const size = await measure(bytes)
  if (!size || size.width === 0 || size.height === 0)
    refuse('damaged', 'The picture is damaged or cut off. Please send it again.')
  const { width, height } = size
  const most = size.isHeavy ? heavyPixels : mostPixels
  if (width > longestSide || height > longestSide || width * height > most) {
    refuse('too_many_pixels', `The picture is too large (${width} × ${height}). Please send a smaller one.`)
  }
  return size
}

const endOfArchive = 'PK\x05\x06'

// ISO 32000: begins with %PDF-, ends with %%EOF. What stands before or far behind belongs to another file; an archive
// is read from its end, so it may lie anywhere in the last 64 kB, behind the PDF or inside it.
async function checkPdfEnds(bytes: Bytes): Promise<void> {
  const head = latin(await bytes.read(0, 8))
  const tail = latin(await bytes.read(Math.max(0, bytes.size - 1_024), 1_024))
  if (!/^%PDF-\d\.\d/.test(head) || !tail.includes('%%EOF'))
    refuse('damaged', 'The PDF is damaged or cut off. Please send it again.')
  const last = latin(await bytes.read(Math.max(0, bytes.size - 65_000), 65_000))
  if (last.includes(endOfArchive))
    refuse(
      'disguised',
      'The file is a PDF and an archive in one. Please print it to a new PDF and send that.',
    )
}
