import { sql } from 'kysely'
import { sweep } from '../jobs/sweeps.ts'
import type { House } from '../operation/gate.ts'
import { inPractice } from '../operation/gate.ts'
import type { ScanVerdict } from './store.ts'

const ACTOR = { kind: 'system', name: 'Virus scanner' } as const
const AT_ONCE = 50
const AGAIN_AFTER_MS = 6 * 3_600_000

interface Waiting {
  sha256: string
}

/**
 * Looks at what was kept while no scanner could: what is infected is put aside and never served again. Content that
 * the scanner could not look at is tried again after some hours.
 */
export const rescanSweep = sweep({
  name: 'files.rescan',
  everySeconds: 300,
  run: async (house, practiceId) => {
    const { files } = house.services
    if (!files.canScan) return
    for (const { sha256 } of await waiting(house, practiceId)) {
      const verdict = await files.look(sha256)
      // The scanner went away again: the rest waits for the next round.
      if (verdict.scan === 'not_scanned') return
      if (verdict.scan === 'infected') await files.quarantine(sha256)
      await note(house, practiceId, { sha256, verdict })
    }
  },
})

function waiting(house: House, practiceId: string): Promise<Waiting[]> {
  return inPractice(house, { practiceId, actor: ACTOR, name: 'files.rescan' }, async (ctx) => {
    const before = new Date(ctx.now.getTime() - AGAIN_AFTER_MS)
    const { rows } = await sql<Waiting>`select sha256 from stored_file
      where practice_id = ${practiceId} and (scan = 'not_scanned' or (scan = 'failed' and coalesce(scanned_at, created_at) < ${before}))
      group by sha256 order by min(created_at) limit ${AT_ONCE}`.execute(ctx.db)
    return rows
  })
}

async function note(
  house: House,
  practiceId: string,
  { sha256, verdict }: { sha256: string; verdict: ScanVerdict },
): Promise<void> {
  await inPractice(house, { practiceId, actor: ACTOR, name: 'files.rescan' }, async (ctx) => {
    const { rows } = await sql<{ id: string; client_id: string | null }>`update stored_file
      set scan = ${verdict.scan}, finding = ${verdict.finding}, scanned_at = ${ctx.now}
      where practice_id = ${practiceId} and sha256 = ${sha256} returning id, client_id`.execute(ctx.db)
    if (verdict.scan !== 'infected') return
    for (const { id, client_id } of rows)
      ctx.record('file.quarantined', {
        subject: ['stored_file', id],
        clientId: client_id,
        data: { finding: verdict.finding },
      })
  })
}
