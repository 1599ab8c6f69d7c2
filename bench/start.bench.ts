import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/database/launcher/index.ts'
import type { Bench, Figure } from './bench.ts'

const WARM_TARGET_S = 3
const ROUNDS = 3

/** From the command to the line "Atrium is ready", without the demo practice; beside it the bare start of PostgreSQL. */
const bench: Bench = async ({ root, folder }) => {
  const dataDir = join(folder, 'start')
  const cold = await secondsUntilReady(root, dataDir)
  const bareCold = await secondsOfPostgres(join(folder, 'bare'))
  const warm: number[] = []
  const bareWarm: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    warm.push(await secondsUntilReady(root, dataDir))
    bareWarm.push(await secondsOfPostgres(join(folder, 'bare')))
  }
  const best = Math.min(...warm)
  return [
    figure('start on an empty folder', cold, bareCold),
    {
      ...figure('start again', best, Math.min(...bareWarm)),
      target: WARM_TARGET_S,
      ok: best <= WARM_TARGET_S,
    },
  ]
}

export default bench

function figure(name: string, value: number, limit: number): Figure {
  return { name, value, unit: 's', limit, ratio: limit / value }
}

function secondsUntilReady(root: string, dataDir: string): Promise<number> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ATRIUM_|DATABASE_URL|PORT$|HOST$)/.test(name),
  )
  const env = {
    ...Object.fromEntries(inherited),
    PORT: '0',
    ATRIUM_DEMO: 'off',
    ATRIUM_LOG: 'error',
    ATRIUM_DATA: dataDir,
  }
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let seconds = 0
  child.stdout.on('data', (chunk) => {
    if (!String(chunk).includes('Atrium is ready')) return
    seconds = (performance.now() - began) / 1000
    child.kill('SIGTERM')
  })
  return new Promise((resolve, reject) => {
    child.once('close', () => (seconds > 0 ? resolve(seconds) : reject(new Error('Atrium did not start.'))))
  })
}

async function secondsOfPostgres(dataDir: string): Promise<number> {
  const began = performance.now()
  const server = await startEmbedded({ dataDir, what: 'benchmark' })
  const seconds = (performance.now() - began) / 1000
  await server.stop()
  return seconds
}
