import type { Cell } from '../../../platform/csv/csv.ts'
import type { ImportProblem } from '../engine/read-chunk.ts'

/** The head of a list of problems: what is wrong, then the file's own columns, so that it can be mended and brought again. */
export function problemColumns(columns: readonly string[]): string[] {
  return ['line', 'what', 'reason', 'message', ...columns]
}

export function problemCells(
  { line, kind, code, message, cells }: ImportProblem,
  columns: readonly string[],
): Cell[] {
  return [line, kind, code, message, ...columns.map((name) => cells[name] ?? '')]
}
