import type { Readable } from 'node:stream'
import { problem } from '../problem.ts'
import type { Bytes } from './bytes.ts'
import { checkPdf } from './check-pdf.ts'
import type { PdfFacts } from './check-pdf.ts'
import { inspect } from './inspect.ts'
import type { Inspected } from './inspect.ts'
import { requireDecodable } from './picture.ts'

/** What one knows about whether a file is harmful. `not_scanned` is shown to people, never hidden. */
export type ScanState = 'not_scanned' | 'clean' | 'infected' | 'failed'

/** Looks at content before it is kept; a scanner that is not there throws, one that cannot look throws ScanRefused. */
export interface Scanner {
  scan(content: Bytes): Promise<{ state: 'clean' | 'infected'; finding: string | null }>
}

/** The scanner is there, but cannot look at this content (too large for it, a broken answer). */
export class ScanRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ScanRefused'
  }
}

export interface ScanVerdict {
  scan: ScanState
  /** What the scanner calls what it found. */
  finding: string | null
}

export interface StoredFile extends Inspected, PdfFacts {
  sha256: string
  size: number
  scan: ScanState
}

export interface FileWish {
  name: string
  declaredType?: string
  /** 25 MB if not given. */
  maxBytes?: number
  /** Media types this place takes; all that a practice may keep if not given. */
  allowed?: readonly string[]
  /** The most pages of a PDF; 2,000 if not given. */
  mostPages?: number
  /** Made by Atrium itself a moment ago: a PDF of ours is not read again. */
  isOurs?: boolean
}

export type Content = Uint8Array | AsyncIterable<Uint8Array>

/** Where files live: by content, never by a name that somebody gave. */
export interface Files {
  /** Whether there is a scanner to look with. */
  canScan: boolean
  /**
   * Keeps content and says what it is. The same content twice is kept once.
   * Fails with 413 `file_too_large` and 422 `file_refused` (details.reason: empty, type_not_allowed, disguised,
   * damaged, too_many_pixels, password, active_content, too_many_pages, too_complex, infected); nothing is kept then.
   */
  put(content: Content, wish: FileWish): Promise<StoredFile>
  /** Says what content is, or refuses it as `put` does, and keeps nothing of it. */
  check(content: Content, wish: FileWish): Promise<StoredFile>
  /** The content; throws 404 `not_found`. */
  get(sha256: string): Promise<Readable>
  /** Size, or null when it is not here. */
  head(sha256: string): Promise<{ size: number } | null>
  /** For good. The caller has made sure that no row of any practice refers to this content. */
  delete(sha256: string): Promise<void>
  /** Looks at kept content again, for what came while no scanner could. */
  look(sha256: string): Promise<ScanVerdict>
  /** Puts content aside for good: it is never answered again, and sending it once more is refused. */
  quarantine(sha256: string): Promise<void>
}

/** Whether the text can be the address of content; everything else never reaches a path. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

const usualLimit = 25 * 1024 * 1024

/** Passes content on piece by piece and stops at the limit. */
export async function* limited(content: Content, wish: FileWish): AsyncIterable<Uint8Array> {
  const limit = wish.maxBytes ?? usualLimit
  let size = 0
  for await (const part of content instanceof Uint8Array ? [content] : content) {
    size += part.length
    if (size > limit) {
      const megabytes = Math.max(1, Math.floor(limit / 1024 / 1024))
      throw problem(
        413,
        'file_too_large',
        `The file is larger than ${megabytes} MB. Please send a smaller one.`,
        { limit },
      )
    }
    yield part
  }
}

/** The verdict on content at rest, before it is kept. */
export async function judge(content: Bytes, wish: FileWish, scanner?: Scanner) {
  const inspected = await inspect(content, {
    name: wish.name,
    type: wish.declaredType,
    allowed: wish.allowed,
  })
  const { scan } = await scanState(content, scanner)
  if (scan === 'infected') throw infected()
  if (inspected.type.startsWith('image/')) await requireDecodable(await content.read(0, content.size))
  const isPdf = inspected.type === 'application/pdf' && !wish.isOurs
  const facts = isPdf ? await checkPdf(content, wish.mostPages) : { pages: null, encrypted: false }
  return { ...inspected, ...facts, scan }
}

/** What a scanner says; one that is down must not stop the practice: the file says that nobody looked. */
export async function scanState(content: Bytes, scanner: Scanner | undefined): Promise<ScanVerdict> {
  if (!scanner) return { scan: 'not_scanned', finding: null }
  try {
    const { state, finding } = await scanner.scan(content)
    return { scan: state, finding }
  } catch (error) {
    return { scan: error instanceof ScanRefused ? 'failed' : 'not_scanned', finding: null }
  }
}

export function infected() {
  return problem(422, 'file_refused', 'The virus scanner found something in this file. It was not kept.', {
    reason: 'infected',
  })
}
