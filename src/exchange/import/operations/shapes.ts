import { z } from 'zod'
import { Id, Instant } from '../../../platform/operation/shapes.ts'
import type { Batch } from '../batch/batch.ts'
import { BATCH_STATES } from '../batch/batch.ts'
import { KINDS } from '../map/map.ts'

const By = z.record(z.string(), z.int())

export const CountsView = z.object({
  rows: z.int(),
  added: z.int(),
  known: z.int(),
  repeated: z.int(),
  refused: z.int(),
  skipped: z.int(),
  odd: z.int(),
  blankLines: z.int(),
  clients: z.int(),
  services: z.int(),
  practitioners: z.int(),
  locations: z.int(),
  clashesKept: z.int(),
  refusedBy: By,
  oddBy: By,
  skippedBy: By,
})

export const BatchView = z.object({
  id: Id,
  kind: z.enum(KINDS),
  state: z.enum(BATCH_STATES),
  fileName: z.string(),
  fileSha256: z.string(),
  fileSize: z.int(),
  map: z.record(z.string(), z.unknown()).nullable(),
  counts: CountsView,
  failure: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
  can: z.object({ map: z.boolean(), check: z.boolean(), run: z.boolean(), undo: z.boolean() }),
})

export function presentBatch(batch: Batch): z.input<typeof BatchView> {
  const { state, map } = batch
  const isOpen =
    state === 'uploaded' || state === 'checked' || (state === 'failed' && batch.counts.added === 0)
  return {
    ...batch,
    can: {
      map: isOpen,
      check: isOpen && map !== null,
      run: (state === 'uploaded' || state === 'checked') && map !== null,
      undo: state === 'finished' || (state === 'failed' && batch.counts.added > 0),
    },
  }
}

export const ProblemView = z.object({
  id: Id,
  line: z.int(),
  kind: z.enum(['refused', 'odd', 'skipped', 'repeated']),
  code: z.string(),
  message: z.string(),
  cells: z.record(z.string(), z.string()),
})

export const SuggestionView = z.object({
  columns: z.array(z.string()),
  sample: z.array(z.record(z.string(), z.string())),
  map: z.record(z.string(), z.unknown()),
  unsure: z.array(z.string()),
  warning: z.string().nullable(),
})
