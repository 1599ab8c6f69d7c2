import type { ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Lodging } from './account.ts'
import { findLodging } from './account.ts'
import { findBinaries } from './binaries.ts'
import { claimDataFolder, inspectDatabase, markComplete } from './data-folder.ts'
import { giveBackFolder, takeFolder } from './folder-lock.ts'
import { LaunchError } from './launch-error.ts'
import { OWNER, makeDatabase, passwordOf } from './make-database.ts'
import { disarmStalePostmaster, isPostmasterAlive, readPostmaster } from './postmaster.ts'
import { isAlive } from './processes.ts'
import type { Address } from './server-process.ts'
import { askToStop, freePort, signal, startServer } from './server-process.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'

export interface Embedded {
  /** Connection string of the owner role. */
  url: string
  /** The postmaster's process. */
  pid(): number
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** What a second process is told about us, as in "npm start". */
  what?: string
  /** Called for things worth a line in the log. */
  log?: (message: string) => void
  /** Called once when the database has gone and can't be brought back. */
  onLost?: (reason: string) => void
  /** PostgreSQL settings above Atrium's own. */
  settings?: Record<string, string>
  /** The server outlives this process; nobody restarts it. For tests only. */
  keepRunning?: boolean
}

/** The running server of this process. */
interface Running {
  pid: number
  address: Address
  /** Null for a server that was found running. */
  child: ChildProcess | null
}

const CRASHES_FORGIVEN = 3
const FORGIVEN_WITHIN_MS = 60_000

/**
 * Starts the PostgreSQL that Atrium brings along on the data folder, making the database if there is none, and
 * keeps it up. Only one process may do so for a folder at a time. Throws LaunchError: one plain sentence.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  const native = findBinaries()
  claimDataFolder(dataDir)
  const holder = takeFolder(dataDir, options.what ?? 'Atrium')
  if (holder) {
    throw new LaunchError(
      `Atrium is already running on the data folder ${dataDir} (${holder.what}, process ${holder.pid}). Stop it first, or choose another folder with ATRIUM_DATA.`,
      'in_use',
    )
  }
  try {
    const state = inspectDatabase(dataDir)
    const lodging = findLodging(dataDir, native)
    if (state === 'absent') makeDatabase(dataDir, lodging)
    else markComplete(dataDir)
    const keeper = { ...options, dataDir, lodging }
    return await keepUp(keeper, (await findRunning(keeper)) ?? (await launch(keeper)))
  } catch (error) {
    giveBackFolder(dataDir)
    throw error
  }
}

interface Keeper extends EmbeddedOptions {
  lodging: Lodging
}

/** A server that a killed Atrium left behind: waits while it shuts down, uses it when it answers. */
async function findRunning({ lodging, dataDir }: Keeper): Promise<Running | null> {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(30)) {
    const postmaster = readPostmaster(lodging.pgdata)
    if (!postmaster || !isPostmasterAlive(postmaster)) {
      if (postmaster) {
        removeSocketFolder(postmaster.socketFolder)
        disarmStalePostmaster(lodging.pgdata)
      }
      return null
    }
    const address = { socketFolder: postmaster.socketFolder, port: postmaster.port }
    if (postmaster.status === 'ready' && (await answers(urlOf(dataDir, address)))) {
      return { pid: postmaster.pid, address, child: null }
    }
  }
  throw new LaunchError(
    `Another PostgreSQL process uses the database in ${lodging.pgdata} and does not answer. Stop it first.`,
  )
}

/** Starts a server; one whose predecessor was killed may have to wait until that one's processes are gone. */
async function launch(keeper: Keeper, address?: Address): Promise<Running> {
  const windows = process.platform === 'win32'
  address ??= {
    socketFolder: windows ? '' : makeSocketFolder(keeper.lodging.account),
    port: windows ? await freePort() : 5432,
  }
  const logFile = join(keeper.dataDir, 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    try {
      const child = await startServer({
        lodging: keeper.lodging,
        logFile,
        address,
        settings: keeper.settings ?? {},
        tied: !keeper.keepRunning,
      })
      return { pid: child.pid!, address, child }
    } catch (error) {
      const passing = /pre-existing shared memory|lock file .* already exists/.test((error as Error).message)
      if (!passing || attempt === 50) {
        removeSocketFolder(address.socketFolder)
        throw error
      }
      await pause(200)
      disarmStalePostmaster(keeper.lodging.pgdata)
    }
  }
}

async function keepUp(keeper: Keeper, first: Running): Promise<Embedded> {
  const { dataDir, lodging } = keeper
  let running = first
  let stopping = false
  const atExit = () => askToStop({ pid: running.pid, lodging })
  const restart = async () => {
    running = await launch(keeper, running.address)
    keeper.log?.('The database has been started again.')
    watch()
  }
  const crashes: number[] = []
  const watch = () =>
    onEnd(running, () => {
      if (stopping) return
      crashes.push(Date.now())
      keeper.log?.('The database stopped unexpectedly; it is started again.')
      const often = crashes.filter((at) => at > Date.now() - FORGIVEN_WITHIN_MS).length > CRASHES_FORGIVEN
      if (often)
        return keeper.onLost?.(
          `The database in ${lodging.pgdata} keeps stopping. Its log is in ${join(dataDir, 'postgres.log')}.`,
        )
      disarmStalePostmaster(lodging.pgdata)
      restart().catch((error: Error) => keeper.onLost?.(error.message))
    })
  const url = urlOf(dataDir, first.address)
  if (keeper.keepRunning) {
    giveBackFolder(dataDir)
    return { url, pid: () => running.pid, stop: async () => {} }
  }
  watch()
  process.once('exit', atExit)
  const stop = async () => {
    if (stopping) return
    stopping = true
    process.removeListener('exit', atExit)
    await stopServer(running, lodging)
    removeSocketFolder(running.address.socketFolder)
    giveBackFolder(dataDir)
  }
  return { url, pid: () => running.pid, stop }
}

async function stopServer({ pid }: Running, lodging: Lodging) {
  askToStop({ pid, lodging })
  const until = Date.now() + 30_000
  while (isAlive(pid) && Date.now() < until) await pause(10)
  if (!isAlive(pid)) return
  // Immediate shutdown: nothing acknowledged is lost, the next start recovers from the log.
  signal(pid, 'SIGQUIT')
  while (isAlive(pid) && Date.now() < until + 10_000) await pause(10)
}

function onEnd({ child, pid }: Running, ended: () => void) {
  if (child) {
    child.once('exit', ended)
    return
  }
  const timer = setInterval(() => {
    if (isAlive(pid)) return
    clearInterval(timer)
    ended()
  }, 500)
  timer.unref()
}

/** Owner URL of the server at this address; the folder of the socket stands in the query as libpq has it. */
export function urlOf(dataDir: string, { socketFolder, port }: Address, database: string = OWNER): string {
  const host = socketFolder
    ? `localhost/${database}?host=${encodeURIComponent(socketFolder)}`
    : `127.0.0.1:${port}/${database}`
  return `postgres://${OWNER}:${encodeURIComponent(passwordOf(dataDir))}@${host}`
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
