import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { notFound } from '../problem.ts'
import { fileBytes } from './bytes.ts'
import { infected, isSha256, judge, limited, scanState } from './store.ts'
import type { Content, Files, FileWish, Scanner, ScanVerdict, StoredFile } from './store.ts'

/** Where content lies: a folder or a bucket. It knows only hashes that have been checked. */
export interface Shelf {
  /** Keeps what lies at a path, whole or not at all; may take the file away from there. */
  save(path: string, sha256: string): Promise<void>
  open(sha256: string): Promise<Readable | null>
  size(sha256: string): Promise<number | null>
  remove(sha256: string): Promise<void>
  /** Puts infected content where nothing is served from. */
  setAside(sha256: string): Promise<void>
  isSetAside(sha256: string): Promise<boolean>
}

interface Place {
  shelf: Shelf
  /** For what still arrives. */
  incoming: string
  scanner: Scanner | undefined
}

/** Files on a shelf; what arrives is looked at in a file of its own before it gets there. */
export function filesOn(place: Place): Files {
  const { shelf } = place
  return {
    canScan: place.scanner !== undefined,
    put: (content, wish) => receive(place, content, { ...wish, isKept: true }),
    check: (content, wish) => receive(place, content, { ...wish, isKept: false }),
    async get(sha256) {
      const content = isSha256(sha256) ? await shelf.open(sha256) : null
      if (!content) throw notFound('The file')
      return content
    },
    async head(sha256) {
      const size = isSha256(sha256) ? await shelf.size(sha256) : null
      return size === null ? null : { size }
    },
    async delete(sha256) {
      if (isSha256(sha256)) await shelf.remove(sha256)
    },
    look: (sha256) => look(place, sha256),
    async quarantine(sha256) {
      if (isSha256(sha256)) await shelf.setAside(sha256)
    },
  }
}

async function receive(
  place: Place,
  content: Content,
  { isKept, ...wish }: FileWish & { isKept: boolean },
): Promise<StoredFile> {
  return inOwnFile(place, async (file, path) => {
    const { sha256, size } = await spool(file, limited(content, wish))
    if (await place.shelf.isSetAside(sha256)) throw infected()
    const verdict = await judge(fileBytes(file, size), wish, place.scanner)
    if (!isKept) return { sha256, size, ...verdict }
    // On disk before anybody is told that it is kept; then its name appears in one step, whole or not at all.
    await file.sync()
    await place.shelf.save(path, sha256)
    return { sha256, size, ...verdict }
  })
}

async function look(place: Place, sha256: string): Promise<ScanVerdict> {
  if (isSha256(sha256) && (await place.shelf.isSetAside(sha256))) return { scan: 'infected', finding: null }
  const content = isSha256(sha256) ? await place.shelf.open(sha256) : null
  if (!content) return { scan: 'failed', finding: null }
  return inOwnFile(place, async (file) => {
    const { size } = await spool(file, content)
    return scanState(fileBytes(file, size), place.scanner)
  })
}

async function inOwnFile<T>(
  { incoming }: Place,
  work: (file: FileHandle, path: string) => Promise<T>,
): Promise<T> {
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const path = join(incoming, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  try {
    return await work(file, path)
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}

async function spool(file: FileHandle, content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let size = 0
  for await (const part of content) {
    hash.update(part)
    await file.writeFile(part)
    size += part.length
  }
  return { sha256: hash.digest('hex'), size }
}
