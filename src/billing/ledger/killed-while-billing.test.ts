import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { billUnderFire, findWrongStories } from '../../testing/bill-under-fire.ts'
import { testAppForTest } from '../../testing/harness.ts'
import { verifyBooks } from './verify.ts'

// The fifty are a benchmark: npm run bench -- billing-killed (docs/performance.md).
const KILLS = 4
const isBuilt = existsSync(join(projectRoot(), 'dist/server/main.js'))

test.skipIf(!isBuilt)(
  'the program and its connections are killed while it bills and takes payments: no charge is lost, and none is made twice',
  async () => {
    const app = await testAppForTest()
    const willow = await app.practice()
    const fire = await billUnderFire({
      url: app.database.url,
      owner: app.database.owner,
      cast: willow,
      key: await app.makeKey(willow, 'billing'),
      kills: KILLS,
      programEvery: 4,
      workers: 6,
    })
    expect(fire.killedPrograms).toBe(1)
    expect(fire.killedConnections).toBeGreaterThan(KILLS)
    // Work was cut off in the middle, or it would have proved nothing.
    expect(fire.cutOff).toBeGreaterThan(0)
    expect(await findWrongStories(app.database.owner, willow.practiceId, fire.stories)).toEqual([])
    expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, new Date())).toEqual([])
  },
  180_000,
)
