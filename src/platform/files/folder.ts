import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { filesOn } from './shelf.ts'
import type { Shelf } from './shelf.ts'
import type { Files, Scanner } from './store.ts'

/** Files in a folder (mode 0700): incoming/ for what still arrives, ab/cd/<sha256> for what is kept, quarantine/. */
export function createFiles(folder: string, scanner?: Scanner): Files {
  return filesOn({ shelf: folderShelf(folder), incoming: join(folder, 'incoming'), scanner })
}

function folderShelf(folder: string): Shelf {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const asideOf = (sha256: string) => join(folder, 'quarantine', sha256)
  const sizeAt = async (path: string) => (await stat(path).catch(() => null))?.size ?? null
  return {
    save: (path, sha256) => settle(path, pathOf(sha256)),
    open: async (sha256) =>
      (await sizeAt(pathOf(sha256))) === null ? null : createReadStream(pathOf(sha256)),
    size: (sha256) => sizeAt(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async setAside(sha256) {
      if ((await sizeAt(pathOf(sha256))) !== null) await settle(pathOf(sha256), asideOf(sha256))
    },
    isSetAside: async (sha256) => (await sizeAt(asideOf(sha256))) !== null,
  }
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
