import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { Problem } from '../problem.ts'
import type { Finding } from '../verification.ts'
import type { Files } from './store.ts'

/** How far a practice's files have been read. */
export interface FilesRead {
  done: number
  total: number
  bytes: number
}

interface Noted {
  sha256: string
  id: string
  size: number
  scan: string
}

const AT_ONCE = 200
const SIDE_BY_SIDE = 4

/**
 * `atrium verify files`: reads every stored file of a practice and compares its bytes with the digest it was kept under.
 * Answers what is missing, changed, of another size, or still open though a scanner found something in it. Reads the
 * rows batch by batch, the bytes outside of any transaction. Throws when the store does not answer.
 */
export async function verifyFiles(
  pool: pg.Pool,
  files: Files,
  practice: { id: string; onBatch?: (read: FilesRead) => void },
): Promise<Finding[]> {
  const findings: Finding[] = []
  const read: FilesRead = { done: 0, total: await countFiles(pool, practice.id), bytes: 0 }
  let after = ''
  for (;;) {
    const batch = await readBatch(pool, practice.id, after)
    for (let at = 0; at < batch.length; at += SIDE_BY_SIDE) {
      const found = await Promise.all(
        batch.slice(at, at + SIDE_BY_SIDE).map((noted) => compare(files, noted, read)),
      )
      findings.push(...found.filter((finding) => finding !== null))
    }
    after = batch.at(-1)?.sha256 ?? after
    if (batch.length > 0) practice.onBatch?.({ ...read })
    if (batch.length < AT_ONCE) return findings
  }
}

// The same content under several names lies there once, and is read once.
function readBatch(pool: pg.Pool, practiceId: string, after: string): Promise<Noted[]> {
  return inTransaction(pool, practiceId, async (db) => {
    const { rows } = await sql<Noted>`select distinct on (sha256) sha256, id, size::float8 as size, scan
      from stored_file where practice_id = ${practiceId} and sha256 > ${after}
      order by sha256, id limit ${AT_ONCE}`.execute(db)
    return rows
  })
}

function countFiles(pool: pg.Pool, practiceId: string): Promise<number> {
  return inTransaction(pool, practiceId, async (db) => {
    const { rows } = await sql<{ total: number }>`select count(distinct sha256)::int as total
      from stored_file where practice_id = ${practiceId}`.execute(db)
    return rows[0]!.total
  })
}

async function compare(files: Files, noted: Noted, read: FilesRead): Promise<Finding | null> {
  const where = `stored_file ${noted.id}`
  const found = await digestOf(files, noted.sha256)
  read.done += 1
  read.bytes += found?.size ?? 0
  // What a scanner found lies aside and is answered to nobody, not even to us.
  if (noted.scan === 'infected') return found ? { what: 'infected file is still open', where } : null
  if (!found) return { what: 'file is missing', where }
  if (found.sha256 !== noted.sha256) return { what: 'file was changed', where }
  return found.size === noted.size ? null : { what: 'file has another size than noted', where }
}

async function digestOf(files: Files, sha256: string): Promise<{ sha256: string; size: number } | null> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const part of await files.get(sha256)) {
      hash.update(part as Uint8Array)
      size += (part as Uint8Array).length
    }
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
  return { sha256: hash.digest('hex'), size }
}
