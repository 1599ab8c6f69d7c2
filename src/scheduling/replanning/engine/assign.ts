/** Costs of row × column; Infinity where the row can't have the column. At least as many columns as rows. */
export type CostMatrix = readonly Float64Array[]

/**
 * The cheapest way to give each row a column of its own: the Hungarian method with potentials, one shortest augmenting
 * path for each row (Kuhn, Munkres; the form of Jonker and Volgenant), rows² × columns steps. Exact. Answers the column of
 * each row; every row must have a column that nobody else can have, so that there is always an answer.
 */
export function assign(costs: CostMatrix): number[] {
  const rows = costs.length
  const columns = costs[0]?.length ?? 0
  const rowPrice = new Float64Array(rows + 1)
  const columnPrice = new Float64Array(columns + 1)
  // Column and row 0 stand for "nobody"; rows and columns are counted from 1 here.
  const rowOf = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row += 1) {
    const cameFrom = growTree({ costs, row, columns, rowPrice, columnPrice, rowOf })
    for (let column = cameFrom.last; column !== 0;) {
      const before = cameFrom.column[column]!
      rowOf[column] = before === 0 ? row : rowOf[before]!
      column = before
    }
  }
  const columnOf = Array.from({ length: rows }, () => -1)
  for (let column = 1; column <= columns; column += 1) {
    if (rowOf[column]! > 0) columnOf[rowOf[column]! - 1] = column - 1
  }
  return columnOf
}

interface Growing {
  costs: CostMatrix
  row: number
  columns: number
  rowPrice: Float64Array
  columnPrice: Float64Array
  rowOf: Int32Array
}

/** Grows the tree of cheapest paths from a new row until it meets a column that nobody has. */
function growTree({ costs, row, columns, rowPrice, columnPrice, rowOf }: Growing) {
  const cheapest = new Float64Array(columns + 1).fill(Infinity)
  const from = new Int32Array(columns + 1)
  const inTree = new Uint8Array(columns + 1)
  rowOf[0] = row
  let at = 0
  do {
    inTree[at] = 1
    const here = rowOf[at]!
    const line = costs[here - 1]!
    const price = rowPrice[here]!
    let step = Infinity
    let next = 0
    for (let column = 1; column <= columns; column += 1) {
      if (inTree[column]) continue
      const reduced = line[column - 1]! - price - columnPrice[column]!
      if (reduced < cheapest[column]!) {
        cheapest[column] = reduced
        from[column] = at
      }
      if (cheapest[column]! < step) {
        step = cheapest[column]!
        next = column
      }
    }
    for (let column = 0; column <= columns; column += 1) {
      if (inTree[column]) {
        rowPrice[rowOf[column]!]! += step
        columnPrice[column]! -= step
      } else cheapest[column]! -= step
    }
    at = next
  } while (rowOf[at] !== 0)
  return { last: at, column: from }
}
