import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { importWork } from './import/batch/work-job.ts'
import * as imports from './import/operations/imports.ts'

export { beginStep, createBatch, listBatches } from './import/batch/batch.ts'
export type { Batch } from './import/batch/batch.ts'
export { runBatch, trialBatch } from './import/batch/carry-out.ts'
export { problemCells, problemColumns } from './import/batch/problem-cells.ts'
export { refuseIfUsed, undoBatch } from './import/batch/undo.ts'
export { readVisitFile } from './import/read-visits.ts'
export type { VisitRow } from './import/rows/visit-row.ts'
export type { ImportProblem } from './import/engine/read-chunk.ts'
export { tryImport } from './import/engine/run.ts'
export type { Counts } from './import/engine/tally.ts'
export { ImportMap } from './import/map/map.ts'
export { readMap } from './import/map/read-map.ts'
export type { Kind, VisitMap } from './import/map/map.ts'
export { suggestMap } from './import/map/suggest.ts'

export const slice: Slice = {
  name: 'exchange',
  permissions,
  topics,
  operations: operations(...Object.values(imports)),
  jobs: [importWork],
}
