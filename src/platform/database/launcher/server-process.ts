import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Lodging } from './account.ts'
import { commandFor } from './account.ts'
import { executable } from './binaries.ts'
import { LaunchError } from './launch-error.ts'
import { readPostmaster } from './postmaster.ts'

/** Where a server listens: a socket in a folder, or (Windows) a port of the loopback address. */
export interface Address {
  socketFolder: string
  port: number
}

export interface ServerOptions {
  lodging: Lodging
  logFile: string
  address: Address
  /** PostgreSQL settings above Atrium's own. */
  settings: Record<string, string>
  /** Ends with this process, however that ends. */
  tied: boolean
}

const START_LIMIT_MS = 120_000 // recovery after a crash may take a while
const LARGEST_LOG = 4 * 1024 * 1024
const windows = process.platform === 'win32'

/** For a laptop that also does other things. Durability is PostgreSQL's default: an answered commit is on the disk. */
const SETTINGS: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  checkpoint_timeout: '10min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // The log must hold no personal data: neither the values of a failed statement nor the key of a duplicate.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  // With hundreds of idle-in-transaction seconds a forgotten transaction would hold back the clean-up.
  idle_in_transaction_session_timeout: '5min',
}

/** Starts `postgres` and waits until it takes connections. Throws LaunchError with the server's own words. */
export async function startServer(options: ServerOptions): Promise<ChildProcess> {
  const { lodging, logFile } = options
  if (existsSync(logFile) && statSync(logFile).size > LARGEST_LOG) truncateSync(logFile)
  const saidBefore = existsSync(logFile) ? statSync(logFile).size : 0
  const child = spawnServer(options)
  let ended: string | null = null
  child.once('error', (error) => (ended = error.message))
  child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? code}`))
  for (const until = Date.now() + START_LIMIT_MS; Date.now() < until; await pause(8)) {
    const postmaster = readPostmaster(lodging.pgdata)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return child
    if (ended !== null) throw new LaunchError(sentenceOf(logFile, saidBefore, ended))
  }
  child.kill('SIGINT')
  throw new LaunchError(
    `The database did not start within ${START_LIMIT_MS / 1000} seconds. Its log is in ${logFile}.`,
  )
}

/** Asks the server to end cleanly: open transactions are rolled back, everything acknowledged is written. */
export function askToStop({ pid, lodging }: { pid: number; lodging: Lodging }) {
  if (windows) {
    const { file, words } = commandFor(lodging.account, executable(lodging.native, 'pg_ctl'))
    spawnSync(file, [...words, 'stop', '-D', lodging.pgdata, '-m', 'fast', '--no-wait'], { stdio: 'ignore' })
    return
  }
  signal(pid, 'SIGINT')
}

export function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // it has ended already
  }
}

/** A port of the loopback address that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function spawnServer({ lodging, logFile, address, settings, tied }: ServerOptions): ChildProcess {
  const program = executable(lodging.native, 'postgres')
  const { file, words, identity } = commandFor(lodging.account, program, { tied })
  const listening = windows
    ? { listen_addresses: '127.0.0.1', port: String(address.port) }
    : {
        listen_addresses: '',
        port: String(address.port),
        unix_socket_directories: address.socketFolder,
        unix_socket_permissions: '0700',
      }
  const all = { ...SETTINGS, ...settings, ...listening }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'a', 0o600)
  try {
    const child = spawn(file, [...words, '-D', lodging.pgdata, ...args], {
      ...identity,
      cwd: dirname(program),
      // A group of its own: Ctrl-C in the terminal reaches Atrium, which then stops the database last.
      detached: !windows,
      windowsHide: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

function sentenceOf(logFile: string, from: number, ended: string): string {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').split('\n')
  const reason =
    lines.findLast((line) => /\b(FATAL|PANIC):|error while loading/.test(line)) ??
    lines.findLast((line) => line.trim())
  const words = reason?.replace(/^.*?\b(FATAL|PANIC):\s*/, '').trim()
  return `The database in ${join(logFile, '..', 'postgres')} could not be started: ${words || ended}. Its log is in ${logFile}.`
}
