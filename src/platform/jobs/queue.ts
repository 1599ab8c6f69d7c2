import type pg from 'pg'
import type { DueJob } from './jobs.ts'

export const LEASE_SECONDS = 120

/**
 * Takes up to `most` due jobs for this worker. Another worker passes over them (skip locked) until the lease ends;
 * a worker that dies gives them back that way.
 */
export async function claimJobs(
  worker: pg.Pool,
  { now, most }: { now: Date; most: number },
): Promise<DueJob[]> {
  const { rows } = await worker.query(
    `update job set attempts = attempts + 1, leased_until = $1::timestamptz + interval '${LEASE_SECONDS} seconds'
     where id in (
       select id from job
       where dead_at is null and run_at <= $1 and (leased_until is null or leased_until <= $1)
       order by run_at, id limit $2 for update skip locked)
     returning id, practice_id, kind, payload, attempts, max_attempts`,
    [now, most],
  )
  return rows
    .map((row) => ({
      id: row.id,
      practiceId: row.practice_id,
      kind: row.kind,
      payload: row.payload,
      attempt: row.attempts,
      isLastAttempt: row.attempts >= row.max_attempts,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * The work is done. Nobody waits for this to be on the disk: a machine that stops in the same half second runs the job
 * once more, as it does when the process dies between the work and this line.
 */
export async function finishJob(worker: pg.Pool, id: string) {
  await worker.query(
    `delete from job where id = $1 and set_config('synchronous_commit', 'off', true) = 'off'`,
    [id],
  )
}

/** What they were to do is done already: none of them needs a look. */
export async function forgetJobs(
  worker: pg.Pool,
  { practiceId, kind, keys }: { practiceId: string; kind: string; keys: readonly string[] },
) {
  await worker.query('delete from job where practice_id = $1 and kind = $2 and key = any($3)', [
    practiceId,
    kind,
    keys,
  ])
}

/** It failed: try again later (2, 4, 8 ... seconds, at most an hour), or set it aside as a dead letter to be seen. */
export async function returnJob(worker: pg.Pool, due: DueJob, failure: { error: string; now: Date }) {
  const delay = Math.min(2 ** due.attempt, 3600)
  await worker.query(
    `update job set leased_until = null, last_error = $2, dead_at = $3, run_at = $4 where id = $1`,
    [
      due.id,
      failure.error.slice(0, 2000),
      due.isLastAttempt ? failure.now : null,
      new Date(failure.now.getTime() + delay * 1000),
    ],
  )
}
