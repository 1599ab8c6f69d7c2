import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { POSTGRES_MAJOR } from './binaries.ts'
import { LaunchError } from './launch-error.ts'

const MARK = 'atrium-data.json'
const ANOTHER_FOLDER = 'choose another folder with ATRIUM_DATA'
/** What file systems and desktops put into empty folders by themselves. */
const IGNORED = new Set(['.DS_Store', 'lost+found', '.gitkeep', 'Thumbs.db', 'desktop.ini'])
const NEEDED = [
  'PG_VERSION',
  'global/pg_control',
  'base',
  'pg_wal',
  'pg_xact',
  'postgresql.conf',
  'pg_hba.conf',
]

interface Mark {
  atrium: 1
  /** The PostgreSQL major version whose database was completed here; null before that, or with DATABASE_URL. */
  database: string | null
}

/**
 * Makes the data folder, or recognises it as ours. A folder that holds anything else is refused and left as it is.
 * Throws LaunchError.
 */
export function claimDataFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (readMark(folder)) return
    const others = readdirSync(folder).filter((name) => !IGNORED.has(name))
    if (others.length > 0) {
      throw new LaunchError(
        `The folder ${folder} is not empty and is not a data folder of Atrium (it holds ${others[0]}). Nothing was changed; ${ANOTHER_FOLDER}.`,
      )
    }
    writeMark(folder, { atrium: 1, database: null })
  } catch (error) {
    throw asSentence(folder, error)
  }
}

export type DatabaseState = 'absent' | 'complete'

/** Whether the folder's database has to be made, or is there and whole. Throws LaunchError when it is damaged. */
export function inspectDatabase(folder: string): DatabaseState {
  const pgdata = join(folder, 'postgres')
  const mark = readMark(folder)
  try {
    if (!existsSync(pgdata)) {
      if (mark?.database) {
        throw new LaunchError(
          `The data folder ${folder} has lost its database (${pgdata} is missing). Put it back, or restore a backup into a new folder; nothing was changed.`,
        )
      }
      return 'absent'
    }
    const missing = NEEDED.find((name) => !existsSync(join(pgdata, name)))
    if (missing) {
      throw new LaunchError(
        `The database in ${pgdata} is damaged: ${missing} is missing. Restore a backup into a new folder; nothing was changed.`,
      )
    }
    const version = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim()
    if (version !== POSTGRES_MAJOR) {
      throw new LaunchError(
        `The database in ${pgdata} was made by PostgreSQL ${version}, and this Atrium brings PostgreSQL ${POSTGRES_MAJOR}. Back up with the Atrium that made it and restore with this one; nothing was changed.`,
      )
    }
    if (statSync(join(pgdata, 'global/pg_control')).size !== 8192) {
      throw new LaunchError(
        `The database in ${pgdata} is damaged: global/pg_control has not its right size. Restore a backup into a new folder; nothing was changed.`,
      )
    }
    return 'complete'
  } catch (error) {
    throw asSentence(folder, error)
  }
}

/** Says that the folder's database is whole, so that its absence later is known for a loss. */
export function markComplete(folder: string) {
  if (readMark(folder)?.database !== POSTGRES_MAJOR)
    writeMark(folder, { atrium: 1, database: POSTGRES_MAJOR })
}

function readMark(folder: string): Mark | null {
  const path = join(folder, MARK)
  if (!existsSync(path)) return null
  try {
    const mark = JSON.parse(readFileSync(path, 'utf8')) as Mark
    if (mark.atrium === 1) return mark
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw asSentence(folder, error)
  }
  throw new LaunchError(
    `${path} can't be understood, so this is not a data folder of this Atrium. Nothing was changed; ${ANOTHER_FOLDER}.`,
  )
}

function writeMark(folder: string, mark: Mark) {
  const draft = join(folder, `${MARK}.new`)
  writeFileSync(draft, `${JSON.stringify(mark)}\n`, { mode: 0o600 })
  renameSync(draft, join(folder, MARK))
}

function asSentence(folder: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof LaunchError) return error
  if (code === 'EACCES' || code === 'EPERM') {
    return new LaunchError(
      `The data folder ${folder} may not be read and written by this user. Start Atrium as its owner, or ${ANOTHER_FOLDER}.`,
    )
  }
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new LaunchError(`${folder} is not a folder; ${ANOTHER_FOLDER}.`)
  if (code === 'EROFS')
    return new LaunchError(
      `The data folder ${folder} is on a file system that can only be read; ${ANOTHER_FOLDER}.`,
    )
  if (code === 'ENOSPC')
    return new LaunchError(
      `There is no space left for the data folder ${folder}. Make room, or ${ANOTHER_FOLDER}.`,
    )
  return new LaunchError(`The data folder ${folder} can't be used: ${message}.`)
}
