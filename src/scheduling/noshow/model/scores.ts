/** A prediction beside what came of it. */
export interface Foretold {
  chance: number
  /** 1: it happened (the client was absent). */
  outcome: 0 | 1
}

/** One tenth of the visits, by chance: what was foretold beside what was seen. */
export interface CalibrationRow {
  from: number
  to: number
  visits: number
  foretold: number
  seen: number
}

export interface Scores {
  visits: number
  absences: number
  /** Area under the ROC curve; null where all ended alike. */
  auc: number | null
  brier: number
  logLoss: number
}

/** How good chances were: order (AUC), size (Brier 1950: mean square of chance less outcome) and log-loss. */
export function scoresOf(all: readonly Foretold[]): Scores {
  let square = 0
  let loss = 0
  let absences = 0
  for (const { chance, outcome } of all) {
    square += (chance - outcome) ** 2
    const inside = Math.min(Math.max(chance, 1e-12), 1 - 1e-12)
    loss -= outcome ? Math.log(inside) : Math.log(1 - inside)
    absences += outcome
  }
  const visits = all.length
  return { visits, absences, auc: aucOf(all), brier: square / visits, logLoss: loss / visits }
}

/** The chance that of one absent and one present client the absent one had the higher figure; ties count half (Mann & Whitney 1947). */
export function aucOf(all: readonly Foretold[]): number | null {
  const sorted = [...all].sort((a, b) => a.chance - b.chance)
  let rankSum = 0
  let absent = 0
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to]!.chance === sorted[from]!.chance) to += 1
    for (let at = from; at < to; at += 1)
      if (sorted[at]!.outcome) {
        rankSum += (from + 1 + to) / 2
        absent += 1
      }
    from = to
  }
  const present = sorted.length - absent
  if (absent === 0 || present === 0) return null
  return (rankSum - (absent * (absent + 1)) / 2) / (absent * present)
}

/** Equal parts of the visits, the lowest chances first. Equal chances are never parted, so there may be fewer rows. */
export function calibrationOf(all: readonly Foretold[], parts = 10): CalibrationRow[] {
  const sorted = [...all].sort((a, b) => a.chance - b.chance)
  const rows: CalibrationRow[] = []
  for (let part = 1, from = 0; part <= parts && from < sorted.length; part += 1) {
    let to = Math.max(Math.round((sorted.length * part) / parts), from)
    while (to > from && to < sorted.length && sorted[to]!.chance === sorted[to - 1]!.chance) to += 1
    if (to > from) rows.push(rowOf(sorted.slice(from, to)))
    from = to
  }
  return rows
}

function rowOf(slice: readonly Foretold[]): CalibrationRow {
  const mean = (of: (each: Foretold) => number) =>
    slice.reduce((sum, each) => sum + of(each), 0) / slice.length
  return {
    from: slice[0]!.chance,
    to: slice.at(-1)!.chance,
    visits: slice.length,
    foretold: mean(({ chance }) => chance),
    seen: mean(({ outcome }) => outcome),
  }
}

/** Mean distance of foretold and seen, weighted by visits (expected calibration error). */
export function calibrationError(rows: readonly CalibrationRow[]): number {
  const visits = rows.reduce((sum, row) => sum + row.visits, 0)
  return rows.reduce((sum, row) => sum + row.visits * Math.abs(row.foretold - row.seen), 0) / visits
}
