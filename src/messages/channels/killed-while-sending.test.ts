import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import { testAppForTest } from '../../testing/harness.ts'
import { sendUnderFire } from '../../testing/send-under-fire.ts'

// The big one is a benchmark: npm run bench -- messages-killed (10,000 messages, 20 kills; docs/performance.md).
const MESSAGES = 500
const KILLS = 4
const isBuilt = existsSync(join(projectRoot(), 'dist/server/main.js'))

test.skipIf(!isBuilt)(
  'the program is killed four times while it sends: no message is lost, and none leaves twice',
  async () => {
    const app = await testAppForTest()
    const willow = await app.practice()
    const { received, underWay } = await sendUnderFire({
      url: app.database.url,
      owner: app.database.owner,
      practiceId: willow.practiceId,
      clientId: willow.mia.id,
      messages: MESSAGES,
      kills: KILLS,
    })
    expect([...received].filter(([, times]) => times !== 1)).toEqual([])
    const rows = await app.sql(`select id, state from message`)
    expect(rows.filter(({ state }) => state !== 'sent')).toEqual([])
    const ids = [...received.keys()].map((id) => /^<([0-9a-f-]{36})@/.exec(id)?.[1]).sort()
    expect(ids).toEqual(rows.map(({ id }) => id as string).sort())
    // Each kill came while messages were under way, or it would have proved nothing.
    expect(underWay).toBeGreaterThan(KILLS)
    const [told] = await app.sql(
      `select count(*)::int as n, count(distinct subject_id)::int as different from event where name = 'message.sent'`,
    )
    expect(told).toEqual({ n: MESSAGES, different: MESSAGES })
  },
  120_000,
)
