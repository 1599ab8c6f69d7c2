import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  rmdirSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { handOver } from './account.ts'
import { LaunchError } from './launch-error.ts'

const PREFIX = 'atrium-pg-'
/** A socket's whole path must fit into 103 bytes (macOS; Linux 107); PostgreSQL adds `.s.PGSQL.5432.lock`. */
const LONGEST_FOLDER = 84
const ABANDONED_AFTER_MS = 60_000

/** A short folder that only this user can enter: who reaches the socket, reaches the database. */
export function makeSocketFolder(account: Account): string {
  // The temporary folder of one user (macOS, systemd) can't be entered by the account that root chose.
  const places =
    account.kind === 'user' ? ['/tmp', '/run', '/var/tmp'] : [tmpdir(), '/tmp', '/run', '/var/tmp']
  for (const place of places) {
    if (!existsSync(place) || Buffer.byteLength(realpathSync(place)) + PREFIX.length + 7 > LONGEST_FOLDER)
      continue
    try {
      removeEmptyOnes(place)
      const folder = mkdtempSync(join(realpathSync(place), PREFIX))
      chmodSync(folder, 0o700)
      handOver(folder, account)
      return folder
    } catch {
      // not writable: the next one
    }
  }
  throw new LaunchError(
    `No folder was found for the database's socket (tried ${places.join(', ')}). Make one of them writable, or set TMPDIR.`,
  )
}

/** Removes a folder made above, never another one: the name may come from a file that somebody edited. */
export function removeSocketFolder(folder: string) {
  if (!basename(folder).startsWith(PREFIX) || dirname(folder) === folder) return
  rmSync(folder, { recursive: true, force: true })
}

/** A server whose Atrium was killed takes its socket along, not the folder. One that is being made is younger. */
function removeEmptyOnes(place: string) {
  for (const name of readdirSync(place).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(place, name)
    try {
      if (Date.now() - statSync(folder).mtimeMs > ABANDONED_AFTER_MS) rmdirSync(folder) // refuses a folder in use
    } catch {
      // in use, or another user's
    }
  }
}
