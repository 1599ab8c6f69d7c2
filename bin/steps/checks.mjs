import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, runTool, say } from './run.mjs'

const atrium =
  (...words) =>
  () =>
    run(process.execPath, ['bin/atrium.mjs', ...words], { catching: true })

/** What a machine can see without running the program's tests. */
export const CHECKS = [
  { name: 'types', run: () => runTool('tsc', ['--noEmit', '-p', 'tsconfig.json'], { catching: true }) },
  {
    name: 'types of the server build',
    run: () => runTool('tsc', ['--noEmit', '-p', 'tsconfig.server.json'], { catching: true }),
  },
  {
    name: 'lint',
    run: () =>
      runTool('oxlint', ['--type-aware', '--deny-warnings', 'src', 'bin', 'bench'].filter(isThere), {
        catching: true,
      }),
  },
  {
    name: 'format',
    run: () => runTool('prettier', ['--check', '--log-level', 'warn', '.'], { catching: true }),
  },
  { name: 'schema.sql and row types fit the migrations', run: atrium('schema', '--check') },
  { name: 'openapi.json and the client types fit the operations', run: atrium('openapi', '--check') },
]

export const ARCHITECTURE = {
  name: 'architecture',
  run: () => runTool('vitest', ['run', 'src/testing/architecture.test.ts'], { catching: true }),
}

/** Runs them one after the other; answers how many passed and failed. */
export async function runChecks(checks) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const check of checks) {
    const began = performance.now()
    const { code, output } = await check.run()
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${check.name} (${seconds} s)`)
    if (code !== 0) say(output.trimEnd().replaceAll(/^/gm, '        '))
    counts[code === 0 ? 'passed' : 'failed'] += 1
  }
  return counts
}

function isThere(word) {
  return word.startsWith('-') || existsSync(join(root, word))
}
