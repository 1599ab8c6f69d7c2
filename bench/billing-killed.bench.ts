import { createApp } from '../src/app.ts'
import { verifyBooks } from '../src/billing/ledger/verify.ts'
import { createApiKey } from '../src/platform/access/api-keys.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { queriesOn } from '../src/platform/database/transaction.ts'
import { loadSettings } from '../src/platform/settings.ts'
import { billUnderFire, findWrongStories } from '../src/testing/bill-under-fire.ts'
import { seedCast } from '../src/testing/seed-cast.ts'
import type { Bench } from './bench.ts'

const KILLS = 50

/** Fifty times the program or its connections to the database are killed while it bills: what is lost, doubled or does not balance. */
const bench: Bench = async ({ url, folder, say }) => {
  const database = openDatabase(url)
  try {
    await migrate(database)
    const cast = await seedCast(database.owner, 'billing-under-fire')
    const settings = { ...loadSettings({ ATRIUM_DATA: folder, ATRIUM_LOG: 'error' }), secret: 'x'.repeat(40) }
    const app = createApp({ settings, database })
    const who = {
      practiceId: cast.practiceId,
      actor: { kind: 'system' as const, name: 'bench' },
      name: 'bench',
    }
    const { key } = await app.inPractice(who, (ctx) =>
      createApiKey(ctx, { name: 'bench', role: 'billing', scopes: null }),
    )
    await app.stop()
    say(`People bill and pay; the program or its connections are killed ${KILLS} times …`)
    const fire = await billUnderFire({
      url,
      owner: database.owner,
      cast,
      key,
      kills: KILLS,
      programEvery: 5,
      workers: 6,
    })
    const wrong = await findWrongStories(database.owner, cast.practiceId, fire.stories)
    const findings = await verifyBooks.run(queriesOn(database.steward), cast.practiceId, new Date())
    for (const each of [...wrong, ...findings.map(({ what, where }) => `${what}: ${where}`)].slice(0, 10))
      say(each)
    return [
      {
        name: `of ${KILLS} kills, bills or payments lost or doubled`,
        value: wrong.length,
        unit: '',
        ok: wrong.length === 0,
      },
      {
        name: `of ${KILLS} kills, findings of verify books`,
        value: findings.length,
        unit: '',
        ok: findings.length === 0,
      },
      { name: 'invoices billed and paid under fire', value: fire.stories, unit: '' },
      { name: 'calls that were cut off and asked again', value: fire.cutOff, unit: '' },
      { name: 'kills of the program itself', value: fire.killedPrograms, unit: '' },
    ]
  } finally {
    await database.close()
  }
}

export default bench
