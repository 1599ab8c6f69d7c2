// npm run build: the server and the screens, as far as their sources have changed.
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut, say } from './steps/run.mjs'

await carryOut(async () => {
  await ensureInstalled()
  const built = await ensureBuilt()
  say(built.length > 0 ? `Built: ${built.join(', ')}.` : 'Everything is up to date.')
})
