import { assign } from './assign.ts'
import { fittingWay } from './option.ts'
import type { Board, Option, Seeker } from './option.ts'

/** So many of a visit's cheapest options take part in one assignment. */
const MOST_OPTIONS = 250

/** What the assignment gives each of the seekers asked about; null: nothing. */
export interface Relaxed {
  options: (Option | null)[]
  /** No plan for these seekers costs less. */
  bound: number
}

/**
 * The best assignment when two visits only get in each other's way by wanting the same start with the same practitioner.
 * Overlaps of different starts, rooms and units are not looked at, so its cost is a lower bound of every real plan.
 */
export function relax(seekers: readonly Seeker[], board: Board): Relaxed {
  const columnOf = new Map<string, number>()
  const lines = seekers.map((seeker) => {
    const open = firstOpen(seeker, board)
    const columns = open.options.map((option) => {
      const key = `${option.practitionerId} ${option.from}`
      const column = columnOf.get(key) ?? columnOf.size
      columnOf.set(key, column)
      return column
    })
    return { ...open, columns }
  })
  const shared = columnOf.size
  const byColumn = seekers.map(() => new Map<number, Option>())
  const costs = lines.map(({ options, columns, beyond }, row) => {
    const line = new Float64Array(shared + seekers.length).fill(Infinity)
    for (const [nth, option] of options.entries()) {
      const column = columns[nth]!
      if (option.cost >= line[column]!) continue
      line[column] = option.cost
      byColumn[row]!.set(column, option)
    }
    // Getting nothing, or an option beyond those that take part: nobody competes for it, so the bound stays one.
    line[shared + row] = Math.min(seekers[row]!.unplaced, beyond)
    return line
  })
  const given = assign(costs)
  return {
    options: given.map((column, row) => byColumn[row]!.get(column) ?? null),
    bound: given.reduce((sum, column, row) => sum + costs[row]![column]!, 0),
  }
}

function firstOpen(seeker: Seeker, board: Board) {
  const options: Option[] = []
  for (const option of seeker.options) {
    if (option.cost >= seeker.unplaced) break
    if (options.length === MOST_OPTIONS) return { options, beyond: option.cost }
    if (board.size === 0 || fittingWay(board, seeker, option)) options.push(option)
  }
  return { options, beyond: Infinity }
}
