import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import type { Candidate } from '../booking/plan-visit.ts'
import { lockResources } from '../booking/occupancy.ts'
import type { Looked } from '../together/look.ts'
import { look } from '../together/look.ts'
import type { Asked } from '../together/take-together.ts'
import { combine } from './combine.ts'
import type { FoundPart } from './part-options.ts'
import { beside, keepsLimits, optionsOf, taking } from './part-options.ts'

/**
 * Looks at parts at their times, in time's order, and gives each what none of the others needs just then. Where they
 * cannot be had together, those that cannot carry the rules against them; the gate refuses them. 422 for parts that do not
 * follow one another. `readAll` reads anew:
 * where visits are counted, whoever books for the same people waits, and everything is asked again.
 */
export async function lookInARow(
  ctx: Context,
  readAll: () => Promise<Asked[]>,
  { maxGap, samePlace = true }: { maxGap: number; samePlace?: boolean },
): Promise<Asked[]> {
  let rows = await readAll()
  const limited = rows.flatMap(({ looked }) => looked.candidates.filter(({ isLimited }) => isLimited))
  if (limited.length > 0) {
    await lockResources(
      ctx,
      limited.map(({ practitionerId }) => `limit ${practitionerId}`),
    )
    rows = await readAll()
  }
  const [chain] = combine(
    rows.map(({ looked }) => optionsOf(looked)),
    { maxGap, samePlace, accepts: (options) => keepsLimits(ctx, options) },
  )
  if (!chain) return whyNot(ctx, rows)
  return rows.map((row, nth) => ({
    ...row,
    looked: {
      ...row.looked,
      candidates: [chosenFor(row, { option: chain.options[nth]!, taken: chain.taken[nth]! })],
      reasons: [],
    },
  }))
}

/** Who is not the first choice for the part alone was chosen for the sake of the others. */
function chosenFor(
  { looked }: Asked,
  { option, taken }: { option: FoundPart; taken: readonly string[] },
): Candidate {
  const candidate = option.candidate()
  const { chosenBecause } = candidate
  const isFirst = candidate.practitionerId === looked.candidates[0]!.practitionerId
  return {
    ...taking(candidate, taken),
    chosenBecause: chosenBecause && !isFirst ? { ...chosenBecause, rule: 'fits_together' } : chosenBecause,
  }
}

/** Each part beside those before it: the first that cannot be had says why. */
function whyNot(ctx: Context, rows: readonly Asked[]): Asked[] {
  if (rows.some(({ looked }) => looked.candidates.length === 0)) return [...rows]
  const earlier: FoundPart[] = []
  const told = rows.map((row): Asked => {
    const { diary, wish } = row.looked
    const looked: Looked = look(ctx, beside(diary, earlier), wish)
    earlier.push(...optionsOf({ ...row.looked, ...looked }).slice(0, 1))
    return { ...row, looked }
  })
  if (told.some(({ looked }) => looked.candidates.length === 0)) return told
  throw invalid(
    'parts',
    'These services do not follow one another: they overlap, lie more than two hours apart, or cannot be had at one place. Choose one of the free times.',
  )
}
