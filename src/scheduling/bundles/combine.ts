/** One way to give one part of a chain. Times are minutes since 1970. */
export interface PartOption {
  from: number
  to: number
  practitionerId: string
  locationId: string
  /** Minutes towards neighbours. */
  before: number
  after: number
  /** What it takes besides the practitioner: of each list any one. Asked only where the times fit. */
  needs: () => readonly (readonly string[])[]
}

/** Parts in a row, with what each takes besides its practitioner. */
export interface Chain<Option> {
  options: Option[]
  taken: string[][]
}

export interface Combining<Option> {
  /** Minutes the client may wait between two parts. */
  maxGap: number
  /** At most so many chains, one for each start; left out: all. */
  limit?: number
  /** All parts at one place, unless this is false. */
  samePlace?: boolean
  /** Rules that compare the parts of a chain in another way, such as limits per day. */
  accepts?: (options: readonly Option[]) => boolean
}

/**
 * Chains of the parts in the order given, the earliest first, at most one for each start: the one that ends first, of
 * those with the fewest people, of those the one named first. Exact: where a chain exists that keeps the gaps of everybody
 * and everything that two parts share, one is found. Options of a part come in the order of preference.
 */
export function combine<Option extends PartOption>(
  parts: readonly (readonly Option[])[],
  rules: Combining<Option>,
): Chain<Option>[] {
  const [first, ...rest] = parts.map(byStart)
  const later = { parts: rest, left: shortestLeft(parts) }
  const chains: Chain<Option>[] = []
  for (const start of first?.starts ?? []) {
    if (chains.length >= (rules.limit ?? Infinity)) break
    const search: Search<Option> = { ...later, rules, best: null }
    for (const option of first!.at.get(start)!) extend(search, [option])
    if (search.best) chains.push(search.best)
  }
  return chains
}

interface Starts<Option> {
  starts: number[]
  at: Map<number, Option[]>
}

interface Search<Option> {
  /** The parts after the first. */
  parts: readonly Starts<Option>[]
  /** By the number of parts a chain has: what the others take at least. */
  left: readonly number[]
  rules: Combining<Option>
  best: Chain<Option> | null
}

function byStart<Option extends PartOption>(options: readonly Option[]): Starts<Option> {
  const at = new Map<number, Option[]>()
  for (const option of options) {
    const known = at.get(option.from)
    if (known) known.push(option)
    else at.set(option.from, [option])
  }
  return { starts: [...at.keys()].sort((a, b) => a - b), at }
}

function shortestLeft(parts: readonly (readonly PartOption[])[]): number[] {
  const left = [0]
  for (const options of parts.slice(1).reverse()) {
    let shortest = Infinity
    for (const { from, to } of options) shortest = Math.min(shortest, to - from)
    left.unshift(left[0]! + shortest)
  }
  return [0, ...left]
}

function extend<Option extends PartOption>(search: Search<Option>, chain: Option[]): void {
  const { parts, left, rules, best } = search
  const last = chain.at(-1)!
  if (!isBetter(last.to + left[chain.length]!, chain, best)) return
  const next = parts[chain.length - 1]
  if (!next) {
    const taken = takenBy(chain)
    if (taken && (rules.accepts?.(chain) ?? true)) search.best = { options: chain, taken }
    return
  }
  for (let at = firstFrom(next.starts, last.to); at < next.starts.length; at += 1) {
    const start = next.starts[at]!
    if (start - last.to > rules.maxGap) return
    for (const option of next.at.get(start)!) {
      const fits = rules.samePlace === false || option.locationId === last.locationId
      if (fits && keepsGaps(chain, option)) extend(search, [...chain, option])
    }
  }
}

/** `end`: when the whole chain ends at the earliest. */
function isBetter<Option extends PartOption>(
  end: number,
  chain: readonly Option[],
  best: Chain<Option> | null,
): boolean {
  if (!best) return true
  const bestEnd = best.options.at(-1)!.to
  return end < bestEnd || (end === bestEnd && peopleIn(chain) < peopleIn(best.options))
}

function peopleIn(chain: readonly PartOption[]): number {
  return new Set(chain.map(({ practitionerId }) => practitionerId)).size
}

/** The first place in the sorted list that is not before `from`. */
function firstFrom(starts: readonly number[], from: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
}

function keepsGaps(chain: readonly PartOption[], option: PartOption): boolean {
  return chain.every((each) => each.practitionerId !== option.practitionerId || !isTooClose(each, option))
}

/** Too close for anybody or anything that both need: the longer of the two wishes holds between neighbours. */
function isTooClose(earlier: PartOption, later: PartOption): boolean {
  return later.from - earlier.to < Math.max(earlier.after, later.before)
}

/** Rooms, equipment and helpers for all parts, so that nothing is wanted twice at once; null: there are not enough. */
function takenBy(chain: readonly PartOption[]): string[][] | null {
  const people = chain.map(({ practitionerId }, part) => ({ part, ids: [practitionerId] }))
  const needs = chain.flatMap((option, part) => option.needs().map((ids) => ({ part, ids })))
  const chosen: { part: number; id: string }[] = []
  const all = [...people, ...needs]
  const clash = (a: number, b: number) =>
    a === b || isTooClose(chain[Math.min(a, b)]!, chain[Math.max(a, b)]!)
  function chooseFrom(at: number): boolean {
    const need = all[at]
    if (!need) return true
    return need.ids.some((id) => {
      if (chosen.some((each) => each.id === id && clash(each.part, need.part))) return false
      chosen.push({ part: need.part, id })
      if (chooseFrom(at + 1)) return true
      chosen.pop()
      return false
    })
  }
  if (!chooseFrom(0)) return null
  const things = chosen.slice(people.length)
  return chain.map((_, part) => things.filter((each) => each.part === part).map(({ id }) => id))
}
