import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { holderOf, isHolding } from './folder-lock.ts'
import { isPostmasterAlive, readPostmaster } from './postmaster.ts'
import type { Embedded, EmbeddedOptions } from './start-embedded.ts'
import { startEmbedded, urlOf } from './start-embedded.ts'

/**
 * For commands beside a running Atrium: uses its database when it runs, otherwise starts one and stops it after.
 * Throws LaunchError.
 */
export async function borrowEmbedded(options: EmbeddedOptions): Promise<Embedded & { borrowed: boolean }> {
  const dataDir = resolve(options.dataDir)
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(50)) {
    const holder = existsSync(dataDir) ? holderOf(dataDir) : null
    if (!holder || !isHolding(holder)) break
    const postmaster = readPostmaster(join(dataDir, 'postgres'))
    if (postmaster?.status === 'ready' && isPostmasterAlive(postmaster)) {
      return {
        url: urlOf(dataDir, postmaster),
        pid: () => postmaster.pid,
        stop: async () => {},
        borrowed: true,
      }
    }
  }
  return { ...(await startEmbedded(options)), borrowed: false }
}
