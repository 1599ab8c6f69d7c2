/** How a run stands. rows = added + known + repeated + refused + skipped: nothing is lost silently. */
export interface Counts {
  rows: number
  added: number
  /** Imported by an earlier run. */
  known: number
  /** The same row (by its key) stands in the file more than once. */
  repeated: number
  refused: number
  /** Left out because the mapping says so. */
  skipped: number
  /** Of the added and known: something in the row cannot be, and it was kept. */
  odd: number
  blankLines: number
  clients: number
  services: number
  practitioners: number
  locations: number
  /** Added although somebody is elsewhere at that time ("clash": "keep"). */
  clashesKept: number
  refusedBy: Record<string, number>
  oddBy: Record<string, number>
  skippedBy: Record<string, number>
}

export function noCounts(): Counts {
  return {
    rows: 0,
    added: 0,
    known: 0,
    repeated: 0,
    refused: 0,
    skipped: 0,
    odd: 0,
    blankLines: 0,
    clients: 0,
    services: 0,
    practitioners: 0,
    locations: 0,
    clashesKept: 0,
    refusedBy: {},
    oddBy: {},
    skippedBy: {},
  }
}

/** The sum of two. */
export function plus(a: Counts, b: Counts): Counts {
  const sum = noCounts()
  for (const key of Object.keys(sum) as (keyof Counts)[]) {
    const [left, right] = [a[key], b[key]]
    if (typeof left === 'number' && typeof right === 'number') sum[key] = (left + right) as never
    else sum[key] = plusEach(left as Record<string, number>, right as Record<string, number>) as never
  }
  return sum
}

export function countUp(by: Record<string, number>, name: string) {
  by[name] = (by[name] ?? 0) + 1
}

function plusEach(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a }
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
