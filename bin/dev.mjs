// npm run dev: the server and the screens, built again whenever their sources change. Reload the page to see it.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, isFresh } from './steps/build.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut, root, say } from './steps/run.mjs'

let server = null
let building = false
let again = false
let timer = null

await carryOut(async () => {
  await ensureInstalled()
  await rebuild()
  for (const folder of ['src', 'packs']) watchFolder(join(root, folder))
  say('Watching src and packs. Ctrl-C ends.')
})

function watchFolder(folder) {
  try {
    // Editors write a file in several steps; the last one counts.
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => void rebuild(), 150)
    })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

async function rebuild() {
  if (building) {
    again = true
    return
  }
  building = true
  await attempt(async () => {
    const stale = !isFresh('server')
    await ensureBuilt(['server'])
    if (stale || server === null) await restartServer()
  })
  await attempt(async () => {
    const built = await ensureBuilt(['web'])
    if (built.length > 0) say('The screens are built; reload the page.')
  })
  building = false
  if (again) {
    again = false
    await rebuild()
  }
}

/** A mistake in the sources: the old program goes on until they are right again. */
async function attempt(work) {
  try {
    await work()
  } catch (error) {
    say(error.message)
  }
}

async function restartServer() {
  if (server) {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM')
      await ended
    }
  }
  const env = { ...process.env, NODE_ENV: 'development' }
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (!server || server.exitCode !== null) process.exit()
    server.once('exit', () => process.exit())
    if (signal === 'SIGTERM') server.kill(signal)
  })
}
