import type { House } from '../../../platform/operation/gate.ts'
import { inPractice } from '../../../platform/operation/gate.ts'
import { job } from '../../../platform/jobs/jobs.ts'
import type { DueJob } from '../../../platform/jobs/jobs.ts'
import { keepLease } from '../../../platform/jobs/lease.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Batch } from './batch.ts'
import { endStep, findBatch } from './batch.ts'
import { checkBatch, runBatch } from './carry-out.ts'
import { undoBatch } from './undo.ts'

export const IMPORT_WORK = 'import.work'
const LEASE_EVERY_MS = 20_000

/**
 * Carries out the step that a batch waits in. A process that dies leaves the batch where its last chunk was; the job
 * comes again and goes on from there.
 */
export const importWork = job({
  kind: IMPORT_WORK,
  run: async (house, due) => {
    const who = {
      practiceId: due.practiceId,
      actor: { kind: 'system', name: String(due.payload['by'] ?? 'import') } as const,
      name: 'import',
    }
    const batch = await inPractice(house, who, (ctx) => findBatch(ctx, String(due.payload['batchId'])))
    try {
      await carryOut(house, due, { batch, who })
    } catch (error) {
      // What the file or the mapping is to blame for gets no better by trying again.
      if (!(error instanceof Problem) && !due.isLastAttempt) throw error
      const failure =
        error instanceof Problem
          ? error.message
          : 'Something went wrong while the file was read. Nothing more was taken from it.'
      await inPractice(house, who, async (ctx) => {
        await endStep(ctx, batch.id, { state: batch.state === 'undoing' ? 'finished' : 'failed', failure })
        ctx.record('import.failed', { subject: ['import', batch.id], data: { failure } })
      })
    }
  },
})

type Who = Parameters<typeof inPractice>[1]

async function carryOut(house: House, due: DueJob, { batch, who }: { batch: Batch; who: Who }) {
  if (batch.state === 'undoing') return void (await inPractice(house, who, (ctx) => undoBatch(ctx, batch.id)))
  if (batch.state !== 'running' && batch.state !== 'checking') return
  let leasedAt = performance.now()
  const onProgress = async () => {
    if (performance.now() - leasedAt < LEASE_EVERY_MS) return
    leasedAt = performance.now()
    await keepLease(house, due)
  }
  const source = await house.services.files.get(batch.fileSha256)
  const step = { house, practiceId: due.practiceId, actor: who.actor, batchId: batch.id, source, onProgress }
  await (batch.state === 'running' ? runBatch(step) : checkBatch(step))
}
