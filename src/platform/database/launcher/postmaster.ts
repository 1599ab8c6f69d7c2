import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, processName } from './processes.ts'

/** What a running PostgreSQL writes into its data folder. */
export interface Postmaster {
  pid: number
  port: number
  socketFolder: string
  status: string
}

/** The content of `postmaster.pid`, or null when there is none that can be read. */
export function readPostmaster(pgdata: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3] ?? 0), socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

/** True when the process of this file lives and is a PostgreSQL (and not another one that got its number). */
export function isPostmasterAlive({ pid }: Postmaster): boolean {
  if (pid === process.pid || !isAlive(pid)) return false
  const name = processName(pid)
  return name === null || /postgres/i.test(name)
}

/**
 * After a crash the number in `postmaster.pid` may belong to any other program, and PostgreSQL would refuse to
 * start. The file is not removed: PostgreSQL also finds in it whether processes of the crashed server still use its
 * memory. Our own number in the first line makes it skip only the first check (it ignores its parent).
 */
export function disarmStalePostmaster(pgdata: string) {
  const path = join(pgdata, 'postmaster.pid')
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    lines[0] = String(process.pid)
    writeFileSync(path, lines.join('\n'))
  } catch {
    // none: nothing to disarm
  }
}
