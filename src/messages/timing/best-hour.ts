/** How often somebody reacted in each hour of the day, 24 counts. */
export type Histogram = readonly number[]

/** So many reactions of the practice's pattern are added to everybody's own. */
export const PRIOR_REACTIONS = 8
/** Fewer reactions of one's own are chance. */
export const LEAST_REACTIONS = 3
/** The best hour must be so much likelier than the planned one. */
const WORTH_IT = 1.5

export interface HourChoice {
  hour: number
  /** Likely share of this person's reactions in that hour. */
  share: number
}

/** One's own counts, drawn to the practice's (the mean of a Dirichlet prior), with neighbouring hours lending each other. */
export function shareByHour(own: Histogram, practice: Histogram): number[] {
  const total = practice.reduce((sum, each) => sum + each, 0)
  const reactions = own.reduce((sum, each) => sum + each, 0)
  const usual = smooth(practice.map((each) => (total > 0 ? each / total : 1 / 24)))
  return smooth(own).map(
    (each, hour) => (each + PRIOR_REACTIONS * usual[hour]!) / (reactions + PRIOR_REACTIONS),
  )
}

/** The hour in which the person most likely reacts among those allowed; null: too little is known, or `planned` is about as good. */
export function bestHour(
  { own, practice }: { own: Histogram; practice: Histogram },
  { planned, isAllowed }: { planned: number; isAllowed: (hour: number) => boolean },
): HourChoice | null {
  if (own.reduce((sum, each) => sum + each, 0) < LEAST_REACTIONS) return null
  const shares = shareByHour(own, practice)
  let best: HourChoice | null = null
  shares.forEach((share, hour) => {
    if (isAllowed(hour) && share > (best?.share ?? 0)) best = { hour, share }
  })
  const found = best as HourChoice | null
  return found && found.hour !== planned && found.share >= WORTH_IT * shares[planned]! ? found : null
}

/** A quarter from each neighbour, round the clock: nobody looks at the phone on the stroke. */
function smooth(counts: Histogram): number[] {
  return counts.map((each, hour) => each / 2 + (counts[(hour + 23) % 24]! + counts[(hour + 1) % 24]!) / 4)
}
