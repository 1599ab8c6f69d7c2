import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthOf, isAlive } from './processes.ts'

/** Who holds a data folder. */
export interface Holder {
  pid: number
  birth: string | null
  what: string
}

/**
 * Takes a data folder for this process. Answers null when it is ours now, otherwise who holds it.
 * The lock of a process that died without giving it back is taken over.
 */
export function takeFolder(folder: string, what: string): Holder | null {
  const lock = join(folder, 'atrium.lock')
  const mine: Holder = { pid: process.pid, birth: birthOf(process.pid), what }
  const draft = `${lock}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        placeLock(draft, lock)
        return null
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = holderOf(folder)
      if (holder && isHolding(holder)) return holder
      removeStale(lock, holder)
    }
    return holderOf(folder) ?? mine
  } finally {
    rmSync(draft, { force: true })
  }
}

export function giveBackFolder(folder: string) {
  const holder = holderOf(folder)
  if (holder?.pid === process.pid) rmSync(join(folder, 'atrium.lock'), { force: true })
}

/** Who is written in the lock, alive or not. */
export function holderOf(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'atrium.lock'), 'utf8')) as Holder
  } catch {
    return null
  }
}

export function isHolding(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false
  const birth = birthOf(holder.pid)
  return birth === null || holder.birth === null || birth === holder.birth
}

/** A link appears whole or not at all; some file systems (FAT, some shares) have none and get a copy. */
function placeLock(draft: string, lock: string) {
  try {
    linkSync(draft, lock)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    copyFileSync(draft, lock, constants.COPYFILE_EXCL)
  }
}

/** Moves the stale lock aside first: only one of two that see it does, and a fresh one is put back. */
function removeStale(lock: string, seen: Holder | null) {
  const aside = `${lock}.stale.${process.pid}`
  try {
    renameSync(lock, aside)
    const moved = JSON.parse(readFileSync(aside, 'utf8')) as Holder
    if (seen && (moved.pid !== seen.pid || moved.birth !== seen.birth)) linkSync(aside, lock)
  } catch {
    // gone already, or not readable: either way the next attempt tells
  } finally {
    rmSync(aside, { force: true })
  }
}
