import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Cast } from '../../testing/cast.ts'
import type { TestApp } from '../../testing/harness.ts'
import { beginStep, createBatch } from './batch/batch.ts'
import { runBatch, trialBatch } from './batch/carry-out.ts'
import { undoBatch } from './batch/undo.ts'
import type { ImportProblem } from './engine/read-chunk.ts'
import { tryImport } from './engine/run.ts'
import type { Kind } from './map/map.ts'
import { readMap } from './map/read-map.ts'

const actor = { kind: 'system', name: 'tests' } as const

interface Wish {
  kind?: Kind
  map: object
  text?: string
  file?: string
}

/** Brings a text or a file into the cast's practice as the command line does. */
export async function bring(
  app: TestApp,
  { practiceId }: Pick<Cast, 'practiceId'>,
  { kind = 'appointments', map: given, text, file }: Wish,
) {
  const bytes = file ? readFileSync(file) : Buffer.from(text!)
  const map = readMap(given, kind)
  const facts = {
    kind,
    fileName: 'test.csv',
    fileSha256: createHash('sha256').update(bytes).digest('hex'),
    fileSize: bytes.length,
  }
  const problems: ImportProblem[] = []
  const onProgress = (done: { problems: readonly ImportProblem[] }) => void problems.push(...done.problems)
  const within = <T>(work: Parameters<typeof app.inPractice<T>>[1]) =>
    app.inPractice({ practiceId, actor, name: 'import' }, work)
  return {
    problems,
    run: async () => {
      const { id } = await within(async (ctx) => {
        const batch = await createBatch(ctx, { ...facts, map })
        return beginStep(ctx, batch.id, 'running')
      })
      return {
        id,
        counts: await runBatch({
          house: app.house,
          practiceId,
          actor,
          batchId: id,
          source: [bytes],
          onProgress,
        }),
      }
    },
    tryOut: () => {
      const batchId = crypto.randomUUID()
      return tryImport(
        { house: app.house, practiceId, actor, batchId, source: [bytes], map, onProgress },
        (ctx) => trialBatch(ctx, { id: batchId, ...facts, map }),
      )
    },
    undo: (id: string) => within((ctx) => undoBatch(ctx, id)),
  }
}

/** How much of each kind a practice has, for before and after. */
export async function countsOf(
  app: TestApp,
  { practiceId }: Pick<Cast, 'practiceId'>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of [
    'appointment',
    'client',
    'contact_point',
    'service',
    'staff',
    'location',
    'occupancy',
    'event',
  ]) {
    const [row] = await app.sql(`select count(*)::int as count from ${table} where practice_id = $1`, [
      practiceId,
    ])
    counts[table] = row!['count'] as number
  }
  return counts
}
