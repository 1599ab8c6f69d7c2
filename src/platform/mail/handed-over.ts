import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** An orphan gives up after 40 s; see carrier.mjs. */
const PATIENCE_MS = 45_000
/** Nothing is tried for longer than two days. */
const KEPT_MS = 72 * 3_600_000
const NAME = /^(\d+)\.(\d+)\.\d+\.handed$/

/**
 * What carriers of programs that were killed have handed over: Message-ID → the server's answer. Waits for those that
 * are still at it, so that nothing is begun here that ends there.
 */
export async function readHandedOver(folder: string): Promise<Map<string, string>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (let waited = 0; waited < PATIENCE_MS && filesIn(folder).some(isOrphanAtWork); waited += 50)
    await pause(50)
  const known = new Map<string, string>()
  for (const { path, isOld } of filesIn(folder)) {
    if (isOld) rmSync(path, { force: true })
    else for (const [id, answer] of linesOf(path)) known.set(id, answer)
  }
  return known
}

/** The answers that one carrier wrote down. */
export function answersOf(folder: string, carrier: number | undefined): Map<string, string> {
  const own = filesIn(folder).filter((each) => each.carrier === carrier)
  return new Map(own.flatMap(({ path }) => linesOf(path)))
}

/** A carrier that ended in order leaves nothing to be told. */
export function forgetAnswersOf(folder: string, carrier: number | undefined) {
  for (const each of filesIn(folder))
    if (each.carrier === carrier && each.parent === process.pid) rmSync(each.path, { force: true })
}

interface JournalFile {
  path: string
  parent: number
  carrier: number
  isOld: boolean
}

function filesIn(folder: string): JournalFile[] {
  const names = readdirSync(folder).filter((name) => NAME.test(name))
  return names.flatMap((name) => {
    const [, parent, carrier] = NAME.exec(name)!
    const path = join(folder, name)
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    // Its carrier began a new one just now.
    if (written === undefined) return []
    // The files' own clock, not the practice's: nothing else compares with it.
    const isOld = performance.timeOrigin + performance.now() - written > KEPT_MS
    return [{ path, parent: Number(parent), carrier: Number(carrier), isOld }]
  })
}

/** A line that was cut off by a full disk names nothing. */
function linesOf(path: string): [string, string][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const at = line.indexOf(' ')
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as [string, string]] : []
    })
}

function isOrphanAtWork({ parent, carrier }: JournalFile): boolean {
  const isMine = parent === process.pid
  return !isMine && !isRunning(parent) && isCarrier(carrier)
}

function isCarrier(pid: number): boolean {
  // A number that was given to another program since; elsewhere than on Linux it is only waited for.
  const words = process.platform === 'linux' ? readIfThere(`/proc/${pid}/cmdline`) : 'carrier.mjs'
  return isRunning(pid) && words.includes('carrier.mjs')
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
