import { csvRows } from '../../../platform/csv/csv.ts'
import { looksLikeHead } from './heads.ts'
import type { BankMap } from './map.ts'

export interface BankRow {
  line: number
  values: Record<string, string>
  problem: string | null
}

export interface BankTable {
  columns: string[]
  hasHead: boolean
  rows: BankRow[]
}

interface Raw {
  line: number
  cells: string[]
  problem: string | null
}

/** The head of a bank's table stands within the first lines, below who, what and when. */
const HEAD_WITHIN = 40
const MOST_ROWS = 50_000
const DELIMITERS = [undefined, ';', ',', '\t', '|'] as const

/**
 * The rows of a bank's file below its head, by column. With a map the head is the row that has its columns; without
 * one, the first that reads like one. Lines before it and totals below the table (fewer cells) are left out.
 */
export async function readTable(bytes: Uint8Array, map?: BankMap): Promise<BankTable> {
  let first: Raw[] | undefined
  for (const delimiter of DELIMITERS) {
    const raw = await readRaw(bytes, delimiter)
    first ??= raw
    const at = raw.slice(0, HEAD_WITHIN).findIndex((row) => isHead(row.cells, map))
    if (at >= 0) return tableOf(raw.slice(at + 1), nameColumns(raw[at]!.cells), true)
    if (map && !map.hasHead && raw.some((row) => row.cells.length > 1)) break
  }
  const rows = first ?? []
  const width = Math.max(0, ...rows.map((row) => row.cells.length))
  return tableOf(rows, nameColumns(Array.from({ length: width }, () => '')), false)
}

function isHead(cells: readonly string[], map: BankMap | undefined): boolean {
  if (!map) return looksLikeHead(cells)
  if (!map.hasHead) return false
  const names = new Set(nameColumns(cells))
  return columnsOf(map).every((column) => names.has(column))
}

/** The columns that a map needs. */
export function columnsOf(map: BankMap): string[] {
  const { day, amount, credit, debit, sign, counterparty, purpose, reference, id, currency } = map
  return [day, amount, credit, debit, sign, counterparty, reference, id, currency, ...purpose].filter(
    (each) => each !== null,
  )
}

async function readRaw(bytes: Uint8Array, delimiter: string | undefined): Promise<Raw[]> {
  const rows: Raw[] = []
  for await (const { line, cells, problem } of csvRows([bytes], delimiter ? { delimiter } : {})) {
    rows.push({ line, cells, problem: problem?.message ?? null })
    if (rows.length > MOST_ROWS) break
  }
  return rows
}

function tableOf(raw: readonly Raw[], columns: string[], hasHead: boolean): BankTable {
  const rows = raw
    .filter(({ cells, problem }) => problem !== null || cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells, problem }) => ({
      line,
      values: Object.fromEntries(columns.map((name, at) => [name, (cells[at] ?? '').trim()])),
      problem,
    }))
  return { columns, hasHead, rows }
}

/** Two columns of one name are told apart by a number; one without a name is called by its place. */
function nameColumns(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, at) => {
    const name = cell.trim() || `Column ${at + 1}`
    let unique = name
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`
    taken.add(unique)
    return unique
  })
}
