import type { Source } from '../../../platform/csv/csv.ts'
import type { Actor } from '../../../platform/access/actor.ts'
import type { Context } from '../../../platform/operation/context.ts'
import type { House } from '../../../platform/operation/gate.ts'
import { inPractice } from '../../../platform/operation/gate.ts'
import type { ImportProblem } from '../engine/read-chunk.ts'
import { runImport, tryImport } from '../engine/run.ts'
import type { Counts } from '../engine/tally.ts'
import type { Batch } from './batch.ts'
import { createBatch, endStep, findBatch, keepProblems, noteProgress, startOver } from './batch.ts'

/** A step of a batch that is carried out now, by a job or at the command line. */
export interface Step {
  house: House
  practiceId: string
  actor: Actor
  batchId: string
  source: Source
  onProgress?(done: { counts: Counts; problems: readonly ImportProblem[] }): Promise<void> | void
}

/** Runs a batch in state `running` from where it stands, and says so once it is done. */
export async function runBatch(step: Step): Promise<Counts> {
  const { house, practiceId, actor, batchId } = step
  const batch = await within(step, (ctx) => findBatch(ctx, batchId))
  let from = batch.rowsRead
  const counts = await runImport({
    house,
    practiceId,
    actor,
    batchId,
    source: step.source,
    map: batch.map!,
    skipRows: batch.rowsRead,
    counts: batch.counts,
    onChunk: async (ctx, { chunk, counts: soFar }) => {
      await keepProblems(ctx, batchId, chunk.problems)
      if (!(await noteProgress(ctx, { id: batchId, from, counts: soFar })))
        throw new Error('Somebody else goes on with this import.')
    },
    onProgress: async (done) => {
      from = done.counts.rows
      await tellProgress(step, done)
    },
  })
  await within(step, async (ctx) => {
    await endStep(ctx, batchId, { state: 'finished', counts })
    ctx.record('import.finished', { subject: ['import', batchId], data: summary(batch, counts) })
  })
  return counts
}

/** Tries a batch in state `checking`: the same work, rolled back; counts and problems are kept. */
export async function checkBatch(step: Step): Promise<Counts> {
  const { house, practiceId, actor, batchId } = step
  const batch = await within(step, async (ctx) => {
    await startOver(ctx, batchId)
    return findBatch(ctx, batchId)
  })
  let from = 0
  const trial = crypto.randomUUID()
  const counts = await tryImport(
    {
      house,
      practiceId,
      actor,
      batchId: trial,
      source: step.source,
      map: batch.map!,
      // The trial's transaction is open and will be rolled back: what is to be seen is written beside it.
      onProgress: async (done) => {
        await within(step, async (ctx) => {
          await keepProblems(ctx, batchId, done.problems)
          await noteProgress(ctx, { id: batchId, from, counts: done.counts })
        })
        from = done.counts.rows
        await tellProgress(step, done)
      },
    },
    (ctx) => trialBatch(ctx, { ...batch, id: trial }),
  )
  await within(step, async (ctx) => {
    await endStep(ctx, batchId, { state: 'checked', counts })
    ctx.record('import.checked', { subject: ['import', batchId], data: summary(batch, counts) })
  })
  return counts
}

/** A batch that exists in a trial's transaction only. */
export async function trialBatch(
  ctx: Context,
  batch: Pick<Batch, 'id' | 'kind' | 'fileName' | 'fileSha256' | 'fileSize' | 'map'>,
) {
  const { id, kind, fileName, fileSha256, fileSize, map } = batch
  await createBatch(ctx, { id, kind, fileName, fileSha256, fileSize, map })
}

/** Facts of an import for the audit and for whoever listens: counts, no person. */
export function summary(
  { kind, fileName, fileSha256, map }: Pick<Batch, 'kind' | 'fileName' | 'fileSha256' | 'map'>,
  counts: Counts,
) {
  return { kind, fileName, fileSha256, source: map?.source ?? null, counts }
}

function within<T>({ house, practiceId, actor }: Step, work: (ctx: Context) => Promise<T>): Promise<T> {
  return inPractice(house, { practiceId, actor, name: 'import' }, work)
}

async function tellProgress(step: Step, done: { counts: Counts; problems: readonly ImportProblem[] }) {
  step.house.live.publish({
    practiceId: step.practiceId,
    topic: 'import',
    id: step.batchId,
    name: 'import.progress',
  })
  await step.onProgress?.(done)
}
