import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal, root, runTool, say } from './run.mjs'

const dist = join(root, 'dist')
const isScreen = (path) => path.startsWith('src/ui/') || /\/screens\//.test(path)
const isTest = (path) => /\.test\.tsx?$/.test(path) || path.startsWith('src/testing/browser/')

/** What is built, from which sources, and how. */
const PARTS = {
  server: {
    // The screens' plain modules, too: the server generates their types with one of them.
    from: (path) => /\.(ts|json)$/.test(path) && !isTest(path),
    also: ['tsconfig.json', 'tsconfig.server.json', 'package-lock.json'],
    result: 'server/main.js',
    build: buildServer,
  },
  web: {
    from: (path) => (isScreen(path) || /words\.\w+\.json$/.test(path)) && !isTest(path),
    also: ['vite.config.ts', 'tsconfig.json', 'package-lock.json'],
    result: 'web',
    build: buildWeb,
  },
}

/** Builds what is older than its sources; answers the names of what was built. */
export async function ensureBuilt(names = ['server', 'web'], { quiet = false } = {}) {
  if (names.every((name) => isFresh(name))) return []
  mkdirSync(dist, { recursive: true })
  const release = await waitForTurn()
  const built = []
  try {
    for (const name of names) {
      const key = keyOf(name)
      if (isFresh(name, key)) continue
      if (!quiet) say(`Building the ${name === 'web' ? 'screens' : name} …`)
      await PARTS[name].build()
      writeFileSync(stampOf(name), key)
      built.push(name)
    }
  } finally {
    release()
  }
  return built
}

export function isFresh(name, key = keyOf(name)) {
  const stamp = stampOf(name)
  return (
    existsSync(stamp) && existsSync(join(dist, PARTS[name].result)) && readFileSync(stamp, 'utf8') === key
  )
}

function stampOf(name) {
  return join(dist, `.${name}-sources`)
}

/** A hash over all sources of a part: the same sources are never built twice, whatever their times say. */
function keyOf(name) {
  const { from, also } = PARTS[name]
  const hash = createHash('sha256')
  const sources = [...filesBelow(join(root, 'src'))]
    .map((path) => relative(root, path).split(sep).join('/'))
    .filter(from)
  for (const path of [...sources.sort(), ...also])
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

/** Beside the present one, then swapped: nobody ever loads half a program. Types are checked by `npm run check`. */
async function buildServer() {
  const fresh = join(dist, '.server-new')
  rmSync(fresh, { recursive: true, force: true })
  const { code, output } = await runTool(
    'tsc',
    ['-p', 'tsconfig.server.json', '--noCheck', '--outDir', fresh],
    { catching: true },
  )
  if (code !== 0) throw new Refusal(`The server could not be built:\n${output}`)
  const old = join(dist, '.server-old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(join(dist, 'server'))) renameSync(join(dist, 'server'), old)
  renameSync(fresh, join(dist, 'server'))
  rmSync(old, { recursive: true, force: true })
}

async function buildWeb() {
  const env = { NODE_ENV: 'production' }
  const { code, output } = await runTool('vite', ['build', '--logLevel', 'warn'], { catching: true, env })
  if (code !== 0) throw new Refusal(`The screens could not be built:\n${output}`)
}

/** One build at a time in a checkout. A lock that is ten minutes old belongs to a build that was killed. */
async function waitForTurn() {
  const lock = join(dist, '.building')
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    else await pause(150)
  }
}

function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (Date.now() - statSync(lock).mtimeMs > 600_000) return true
    if (!pid) return false
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
