// Stops the warm test server of a checkout when no test run has used it for ten minutes.
// Plain JavaScript, because it outlives the run and Node 20 reads no TypeScript.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const [folder, users] = process.argv.slice(2)
const IDLE_MS = 10 * 60_000
const mine = join(users, 'watch')

if (existsSync(mine) && isAlive(Number(readFileSync(mine, 'utf8')))) process.exit()
writeFileSync(mine, String(process.pid))

let usedAt = Date.now()
while (Date.now() - usedAt < IDLE_MS) {
  await pause(15_000)
  if (!existsSync(users)) break
  if (readdirSync(users).some((name) => name !== 'watch' && isAlive(Number(name)))) usedAt = Date.now()
}
rmSync(mine, { force: true })
try {
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
} catch {
  // not running
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
