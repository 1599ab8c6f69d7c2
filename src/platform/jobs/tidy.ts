import { sql } from 'kysely'
import { inTransaction } from '../database/transaction.ts'
import { sweep } from './sweeps.ts'

const ANSWERS_KEPT_MS = 24 * 3_600_000

/** Stored answers are kept for 24 hours. */
export const tidySweep = sweep({
  name: 'platform.tidy',
  everySeconds: 600,
  run: async (house, practiceId) => {
    const before = new Date(house.services.clock.now().getTime() - ANSWERS_KEPT_MS)
    await inTransaction(house.database.app, practiceId, (db) =>
      sql`delete from idempotency where practice_id = ${practiceId} and at < ${before}`.execute(db),
    )
  },
})
