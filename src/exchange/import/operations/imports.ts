import { z } from 'zod'
import { csvText } from '../../../platform/csv/csv.ts'
import { sayMessages, sayRefusal } from '../../../platform/i18n/refusals.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { Id, Instant, fileAnswer, line, pageOf, paging } from '../../../platform/operation/shapes.ts'
import { problem } from '../../../platform/problem.ts'
import {
  beginStep,
  createBatch,
  findBatch,
  keepMap,
  listBatches,
  listProblems,
  sameFile,
} from '../batch/batch.ts'
import { problemCells, problemColumns } from '../batch/problem-cells.ts'
import { refuseIfUsed } from '../batch/undo.ts'
import { IMPORT_WORK } from '../batch/work-job.ts'
import { KINDS } from '../map/map.ts'
import { readMap } from '../map/read-map.ts'
import { suggestMap } from '../map/suggest.ts'
import { BatchView, ProblemView, SuggestionView, presentBatch } from './shapes.ts'

const MOST_BYTES = 64 * 1024 * 1024
const ROWS_IN_A_LIST = 50_000

export const list = operation({
  path: 'GET /imports',
  summary: 'What was imported, the latest first',
  allow: 'import.run',
  takes: z.strictObject(paging),
  returns: pageOf(BatchView),
  run: async (ctx, wish) => {
    const { items, next } = await listBatches(ctx, wish)
    return { items: items.map(presentBatch), next }
  },
})

export const upload = operation({
  path: 'POST /imports',
  summary: 'Upload a CSV file to import; nothing is taken from it yet',
  allow: 'import.run',
  upload: { maxBytes: MOST_BYTES },
  takes: z.strictObject({ kind: z.enum(KINDS), name: line(200) }),
  returns: BatchView,
  fails: ['file_refused', 'file_too_large'],
  run: async (ctx, { kind, name }) => {
    const file = await ctx.services.files.put(ctx.upload!, {
      name,
      maxBytes: MOST_BYTES,
      allowed: ['text/csv', 'text/plain'],
    })
    const batch = await createBatch(ctx, {
      kind,
      fileName: file.name,
      fileSha256: file.sha256,
      fileSize: file.size,
      map: null,
    })
    ctx.record('import.uploaded', {
      subject: ['import', batch.id],
      data: { kind, fileName: file.name, fileSha256: file.sha256 },
    })
    return presentBatch(batch)
  },
})

export const get = operation({
  path: 'GET /imports/{id}',
  summary: 'An import: how far it is, and what became of its rows',
  allow: 'import.run',
  takes: z.strictObject({ id: Id }),
  returns: BatchView.extend({
    earlier: z
      .array(z.object({ id: Id, finishedAt: Instant }))
      .describe('Other imports of the same file that stand.'),
  }),
  run: async (ctx, { id }) => {
    const batch = await findBatch(ctx, id)
    return { ...presentBatch(batch), earlier: await sameFile(ctx, batch) }
  },
})

export const suggestion = operation({
  path: 'GET /imports/{id}/suggestion',
  summary: 'The columns and first rows of the file, and a mapping to begin with',
  allow: 'import.run',
  takes: z.strictObject({ id: Id }),
  returns: SuggestionView,
  run: async (ctx, { id }) => {
    const batch = await findBatch(ctx, id)
    const found = await suggestMap(await ctx.services.files.get(batch.fileSha256), batch.kind)
    const say = (english: string) => sayRefusal(ctx.locale, english)
    return { ...found, unsure: found.unsure.map(say), warning: found.warning && say(found.warning) }
  },
})

export const map = operation({
  path: 'PUT /imports/{id}/map',
  summary: 'Say how the file is to be read (docs/guide/import.md)',
  allow: 'import.run',
  takes: z.strictObject({ id: Id, map: z.record(z.string(), z.unknown()) }),
  returns: BatchView,
  fails: ['bad_map', 'wrong_state'],
  run: async (ctx, { id, map: given }) => {
    const batch = await findBatch(ctx, id, { lock: true })
    if (!presentBatch(batch).can.map)
      throw problem(409, 'wrong_state', 'This import was run already: its mapping stays as it was.', {
        state: batch.state,
      })
    const read = readMap(given, batch.kind)
    await keepMap(ctx, id, read)
    ctx.record('import.mapped', { subject: ['import', id], before: batch.map, after: read })
    return presentBatch(await findBatch(ctx, id))
  },
})

export const check = operation({
  path: 'POST /imports/{id}/check',
  summary: 'Try the import: what would become of every row; nothing is kept',
  allow: 'import.run',
  takes: z.strictObject({ id: Id }),
  returns: BatchView,
  fails: ['wrong_state', 'no_map'],
  run: async (ctx, { id }) => start(ctx, id, 'checking'),
})

export const run = operation({
  path: 'POST /imports/{id}/run',
  summary: 'Bring the file in; it runs in the background and says how far it is',
  allow: 'import.run',
  takes: z.strictObject({ id: Id }),
  returns: BatchView,
  fails: ['wrong_state', 'no_map'],
  run: async (ctx, { id }) => start(ctx, id, 'running'),
})

export const undo = operation({
  path: 'POST /imports/{id}/undo',
  summary: 'Take back exactly what the import made',
  allow: 'import.run',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    keepUsed: z
      .boolean()
      .default(false)
      .describe('Leave what something was built on since; otherwise the undo is refused.'),
    reason: line(500).optional(),
  }),
  returns: BatchView,
  fails: ['wrong_state', 'import_in_use'],
  run: async (ctx, { id, keepUsed }) => {
    const batch = await start(ctx, id, 'undoing')
    if (!keepUsed) await refuseIfUsed(ctx, id)
    return batch
  },
})

export const problems = operation({
  path: 'GET /imports/{id}/problems',
  summary: 'Rows that were not taken, left out, or are odd, in the order of the file',
  allow: 'import.run',
  takes: z.strictObject({
    id: Id,
    kind: z.enum(['refused', 'odd', 'skipped', 'repeated']).optional(),
    ...paging,
  }),
  returns: pageOf(ProblemView),
  run: async (ctx, { id, ...wish }) => {
    await findBatch(ctx, id)
    const { items, ...page } = await listProblems(ctx, { batchId: id, ...wish })
    return { ...page, items: sayMessages(ctx.locale, items) }
  },
})

export const problemsFile = operation({
  path: 'GET /imports/{id}/problems.csv',
  summary: 'The same rows as a CSV file with line and reason, to be mended and brought again',
  allow: 'import.run',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer('text/csv'),
  run: async (ctx, { id }) => {
    const { fileName } = await findBatch(ctx, id)
    const { items } = await listProblems(ctx, { batchId: id, limit: ROWS_IN_A_LIST })
    const columns = [...new Set(items.flatMap((each) => Object.keys(each.cells)))]
    const text = await csvText(
      { columns: problemColumns(columns) },
      sayMessages(ctx.locale, items).map((each) => problemCells(each, columns)),
    )
    return {
      bytes: Buffer.from(text),
      type: 'text/csv',
      name: `${fileName.replace(/\.[^.]*$/, '')}-problems.csv`,
    }
  },
})

async function start(ctx: Context, id: string, step: 'checking' | 'running' | 'undoing') {
  const batch = await beginStep(ctx, id, step)
  const said = { checking: 'import.checking', running: 'import.started', undoing: 'import.undoing' }[step]
  ctx.record(said, { subject: ['import', id], data: { kind: batch.kind, fileName: batch.fileName } })
  ctx.later(IMPORT_WORK, { batchId: id, by: ctx.actor.name })
  return presentBatch(batch)
}
