import type { CsvRecord, Source } from '../../platform/csv/csv.ts'
import { csvTable } from '../../platform/csv/csv.ts'
import type { Counts } from './engine/tally.ts'
import { noCounts, plus } from './engine/tally.ts'
import { readChunk } from './engine/read-chunk.ts'
import { checkColumns } from './map/columns.ts'
import type { VisitMap } from './map/map.ts'
import type { VisitRow } from './rows/visit-row.ts'

const ROWS_A_CHUNK = 2_000

/** The visits of a file as a mapping reads them, with what became of every row; nothing is kept and no database is asked. */
export async function readVisitFile(
  source: Source,
  map: VisitMap,
  around: { now: Date; zone: string; currency: string },
): Promise<{ visits: VisitRow[]; counts: Counts }> {
  const table = await csvTable(source, map.file ?? {})
  checkColumns(map, table.columns)
  const visits: VisitRow[] = []
  let counts = noCounts()
  const take = (records: readonly CsvRecord[]) => {
    const chunk = readChunk(records, map, { ...around, today: around.now.toISOString().slice(0, 10) })
    for (const { row } of chunk.visits) visits.push(row)
    counts = plus(counts, chunk.counts)
  }
  let records: CsvRecord[] = []
  for await (const record of table.rows) {
    records.push(record)
    if (records.length < ROWS_A_CHUNK) continue
    take(records)
    records = []
  }
  take(records)
  return { visits, counts }
}
