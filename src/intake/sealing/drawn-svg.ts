interface Point {
  x: number
  y: number
}

/** The strokes of a drawn signature as a picture. Only numbers of the input reach it, never text. */
export function drawnSvg(strokes: unknown): string {
  const lines = (Array.isArray(strokes) ? strokes : []).map(pointsOf).filter((points) => points.length > 0)
  const all = lines.flat()
  const [left, top] = [least(all.map(({ x }) => x)), least(all.map(({ y }) => y))]
  const [width, height] = [most(all.map(({ x }) => x)) - left, most(all.map(({ y }) => y)) - top]
  const path = lines.map(pathOf).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${(width + 8).toFixed(1)}" height="${(height + 8).toFixed(1)}" viewBox="${(left - 4).toFixed(1)} ${(top - 4).toFixed(1)} ${(width + 8).toFixed(1)} ${(height + 8).toFixed(1)}"><path d="${path}" fill="none" stroke="#23211d" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}

function pathOf(points: readonly Point[]): string {
  const drawn = points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('')
  // A dot is a line of no length.
  return points.length === 1 ? `${drawn}l0.1 0` : drawn
}

function pointsOf(stroke: unknown): Point[] {
  const { points } = (stroke ?? {}) as { points?: unknown }
  return Array.isArray(points)
    ? points.filter((point): point is Point => Number.isFinite(point?.x) && Number.isFinite(point?.y))
    : []
}

const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0)
const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 1)
