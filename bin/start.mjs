// npm start: the packages, the program, the server; each only if need be. Only what Node brings along is used here.
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut } from './steps/run.mjs'

await carryOut(async () => {
  await ensureInstalled()
  await ensureBuilt()
})
process.env.NODE_ENV ??= 'production'
await import('../dist/server/main.js')
