/** Symmetric positive definite A (row by row, n × n), solved for b by Cholesky (Golub & Van Loan, 4.2). Null: A is not positive definite. */
export function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length
  const lower = Float64Array.from(a)
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = lower[row * n + column]!
      for (let k = 0; k < column; k += 1) sum -= lower[row * n + k]! * lower[column * n + k]!
      if (row !== column) lower[row * n + column] = sum / lower[column * n + column]!
      else if (sum > 0) lower[row * n + row] = Math.sqrt(sum)
      else return null
    }
  }
  return backward(lower, forward(lower, b))
}

function forward(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const found = Float64Array.from(b)
  for (let row = 0; row < n; row += 1) {
    for (let k = 0; k < row; k += 1) found[row]! -= lower[row * n + k]! * found[k]!
    found[row]! /= lower[row * n + row]!
  }
  return found
}

function backward(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const found = Float64Array.from(b)
  for (let row = n - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < n; k += 1) found[row]! -= lower[k * n + row]! * found[k]!
    found[row]! /= lower[row * n + row]!
  }
  return found
}
