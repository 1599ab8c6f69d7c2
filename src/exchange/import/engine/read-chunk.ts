import type { CsvRecord } from '../../../platform/csv/csv.ts'
import type { ImportMap } from '../map/map.ts'
import { RowRefusal, holds, isKeepable } from '../rows/cells.ts'
import type { ClientRow, Oddities } from '../rows/client-row.ts'
import { readClientRow } from '../rows/client-row.ts'
import type { Surroundings, VisitRow } from '../rows/visit-row.ts'
import { readVisitRow } from '../rows/visit-row.ts'
import type { Counts } from './tally.ts'
import { countUp, noCounts } from './tally.ts'

export interface ImportProblem {
  line: number
  kind: 'refused' | 'odd' | 'skipped' | 'repeated'
  code: string
  message: string
  cells: Record<string, string>
}

/** A row that can be taken, with where it stood. */
export interface Readable<Row> {
  line: number
  cells: Record<string, string>
  row: Row
}

/** Some rows of the file, read and sorted out; what becomes of the readable ones is added later. */
export interface Chunk {
  visits: Readable<VisitRow>[]
  clients: Readable<ClientRow>[]
  problems: ImportProblem[]
  counts: Counts
}

/** Reads rows without asking the database; every row ends in the counts. */
export function readChunk(
  records: readonly CsvRecord[],
  map: ImportMap,
  around: Omit<Surroundings, 'odd'>,
): Chunk {
  const chunk: Chunk = { visits: [], clients: [], problems: [], counts: noCounts() }
  chunk.counts.rows = records.length
  for (const record of records) readRecord(chunk, record, { map, around })
  return chunk
}

/** A row that turned out not to be takeable. */
export function refuseRow(
  chunk: Chunk,
  { line, cells }: Pick<Readable<unknown>, 'line' | 'cells'>,
  why: { code: string; message: string },
) {
  chunk.counts.refused += 1
  countUp(chunk.counts.refusedBy, why.code)
  chunk.problems.push({ line, kind: 'refused', cells, code: why.code, message: why.message })
}

function readRecord(
  chunk: Chunk,
  { line, values: cells, problem }: CsvRecord,
  { map, around }: { map: ImportMap; around: Omit<Surroundings, 'odd'> },
) {
  if (problem) return refuseRow(chunk, { line, cells }, { code: problem.code, message: problem.message })
  if (!isKeepable(cells))
    return refuseRow(
      chunk,
      { line, cells },
      { code: 'control_characters', message: 'This row holds control characters that cannot be kept.' },
    )
  const skipped = map.skip.find(({ when }) => holds(cells, when))
  if (skipped) return skipRow(chunk, { line, cells }, skipped.because)
  const odd: Oddities = new Map()
  try {
    if (map.kind === 'clients')
      chunk.clients.push({ line, cells, row: readClientRow(cells, map, { ...around, odd }) })
    else chunk.visits.push({ line, cells, row: readVisitRow(cells, map, { ...around, odd }) })
  } catch (error) {
    if (!(error instanceof RowRefusal)) throw error
    return refuseRow(chunk, { line, cells }, error)
  }
  for (const { name, when, say } of map.odd)
    if (holds(cells, when)) odd.set(name, say ?? name.replaceAll('_', ' '))
  noteOddities(chunk, { line, cells }, odd)
}

function skipRow(chunk: Chunk, { line, cells }: Pick<Readable<unknown>, 'line' | 'cells'>, because: string) {
  chunk.counts.skipped += 1
  countUp(chunk.counts.skippedBy, because)
  chunk.problems.push({ line, kind: 'skipped', cells, code: 'skipped', message: because })
}

function noteOddities(
  chunk: Chunk,
  { line, cells }: Pick<Readable<unknown>, 'line' | 'cells'>,
  odd: Oddities,
) {
  if (odd.size === 0) return
  chunk.counts.odd += 1
  const last = chunk.visits.at(-1)
  if (last?.line === line) last.row.facts = { ...last.row.facts, odd: [...odd.keys()].join(' ') }
  for (const [name, message] of odd) {
    countUp(chunk.counts.oddBy, name)
    chunk.problems.push({ line, kind: 'odd', cells, code: name, message })
  }
}
