import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { executable } from './binaries.ts'
import { LaunchError } from './launch-error.ts'

/**
 * As whom PostgreSQL runs. It refuses root, so root either puts it into a user namespace of its own (where it is
 * user 1000, while its files still belong to root) or gives it to an ordinary user of this machine.
 */
export type Account = { kind: 'self' } | { kind: 'namespace' } | { kind: 'user'; uid: number; gid: number }

export interface Lodging {
  account: Account
  /** Where the binaries lie that this account can reach. */
  native: string
  /** Where the database's folder is, or has to be made, when the data folder itself can't be reached. */
  pgdata: string
}

const NAMESPACE = ['unshare', '-U', '--map-user=1000', '--map-group=1000']
const NOBODY = 65534
const BINARIES_FOR_ALL = '/var/cache/atrium'
const DATA_FOR_ALL = '/var/lib/atrium'

/** Decides who runs PostgreSQL for this data folder, and where binaries and data lie for that account. */
export function findLodging(dataDir: string, native: string): Lodging {
  const place = join(dataDir, 'postgres')
  // It may be a link to where another account can reach it (see lodgeUser).
  const pgdata = existsSync(place) ? realpathSync(place) : place
  if (process.getuid?.() !== 0) {
    refuseForeignOwner(pgdata)
    return { account: { kind: 'self' }, native, pgdata }
  }
  const owner = existsSync(pgdata) ? statSync(pgdata) : null
  if (owner && owner.uid !== 0) return lodgeUser({ uid: owner.uid, gid: owner.gid }, native, pgdata)
  if (canRun({ kind: 'namespace' }, native, dataDir))
    return { account: { kind: 'namespace' }, native, pgdata }
  const lodging = lodgeUser(ordinaryUser(), native, pgdata)
  if (owner && lodging.account.kind === 'user') chownAll(pgdata, lodging.account)
  return lodging
}

/** The command line that runs a program as this account; on Linux tied to the life of this process when `tied`. */
export function commandFor(account: Account, program: string, { tied = false } = {}) {
  const words = account.kind === 'namespace' ? [...NAMESPACE] : []
  // SIGINT is PostgreSQL's fast, clean shutdown: a killed Node takes it down with everything written.
  if (tied && process.platform === 'linux' && existsSync('/usr/bin/setpriv'))
    words.push('/usr/bin/setpriv', '--pdeathsig=INT')
  words.push(program)
  const identity = account.kind === 'user' ? { uid: account.uid, gid: account.gid } : {}
  return { file: words[0]!, words: words.slice(1), identity }
}

/** Gives a file or folder to the account that has to use it. */
export function handOver(path: string, account: Account) {
  if (account.kind === 'user') chownSync(path, account.uid, account.gid)
}

function refuseForeignOwner(pgdata: string) {
  const me = process.getuid?.()
  if (me === undefined || !existsSync(pgdata)) return
  const owner = statSync(pgdata).uid
  if (owner !== me) {
    throw new LaunchError(
      `The database in ${pgdata} belongs to another user (number ${owner}). Start Atrium as that user, or choose another folder with ATRIUM_DATA.`,
    )
  }
}

function lodgeUser(user: { uid: number; gid: number }, native: string, pgdata: string): Lodging {
  const account: Account = { kind: 'user', ...user }
  const dataDir = dirname(pgdata)
  // Others may pass through the data folder, not look into it; what lies in it has its own, narrower modes.
  chmodSync(dataDir, 0o711)
  const reachable = canRun(account, native, '/') ? native : copyBinaries(native)
  if (!canRun(account, reachable, '/')) {
    throw new LaunchError(
      `PostgreSQL refuses to run as root, and user ${user.uid} can't run it from ${reachable}. Start Atrium as an ordinary user, or set DATABASE_URL.`,
    )
  }
  if (existsSync(pgdata) || canReach(account, dataDir)) return { account, native: reachable, pgdata }
  const elsewhere = join(DATA_FOR_ALL, dataDir.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/^-/, ''))
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 })
  return { account, native: reachable, pgdata: join(elsewhere, 'postgres') }
}

function ordinaryUser(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid ? { uid: Number(uid), gid: Number(gid) } : { uid: NOBODY, gid: NOBODY }
}

function canRun(account: Account, native: string, writable: string): boolean {
  const test = account.kind === 'namespace' ? '"$0" --version && test -w "$1"' : '"$0" --version'
  return asAccount(account, test, [executable(native, 'postgres'), writable])
}

function canReach(account: Account, folder: string): boolean {
  return asAccount(account, 'cd "$0"', [folder])
}

function asAccount(account: Account, script: string, values: string[]): boolean {
  const { file, words, identity } = commandFor(account, '/bin/sh')
  return (
    spawnSync(file, [...words, '-c', script, ...values], { ...identity, cwd: '/', stdio: 'ignore' })
      .status === 0
  )
}

/** A checkout in /root can't be reached by anybody else: the binaries are copied to where all may read them. */
function copyBinaries(native: string): string {
  const version =
    readFileSync(join(native, '..', 'package.json'), 'utf8').match(/"version":\s*"([^"]+)"/)?.[1] ?? 'unknown'
  const copy = join(BINARIES_FOR_ALL, `postgres-${version}`)
  if (!existsSync(executable(copy, 'postgres'))) {
    mkdirSync(BINARIES_FOR_ALL, { recursive: true, mode: 0o755 })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  }
  return copy
}

function chownAll(path: string, user: { uid: number; gid: number }) {
  chownSync(path, user.uid, user.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) chownAll(join(path, name), user)
}
