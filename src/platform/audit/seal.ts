import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../database/transaction.ts'
import { inTransaction } from '../database/transaction.ts'
import { sweep } from '../jobs/sweeps.ts'

/** Before the first entry. */
export const GENESIS = '0'.repeat(64)
const BATCH = 2_000

/** An entry as it is hashed: every column as text, so that no program's number or date format matters. */
export interface EntryText {
  id: string
  text: string
}

/** The text of each entry: jsonb prints the same value in the same way, times are whole microseconds. */
export const ENTRY_TEXT = sql.raw(`jsonb_build_array(
  a.practice_id, a.id, (extract(epoch from a.at) * 1000000)::bigint, a.operation, a.outcome, a.actor_kind, a.actor_id,
  a.actor_name, a.address, a.reason, a.subject_type, a.subject_id, a.client_id, a.changes)::text`)

export function nextHash(before: string, entry: string): string {
  return createHash('sha256').update(before).update('\n').update(entry).digest('hex')
}

/**
 * Puts what is not yet in the chain at its end, oldest first. One sealer a practice at a time (advisory lock).
 * Answers how many entries were sealed.
 */
export async function sealEntries(db: Db, practiceId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${practiceId}`}, 0))`.execute(db)
  const head = await findHead(db, practiceId)
  const { rows } = await sql<EntryText>`select a.id, ${ENTRY_TEXT} as text from audit_entry a
    where a.practice_id = ${practiceId} and a.at >= ${head.since}
      and not exists (select from audit_seal s where s.practice_id = a.practice_id and s.entry_id = a.id)
    order by a.at, a.id limit ${BATCH}`.execute(db)
  if (rows.length === 0) return 0
  let { hash } = head
  const seals = rows.map(({ id, text }, index) => {
    hash = nextHash(hash, text)
    return { practice_id: practiceId, seq: head.seq + index + 1, entry_id: id, hash }
  })
  await sql`insert into audit_seal select * from jsonb_populate_recordset(null::audit_seal, ${JSON.stringify(seals)}::jsonb)`.execute(
    db,
  )
  return rows.length
}

// A transaction lasts a minute at most, so nothing older than this can still be on its way.
const LATEST_COMER_MS = 10 * 60_000

/** The end of the chain, and since when there may be entries which are not in it yet. */
export async function findHead(
  db: Db,
  practiceId: string,
): Promise<{ seq: number; hash: string; since: Date }> {
  const { rows } = await sql<{ seq: number; hash: string; at: Date }>`
    select s.seq, s.hash, a.at from audit_seal s join audit_entry a on a.practice_id = s.practice_id and a.id = s.entry_id
    where s.practice_id = ${practiceId} order by s.seq desc limit 1`.execute(db)
  const last = rows[0]
  if (!last) return { seq: 0, hash: GENESIS, since: new Date(0) }
  return { seq: last.seq, hash: last.hash, since: new Date(last.at.getTime() - LATEST_COMER_MS) }
}

export const sealSweep = sweep({
  name: 'audit.seal',
  everySeconds: 1,
  run: async (house, practiceId) => {
    while (
      (await inTransaction(house.database.app, practiceId, (db) => sealEntries(db, practiceId))) === BATCH
    );
  },
})
