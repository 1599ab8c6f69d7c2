import { slices } from '../../app.ts'
import { verifyAudit } from '../../platform/audit/verify.ts'
import { inTransaction, queriesOn } from '../../platform/database/transaction.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Verification } from '../../platform/verification.ts'
import type { Town } from './town.ts'

const PROMISES = slices.flatMap((slice) => slice.verifications ?? [])

/** What is wrong with the books alone: proved at the end of every day. */
export async function booksAreWrong(town: Town, database: Database): Promise<string[]> {
  const found: string[] = []
  for (const each of PROMISES.filter(({ subject }) => subject === 'books'))
    found.push(...(await broken(each, town, database)))
  return found
}

/** Everything that must hold of the practice now, from its tables and from what people were told. None: all is well. */
export async function findWhatIsWrong(town: Town, database: Database): Promise<string[]> {
  const { practice, clock, memory } = town
  const found: string[] = []
  for (const each of PROMISES) found.push(...(await broken(each, town, database)))
  const steward = queriesOn(database.steward)
  const audit = await verifyAudit(steward, practice.practiceId, { now: clock.now() })
  found.push(...audit.findings.map(({ what, entryId }) => `audit: ${what}, entry ${entryId ?? '?'}`))
  found.push(...(await memory.differences(steward, practice.practiceId)))
  const { rows } = await database.owner.query<{ kind: string; last_error: string }>(
    'select kind, last_error from job where dead_at is not null limit 20',
  )
  return [...found, ...rows.map(({ kind, last_error }) => `a job of ${kind} died: ${last_error}`)]
}

async function broken(
  promise: Verification,
  { practice, clock }: Town,
  database: Database,
): Promise<string[]> {
  const findings = await inTransaction(database.app, practice.practiceId, (db) =>
    promise.run(db, practice.practiceId, clock.now()),
  )
  return findings.map(({ what, where }) => `${promise.promise}: ${what}, ${where}`)
}
