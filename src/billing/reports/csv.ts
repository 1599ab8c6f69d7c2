import { csvText } from '../../platform/csv/csv.ts'
import type { Cell } from '../../platform/csv/csv.ts'
import { decimalText } from '../../platform/money/money.ts'
import type { FileAnswer } from '../../platform/operation/shapes.ts'

/** Amounts that are written with the currency's decimals. */
export const amountIn = (currency: string) => (minor: number) => decimalText(minor, currency)

/** A report as a file for a spreadsheet. */
export async function csvFile(
  name: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<FileAnswer> {
  return { bytes: Buffer.from(await csvText({ columns }, rows)), type: 'text/csv', name: `${name}.csv` }
}
