/**
 * At most so many times of each morning (before 12), afternoon (before 17) and evening, spread over it: an empty diary
 * then does not look empty. The first of each part always stays, so that "earliest" is still true.
 */
export function thinOut<T extends { startsAt: string; locationId: string }>(
  times: readonly T[],
  most: number,
): T[] {
  const parts = new Map<string, T[]>()
  for (const time of times) {
    // The start is written in the offset of its place: its first letters are the wall clock there.
    const hour = Number(time.startsAt.slice(11, 13))
    const key = `${time.locationId} ${time.startsAt.slice(0, 10)} ${hour < 12 ? 0 : hour < 17 ? 1 : 2}`
    parts.set(key, [...(parts.get(key) ?? []), time])
  }
  const kept = new Set([...parts.values()].flatMap((part) => spread(part, most)))
  return times.filter((time) => kept.has(time))
}

function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list]
  return Array.from({ length: most }, (_none, index) => list[Math.floor((index * list.length) / most)]!)
}
