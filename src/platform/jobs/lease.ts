import type { House } from '../operation/gate.ts'
import type { DueJob } from './jobs.ts'
import { LEASE_SECONDS } from './queue.ts'

/** Long work says that it is still at it, so that no other worker takes it up. Call it more often than the lease is long. */
export async function keepLease(house: House, due: DueJob) {
  const until = new Date(house.services.clock.now().getTime() + LEASE_SECONDS * 1000)
  await house.database.worker.query('update job set leased_until = $2 where id = $1', [due.id, until])
}
