import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { inTransaction } from '../database/transaction.ts'
import { createWorker } from './worker.ts'

test('however much work waits behind, a request finds a connection, and every job is done', async () => {
  const app = await testApp({ appPool: 2 })
  onTestFinished(app.end)
  const willow = await app.practice()
  const { practiceId } = willow
  const open = gate()
  const busy = gate()
  let atOnce = 0
  let done = 0
  const worker = createWorker({
    house: app.house,
    sweeps: [],
    practiceIds: async () => [practiceId],
    jobs: [
      {
        kind: 'test.long',
        run: (house) =>
          inTransaction(house.database.app, practiceId, async (db) => {
            await db.selectFrom('staff').select('id').execute()
            atOnce += 1
            if (atOnce === 4) busy.resolve()
            await open.promise
            done += 1
          }),
      },
    ],
  })
  await app.house.database.owner.query(
    `insert into job (id, practice_id, kind, payload, run_at, created_at)
     select unnest($1::uuid[]), $2, 'test.long', '{}', $3, $3`,
    [Array.from({ length: 30 }, () => randomUUID()), practiceId, app.clock.now()],
  )
  const drained = worker.drain()
  await busy.promise
  // All connections that jobs may take are taken; the practice is served all the same.
  const answers = await Promise.all([1, 2, 3, 4].map(() => app.as(willow.nora).get('/services')))
  expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200])
  expect(atOnce).toBe(4)
  open.resolve()
  await drained
  expect(done).toBe(30)
})

function gate() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
