/** A half-open stretch [from, to) of whole minutes: epoch minutes for instants, minutes since local 1970-01-01 for wall clocks. */
export interface Interval {
  from: number
  to: number
}

/** Sorted, none empty, none overlapping or touching another: what every function here answers and, except `union`, takes. */
export type Intervals = readonly Interval[]

/** Everything that lies in any of them; takes intervals in any order, overlapping, even empty or reversed (these hold nothing). */
export function union(parts: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  let last: Interval | undefined
  for (const part of sorted(parts)) {
    if (part.to <= part.from) continue
    if (last && part.from <= last.to) {
      if (part.to > last.to) last.to = part.to
    } else {
      last = { from: part.from, to: part.to }
      joined.push(last)
    }
  }
  return joined
}

/** What lies in the first and not in the second. */
export function subtract(whole: Intervals, taken: Intervals): Interval[] {
  const left: Interval[] = []
  let next = 0
  for (const { from, to } of whole) {
    let at = from
    let cut = taken[next]
    while (cut && cut.to <= at) cut = taken[++next]
    // A cut that reaches past this interval may also touch the next one, so it is not passed over yet.
    for (let index = next; cut && cut.from < to; cut = taken[++index]) {
      if (cut.from > at) left.push({ from: at, to: cut.from })
      at = cut.to
    }
    if (at < to) left.push({ from: at, to })
  }
  return left
}

/** What lies in both. */
export function intersect(one: Intervals, other: Intervals): Interval[] {
  const both: Interval[] = []
  let first = one[0]
  let second = other[0]
  for (let i = 0, j = 0; first && second;) {
    const from = Math.max(first.from, second.from)
    const to = Math.min(first.to, second.to)
    if (from < to) both.push({ from, to })
    if (first.to < second.to) first = one[++i]
    else second = other[++j]
  }
  return both
}

/** What lies within [from, to). */
export function clip(whole: Intervals, { from, to }: Interval): Interval[] {
  return intersect(whole, from < to ? [{ from, to }] : [])
}

/** Whether all of the stretch lies inside. */
export function covers(whole: Intervals, stretch: Interval): boolean {
  const found = whole[firstEndingAfter(whole, stretch.from)]
  return found !== undefined && found.from <= stretch.from && stretch.to <= found.to
}

/** Whether any of the stretch lies inside. */
export function meets(whole: Intervals, stretch: Interval): boolean {
  const found = whole[firstEndingAfter(whole, stretch.from)]
  return found !== undefined && found.from < stretch.to
}

/** The minutes in all of them together. */
export function totalMinutes(whole: Intervals): number {
  return whole.reduce((sum, { from, to }) => sum + (to - from), 0)
}

function firstEndingAfter(whole: Intervals, at: number): number {
  let low = 0
  let high = whole.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((whole[middle] as Interval).to <= at) low = middle + 1
    else high = middle
  }
  return low
}

// What the database answers is sorted already; looking is cheaper than sorting again.
function sorted(parts: readonly Interval[]): readonly Interval[] {
  let before = -Infinity
  for (const { from } of parts) {
    if (from < before) return [...parts].sort((a, b) => a.from - b.from)
    before = from
  }
  return parts
}
