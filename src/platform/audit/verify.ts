import { sql } from 'kysely'
import type { Db } from '../database/transaction.ts'
import { ENTRY_TEXT, GENESIS, nextHash } from './seal.ts'

export interface AuditFinding {
  seq: number | null
  entryId: string | null
  what: 'changed' | 'missing_entry' | 'missing_seal' | 'unsealed' | 'head_differs'
}

export interface AuditVerdict {
  entries: number
  head: { seq: number; hash: string }
  findings: AuditFinding[]
}

const PAGE = 5_000
const UNSEALED_AFTER_MS = 60_000

/**
 * Recomputes the chain of one practice. Names each entry that was changed, removed, reordered or slipped in.
 * @param anchor a head hash kept outside of the database (docs/operate/audit.md); finds a cut-off end, too
 */
export async function verifyAudit(
  db: Db,
  practiceId: string,
  options: { now: Date; anchor?: { seq: number; hash: string } },
): Promise<AuditVerdict> {
  const findings: AuditFinding[] = []
  let head = { seq: 0, hash: GENESIS }
  for (;;) {
    const { rows } = await sql<{ seq: number; entry_id: string; hash: string; text: string | null }>`
      select s.seq, s.entry_id, s.hash, case when a.id is null then null else ${ENTRY_TEXT} end as text
      from audit_seal s left join audit_entry a on a.practice_id = s.practice_id and a.id = s.entry_id
      where s.practice_id = ${practiceId} and s.seq > ${head.seq} order by s.seq limit ${PAGE}`.execute(db)
    if (rows.length === 0) break
    for (const row of rows) {
      findings.push(...findingsAt(row, head))
      if (options.anchor?.seq === row.seq && options.anchor.hash !== row.hash)
        findings.push({ seq: row.seq, entryId: row.entry_id, what: 'head_differs' })
      head = { seq: row.seq, hash: row.hash }
    }
  }
  if (options.anchor && options.anchor.seq > head.seq)
    findings.push({ seq: options.anchor.seq, entryId: null, what: 'missing_seal' })
  findings.push(...(await findUnsealed(db, practiceId, options.now)))
  return { entries: head.seq, head, findings }
}

function findingsAt(
  row: { seq: number; entry_id: string; hash: string; text: string | null },
  before: { seq: number; hash: string },
): AuditFinding[] {
  if (row.seq !== before.seq + 1) return [{ seq: before.seq + 1, entryId: null, what: 'missing_seal' }]
  if (row.text === null) return [{ seq: row.seq, entryId: row.entry_id, what: 'missing_entry' }]
  return nextHash(before.hash, row.text) === row.hash
    ? []
    : [{ seq: row.seq, entryId: row.entry_id, what: 'changed' }]
}

/** An entry that is old and still outside of the chain was put there behind the program's back. */
async function findUnsealed(db: Db, practiceId: string, now: Date): Promise<AuditFinding[]> {
  const { rows } = await sql<{ id: string }>`select a.id from audit_entry a
    where a.practice_id = ${practiceId} and a.at < ${new Date(now.getTime() - UNSEALED_AFTER_MS)}
      and not exists (select from audit_seal s where s.practice_id = a.practice_id and s.entry_id = a.id)
    order by a.at limit 1000`.execute(db)
  return rows.map(({ id }) => ({ seq: null, entryId: id, what: 'unsealed' }))
}
