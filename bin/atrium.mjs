// npm run -s atrium -- <command>: the command line of the house; `--help` lists the commands.
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut } from './steps/run.mjs'

await carryOut(async () => {
  await ensureInstalled()
  await ensureBuilt(['server'], { quiet: true })
})
await import('../dist/server/cli/main.js')
