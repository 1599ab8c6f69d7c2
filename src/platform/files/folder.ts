import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { notFound } from '../problem.ts'
import { fileBytes } from './bytes.ts'
import { isSha256, judge, limited } from './store.ts'
import type { Content, Files, FileWish, Scanner, StoredFile } from './store.ts'

/** Files in a folder (mode 0700): incoming/ for what still arrives, ab/cd/<sha256> for what is kept. */
export function createFiles(folder: string, scanner?: Scanner): Files {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const sizeOf = async (sha256: string) => {
    if (!isSha256(sha256)) return null
    const found = await stat(pathOf(sha256)).catch(() => null)
    return found ? { size: found.size } : null
  }
  return {
    put: (content, wish) => receive({ folder, pathOf, scanner }, content, wish),
    async get(sha256) {
      if (!(await sizeOf(sha256))) throw notFound('The file')
      return createReadStream(pathOf(sha256))
    },
    head: sizeOf,
    async delete(sha256) {
      if (isSha256(sha256)) await rm(pathOf(sha256), { force: true })
    },
  }
}

interface Place {
  folder: string
  pathOf: (sha256: string) => string
  scanner: Scanner | undefined
}

async function receive(place: Place, content: Content, wish: FileWish): Promise<StoredFile> {
  const incoming = join(place.folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const path = join(incoming, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  try {
    const { sha256, size } = await spool(file, limited(content, wish))
    const verdict = await judge(fileBytes(file, size), wish, place.scanner)
    // On disk before anybody is told that it is kept; then its name appears in one step, whole or not at all.
    await file.sync()
    await settle(path, place.pathOf(sha256))
    return { sha256, size, ...verdict }
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

async function settle(from: string, to: string) {
  const folder = dirname(to)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(from, to)
  // The entry in the folder must outlive a power cut, too. Windows cannot open folders and needs no such step.
  if (process.platform === 'win32') return
  for (const each of [folder, dirname(folder)]) {
    const handle = await open(each, 'r')
    await handle.sync().finally(() => handle.close())
  }
}

/** Takes away what an earlier crash left half received, older than a day; answers how many. */
export async function sweepIncoming(folder: string, now: Date): Promise<number> {
  const incoming = join(folder, 'incoming')
  const names = await readdir(incoming).catch(() => [])
  let removed = 0
  for (const name of names) {
    const found = await stat(join(incoming, name)).catch(() => null)
    if (!found || now.getTime() - found.mtimeMs < 86_400_000) continue
    await rm(join(incoming, name), { force: true })
    removed += 1
  }
  return removed
}
