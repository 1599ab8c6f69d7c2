/** CSV in (as it comes) and out (as spreadsheets like it, but inert). */
export type { Source } from './decode.ts'
export type { CsvRow, RowProblem } from './rows.ts'
export { csvRows, csvTable } from './table.ts'
export type { CsvOptions, CsvRecord, CsvTable } from './table.ts'
export { csvText, csvWriter, inert } from './writer.ts'
export type { Cell, CsvWriting } from './writer.ts'
