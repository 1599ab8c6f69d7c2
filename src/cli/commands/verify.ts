import { slices } from '../../app.ts'
import { verifyAudit } from '../../platform/audit/verify.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Verification } from '../../platform/verification.ts'
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

export const command = defineCommand({
  summary: 'Prove the audit trail, the bookings and the books from their tables',
  usage: '[audit|bookings|books|all] [--json]',
  help: `Reads only. Exit code 1 when something is not as it must be; each finding names its practice and its row.`,
  words: [0, 1],
  run: async ({ words, open, openApp, print, answer }) => {
    const all = [audit, ...slices.flatMap((slice) => slice.verifications ?? [])]
    const subjects = [...new Set(all.map(({ subject }) => subject))]
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
