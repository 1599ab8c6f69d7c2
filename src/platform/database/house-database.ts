import pg from 'pg'
import { secretOf } from '../secret.ts'
import type { Settings } from '../settings.ts'
import { StartError } from '../start-error.ts'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import { borrowEmbedded, claimDataFolder, startEmbedded } from './launcher/index.ts'

export interface HouseDatabase {
  database: Database
  /** The settings with the secret of the data folder. */
  settings: Settings
  /** Ends the pools, and the embedded server if this process started it. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** How others are told of us, as in "npm start". */
  what: string
  /** True for commands: uses the embedded server of a running Atrium. */
  beside?: boolean
  log?: (message: string) => void
  onLost?: (reason: string) => void
}

/**
 * The database that the settings name: the one of DATABASE_URL, or the embedded one, started if need be.
 * Throws StartError or LaunchError when it can't be used.
 */
export async function openHouseDatabase(settings: Settings, options: OpenOptions): Promise<HouseDatabase> {
  if (settings.databaseUrl) {
    await reach(settings.databaseUrl)
    claimDataFolder(settings.dataDir)
    const database = openDatabase(settings.databaseUrl)
    return { database, settings: { ...settings, secret: secretOf(settings) }, close: () => database.close() }
  }
  const embedded = await (options.beside ? borrowEmbedded : startEmbedded)({
    ...options,
    dataDir: settings.dataDir,
  })
  const database = openDatabase(embedded.url)
  const close = async () => {
    await database.close()
    await embedded.stop()
  }
  return { database, settings: { ...settings, secret: secretOf(settings) }, close }
}

/** One connection, so that a wrong DATABASE_URL is told before anything is done. */
async function reach(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new StartError(
      `The database of DATABASE_URL (${placeOf(url)}) can't be used: ${reasonOf(error as DatabaseError)}`,
      error,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

type DatabaseError = Error & { code?: string }

function reasonOf(error: DatabaseError): string {
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'nothing answers there. Start PostgreSQL, or correct the address.'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not known. Correct the address.'
    case '28P01':
    case '28000':
      return 'the user or the password is refused. Correct them.'
    case '3D000':
      return 'there is no such database. Create it first.'
    case '53300':
      return 'it has no free connections. Raise its max_connections.'
    default:
      return /timeout/i.test(error.message)
        ? 'it does not answer in time. Check the network and the address.'
        : `${error.message}.`
  }
}

/** Host, port and database: never the password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname || 'local socket'}${port && `:${port}`}${pathname}`
  } catch {
    return 'not readable'
  }
}
