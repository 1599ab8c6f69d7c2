// npm test: the checks, the tests and the browser stories, on one database server of this run (or of DATABASE_URL).
// Words after -- go to vitest, and then nothing else runs: npm test -- src/billing
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './steps/build.mjs'
import { CHECKS, runChecks } from './steps/checks.mjs'
import { ensureChromium } from './steps/chromium.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut, root, runTool, say } from './steps/run.mjs'

const words = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'atrium-npm-test-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

await carryOut(async () => {
  await ensureInstalled()
  await ensureBuilt(words.length > 0 ? ['server'] : ['server', 'web'])
  const parts = [
    await onServer(async () => [
      ...(words.length > 0 ? [] : [await runChecks(CHECKS)]),
      await runTests(),
      ...(words.length > 0 ? [] : [await runStories()]),
    ]),
  ].flat()
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  if (passed + failed === 0) say('No test was run.')
  // The last line: what scripts read.
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
})

/** Gives the parts below a server whose owner's URL is in ATRIUM_TEST_DATABASE_URL. */
async function onServer(work) {
  if (process.env.DATABASE_URL) {
    process.env.ATRIUM_TEST_DATABASE_URL = process.env.DATABASE_URL
    return work()
  }
  const { withScratchServer } = await import('../dist/server/platform/database/scratch-server.js')
  return withScratchServer((url) => {
    process.env.ATRIUM_TEST_DATABASE_URL = url
    return work()
  })
}

async function runTests() {
  const file = join(folder, 'tests.json')
  const { code } = await runTool('vitest', ['run', ...words], {
    env: { ATRIUM_TEST_COUNTS: file, NODE_ENV: 'test' },
  })
  const counts = readCounts(file)
  // A run that dies before it has counted is a failure, whatever it had seen.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

async function runStories() {
  const config = 'src/testing/browser/playwright.config.ts'
  if (!existsSync(join(root, config))) return { passed: 0, failed: 0, skipped: 0 }
  const chromium = await ensureChromium()
  if (!chromium) return { passed: 0, failed: 1, skipped: 0 }
  const file = join(folder, 'stories.json')
  const env = {
    ATRIUM_TEST_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  }
  const { code } = await runTool('playwright', ['test', '-c', config, '--reporter=list,json'], { env })
  const { stats = {} } = readJson(file)
  const counts = {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: stats.unexpected ?? 0,
    skipped: stats.skipped ?? 0,
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

function readCounts(file) {
  return { passed: 0, failed: 0, skipped: 0, ...readJson(file) }
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
