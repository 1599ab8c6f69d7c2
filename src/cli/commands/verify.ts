import { slices } from '../../app.ts'
import { verifyAudit } from '../../platform/audit/verify.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifyFiles } from '../../platform/files/verify-files.ts'
import type { FilesRead } from '../../platform/files/verify-files.ts'
import type { Verification } from '../../platform/verification.ts'
import type { Call } from '../command.ts'
import { UsageError, defineCommand } from '../command.ts'

const audit: Verification = {
  subject: 'audit',
  promise: 'The audit trail is whole and unchanged',
  run: async (db, practiceId, now) => {
    const { findings } = await verifyAudit(db, practiceId, { now })
    return findings.map(({ what, seq, entryId }) => ({
      what: what.replaceAll('_', ' '),
      where: `entry ${entryId ?? '?'} (seal ${seq ?? 'none'})`,
    }))
  },
}

const FILES = 'files'

export const command = defineCommand({
  summary: 'Prove the audit trail, the bookings, the books, the signatures and the stored files',
  usage: '[audit|bookings|books|signatures|files|all] [--json]',
  help: `Reads only. Exit code 1 when something is not as it must be; each finding names its practice and its row. "files"
reads every stored file, wherever it lies, and compares its bytes with the digest it was kept under; it says how far it is.`,
  words: [0, 1],
  run: async ({ words, open, openApp, print, answer }) => {
    const all = [audit, ...slices.flatMap((slice) => slice.verifications ?? [])]
    const subjects = [...new Set(all.map(({ subject }) => subject)), FILES]
    const wanted = words[0] ?? 'all'
    if (wanted !== 'all' && !subjects.includes(wanted))
      throw new UsageError(`verify takes ${subjects.join(', ')} or all.`)
    const chosen = all.filter(({ subject }) => wanted === 'all' || subject === wanted)
    const { database } = await open()
    const app = await openApp()
    const results = []
    for (const practiceId of await app.practiceIds()) {
      for (const { subject, promise, run } of chosen) {
        const findings = await inTransaction(database.app, practiceId, (db) =>
          run(db, practiceId, app.house.services.clock.now()),
        )
        results.push({ practiceId, subject, promise, findings })
      }
      if (wanted !== 'all' && wanted !== FILES) continue
      const findings = await verifyFiles(database.app, app.house.services.files, {
        id: practiceId,
        onBatch: (read) => tell(print, read),
      })
      results.push({ practiceId, subject: FILES, promise: 'Every stored file is there, unchanged', findings })
    }
    for (const { practiceId, subject, promise, findings } of results) {
      print(`${findings.length === 0 ? 'ok    ' : 'BROKEN'}  ${subject}: ${promise} (practice ${practiceId})`)
      for (const { what, where } of findings) print(`        ${what}: ${where}`)
    }
    if (results.length === 0) print('There is no practice yet.')
    const found = results.reduce((sum, { findings }) => sum + findings.length, 0)
    answer({ findings: found, results })
    return found > 0 ? 1 : 0
  },
})

function tell(print: Call['print'], { done, total, bytes }: FilesRead): void {
  if (done < total) print(`        ${done} of ${total} files read, ${Math.round(bytes / 1_048_576)} MB`)
}
