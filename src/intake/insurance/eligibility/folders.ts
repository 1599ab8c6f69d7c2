import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders of a practice: `out` is fetched by the clearinghouse's own program, `in` is filled by it. */
export interface Folders {
  out: string
  in: string
  done: string
  broken: string
}

export function foldersOf(root: string, slug: string): Folders {
  const own = join(root, slug)
  return {
    out: join(own, 'out'),
    in: join(own, 'in'),
    done: join(own, 'in', 'done'),
    broken: join(own, 'in', 'not-read'),
  }
}

/** Writes a question whole or not at all: nobody fetches half a file. */
export async function writeQuestion(folders: Folders, name: string, text: string): Promise<void> {
  await mkdir(folders.out, { recursive: true, mode: 0o700 })
  const draft = join(folders.out, `.${name}.partial`)
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folders.out, name))
}

const MOST_BYTES = 20 * 1024 * 1024
const QUIET_MS = 3_000

/** Files that have arrived and are not being written any more. */
export async function arrivedFiles(folders: Folders): Promise<string[]> {
  await mkdir(folders.in, { recursive: true, mode: 0o700 })
  // The folder may lie on another machine with a clock of its own: that clock says how long a file has been quiet.
  const mark = join(folders.in, '.looked')
  await writeFile(mark, '')
  const nowMs = (await stat(mark)).mtimeMs
  const entries = await readdir(folders.in, { withFileTypes: true })
  const names = entries.filter((each) => each.isFile() && !/^\.|\.(part|partial|tmp)$/i.test(each.name))
  const found: string[] = []
  for (const { name } of names.sort((a, b) => a.name.localeCompare(b.name)).slice(0, 200)) {
    const facts = await stat(join(folders.in, name)).catch(() => null)
    if (facts && nowMs - facts.mtimeMs >= QUIET_MS) found.push(name)
  }
  return found
}

export async function readArrived(folders: Folders, name: string): Promise<Uint8Array> {
  const path = join(folders.in, name)
  if ((await stat(path)).size > MOST_BYTES) throw new Error('The file is larger than 20 MB.')
  return readFile(path)
}

/** Puts a file away after it was taken in; one that could not be read stays apart, for people to look at. */
export async function putAway(folders: Folders, name: string, isRead: boolean): Promise<void> {
  const to = isRead ? folders.done : folders.broken
  await mkdir(to, { recursive: true, mode: 0o700 })
  await rm(join(to, name), { force: true })
  await rename(join(folders.in, name), join(to, name))
}
