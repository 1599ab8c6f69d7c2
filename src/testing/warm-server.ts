import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { LaunchError, startEmbedded } from '../platform/database/launcher/index.ts'
import { SCRATCH_SETTINGS } from '../platform/database/scratch-server.ts'
import { projectRoot } from '../platform/project-root.ts'

/**
 * A server for tests in .cache, shared by all runs of this checkout. It outlives the run, so that the next one starts
 * at once; `test-server-watch.mjs` stops it when nobody has used it for ten minutes. Answers its owner's URL.
 */
export async function startWarmServer(): Promise<string> {
  const folder = join(projectRoot(), '.cache', 'test-postgres')
  const users = join(folder, '..', 'test-postgres-users')
  mkdirSync(users, { recursive: true })
  const alone = livingUsers(users).length === 0
  writeFileSync(join(users, String(process.pid)), '')
  const { url } = await startPatiently(folder)
  const watch = join(projectRoot(), 'src/testing/test-server-watch.mjs')
  spawn(process.execPath, [watch, folder, users], { detached: true, stdio: 'ignore' }).unref()
  if (alone) await dropLeftovers(url)
  return url
}

async function startPatiently(dataDir: string) {
  let fresh = false
  for (const until = Date.now() + 60_000; ; await pause(100)) {
    try {
      return await startEmbedded({ dataDir, what: 'tests', settings: SCRATCH_SETTINGS, keepRunning: true })
    } catch (error) {
      const busy = error instanceof LaunchError && error.code === 'in_use'
      if (busy && Date.now() < until) continue
      if (busy || fresh) throw error
      // A cache that can't be used is thrown away.
      rmSync(dataDir, { recursive: true, force: true })
      fresh = true
    }
  }
}

function livingUsers(folder: string): string[] {
  const pids = readdirSync(folder).filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => {
    try {
      process.kill(Number(pid), 0)
      return true
    } catch {
      rmSync(join(folder, pid), { force: true })
      return false
    }
  })
}

/** Databases of runs that were killed. */
async function dropLeftovers(url: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database d where starts_with(datname, 'atrium_test_')
         and not exists (select from pg_stat_activity where datid = d.oid)`,
    )
    for (const { datname } of rows) await client.query(`drop database if exists "${datname}"`).catch(() => {})
  } finally {
    await client.end()
  }
}
