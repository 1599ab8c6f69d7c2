import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True when a process of this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** A killed process whose parent has not noticed yet still has its number; it does nothing any more. */
function isZombie(pid: number): boolean {
  const stat = procStat(pid)
  return stat !== null && stat[0] === 'Z'
}

/**
 * Tells two processes of the same number apart: numbers are used again, after a restart of the machine even at once.
 * Null where the system doesn't tell.
 */
export function birthOf(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = procStat(pid)
    const boot = readIfAny('/proc/sys/kernel/random/boot_id')
    return stat && boot ? `${boot.trim()}:${stat[19]}` : null
  }
  if (process.platform === 'win32') return null
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } })
  return ps.status === 0 ? ps.stdout.trim() || null : null
}

/** The program's name, or null where the system doesn't tell. */
export function processName(pid: number): string | null {
  if (process.platform === 'linux') return readIfAny(`/proc/${pid}/comm`)?.trim() ?? null
  if (process.platform === 'win32') return null
  const ps = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.status === 0 ? ps.stdout.trim() || null : null
}

/** The fields of /proc/<pid>/stat after the name (which may hold spaces): [0] is the state, [19] the start. */
function procStat(pid: number): string[] | null {
  const text = readIfAny(`/proc/${pid}/stat`)
  return text ? text.slice(text.lastIndexOf(')') + 2).split(' ') : null
}

function readIfAny(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
