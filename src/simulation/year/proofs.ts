import { slices } from '../../app.ts'
import { verifyAudit } from '../../platform/audit/verify.ts'
import { inTransaction, queriesOn } from '../../platform/database/transaction.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Town } from './town.ts'

/** Everything that must hold of the practice now, from its tables and from what people were told. None: all is well. */
export async function findWhatIsWrong(town: Town, database: Database): Promise<string[]> {
  const { practice, clock, memory } = town
  const found: string[] = []
  for (const each of slices.flatMap((slice) => slice.verifications ?? [])) {
    const findings = await inTransaction(database.app, practice.practiceId, (db) =>
      each.run(db, practice.practiceId, clock.now()),
    )
    found.push(...findings.map(({ what, where }) => `${each.promise}: ${what}, ${where}`))
  }
  const steward = queriesOn(database.steward)
  const audit = await verifyAudit(steward, practice.practiceId, { now: clock.now() })
  found.push(...audit.findings.map(({ what, entryId }) => `audit: ${what}, entry ${entryId ?? '?'}`))
  found.push(...(await memory.differences(steward, practice.practiceId)))
  const { rows } = await database.owner.query<{ kind: string; last_error: string }>(
    'select kind, last_error from job where dead_at is not null limit 20',
  )
  return [...found, ...rows.map(({ kind, last_error }) => `a job of ${kind} died: ${last_error}`)]
}
