interface Point {
  x: number
  y: number
}

/** The strokes of a drawn signature as one SVG path, and the box around it. Nothing of the input becomes markup. */
export function strokesPath(strokes: unknown): { path: string; viewBox: string } {
  const lines = (Array.isArray(strokes) ? strokes : []).map(pointsOf).filter((points) => points.length > 0)
  const all = lines.flat()
  if (all.length === 0) return { path: '', viewBox: '0 0 1 1' }
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))]
  const [width, height] = [
    Math.max(...all.map(({ x }) => x)) - left,
    Math.max(...all.map(({ y }) => y)) - top,
  ]
  const path = lines
    .map((points) =>
      points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
    )
    .join('')
  return { path, viewBox: `${left - 4} ${top - 4} ${width + 8} ${height + 8}` }
}

function pointsOf(stroke: unknown): Point[] {
  const { points } = (stroke ?? {}) as { points?: unknown }
  return Array.isArray(points)
    ? points.filter((point): point is Point => Number.isFinite(point?.x) && Number.isFinite(point?.y))
    : []
}
