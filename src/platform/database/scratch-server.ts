import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from './launcher/index.ts'

/** Nothing on a scratch server has to survive a loss of power. */
export const SCRATCH_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '256MB',
}

/** A database server for one piece of work, in a temporary folder; gone afterwards. `work` gets the owner's URL. */
export async function withScratchServer<T>(
  work: (url: string) => Promise<T>,
  settings = SCRATCH_SETTINGS,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'atrium-scratch-'))
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    const server = await startEmbedded({ dataDir, what: 'scratch', settings })
    try {
      return await work(server.url)
    } finally {
      await server.stop()
    }
  } finally {
    process.removeListener('exit', remove)
    remove()
  }
}
