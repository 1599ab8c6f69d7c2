// npm run check: types, lint, format, architecture, generated files.
import { ensureBuilt } from './steps/build.mjs'
import { ARCHITECTURE, CHECKS, runChecks } from './steps/checks.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut } from './steps/run.mjs'

await carryOut(async () => {
  await ensureInstalled()
  await ensureBuilt(['server'], { quiet: true })
  const { failed } = await runChecks([...CHECKS, ARCHITECTURE])
  process.exitCode = failed > 0 ? 1 : 0
})
