import type { Line } from './cover-words.ts'

/** A line of a statement with what is left of it, when the payer said both. */
export interface StatementRow {
  id: string
  line: Line
  left: Line | null
}

const KINDS: readonly Line['kind'][] = [
  'copay',
  'coinsurance',
  'deductible',
  'out_of_pocket',
  'limit',
  'not_covered',
  'other',
]
const NETWORKS: readonly Line['network'][] = ['in', 'both', 'unknown', 'out']
const LEVELS: readonly Line['level'][] = ['individual', 'unknown', 'family']

/** In the order people ask: what is paid at each visit first, one's own network before others, the person before the family. */
export function statementRows(lines: readonly Line[]): StatementRow[] {
  const left = lines.filter((line) => line.isRemaining)
  const used = new Set<Line>()
  const rows = lines
    .filter((line) => !line.isRemaining)
    .map((line) => {
      const rest = left.find((each) => !used.has(each) && isAbout(each, line)) ?? null
      if (rest) used.add(rest)
      return { line, left: rest }
    })
  const alone = left.filter((line) => !used.has(line)).map((line) => ({ line, left: line }))
  return [...rows, ...alone]
    .map((row, index) => ({ ...row, id: String(index) }))
    .toSorted((a, b) => rank(a.line) - rank(b.line))
}

function isAbout(a: Line, b: Line): boolean {
  const same = (['kind', 'code', 'level', 'network'] as const).every((key) => a[key] === b[key])
  return same && [...a.serviceTypes].sort().join() === [...b.serviceTypes].sort().join()
}

function rank({ kind, network, level }: Line): number {
  return KINDS.indexOf(kind) * 100 + NETWORKS.indexOf(network) * 10 + LEVELS.indexOf(level)
}
