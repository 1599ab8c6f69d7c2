const candidates = [',', ';', '\t', '|'] as const

/**
 * The sign that divides the cells: the one that gives the lines of the sample the most equal number of cells, more
 * than one; with none, the comma. Quoted parts do not count.
 */
export function guessDelimiter(sample: string): string {
  const lines = withoutQuoted(sample)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
  // The last line of a sample may be cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const scores = candidates.map((delimiter) => ({
    delimiter,
    score: scoreOf(delimiter, whole.slice(0, 200)),
  }))
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score > 0 ? best.delimiter : ','
}

function scoreOf(delimiter: string, lines: string[]): number {
  const counts = lines.map((line) => line.split(delimiter).length)
  const [first = 1] = counts
  if (first < 2) return 0
  const alike = counts.filter((count) => count === first).length / counts.length
  // Agreement weighs most; among equals more columns win, as a stray comma inside text is rare and irregular.
  return alike * 1_000 + Math.min(first, 500)
}

function withoutQuoted(text: string): string {
  return text.replace(/"[^"]*"/g, '')
}
