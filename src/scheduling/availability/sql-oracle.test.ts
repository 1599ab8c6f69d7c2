import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { randomSearch } from './proof/random-cases.ts'
import { multirangeQuery } from './proof/sql-oracle.ts'
import type { StartsByCase } from './proof/sql-oracle.ts'
import { freeSlots } from './slots.ts'

const url = process.env.ATRIUM_TEST_DATABASE_URL
const title = 'three thousand random diaries have the free times that a difference of multiranges finds'

test.skipIf(!url)(
  url ? title : `${title} (skipped: no test database)`,
  async () => {
    const client = new pg.Client(url)
    await client.connect()
    try {
      let free = 0
      for (let batch = 0; batch < 3; batch++) {
        const searches = fc.sample(randomSearch({ step: 15, rich: false }), 1000)
        const { rows } = await client.query<StartsByCase>(multirangeQuery(searches))
        expect(rows).toHaveLength(searches.length)
        for (const [index, search] of searches.entries()) {
          const starts = freeSlots(search).map((slot) => slot.startsAt.toISOString())
          free += starts.length
          // The whole case, so that a difference can be looked at.
          const expected = rows[index]!.starts.map((start) => start.toISOString())
          expect({ search, starts }).toEqual({ search, starts: expected })
        }
      }
      expect(free).toBeGreaterThan(3000)
    } finally {
      await client.end()
    }
  },
  60_000,
)
