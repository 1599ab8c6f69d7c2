import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsError } from './settings.ts'

/**
 * The secret that signs cookies and encrypts second factors: made once and kept in the data folder, readable by its
 * owner only. Whoever loses it ends every session and every second factor, so it belongs into the backup.
 */
export function secretOf(settings: { secret: string; dataDir: string }): string {
  if (settings.secret) return settings.secret
  const path = join(settings.dataDir, 'secret')
  if (!existsSync(path)) make(path)
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32) {
    throw new SettingsError(`The file ${path} is damaged. Put it back from a backup, or set ATRIUM_SECRET.`)
  }
  return secret
}

/** Two processes that start together must not make two: the first link stays. */
function make(path: string) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
