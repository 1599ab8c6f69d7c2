import type { CoverLine, CoverStatement, LineKind } from './statement.ts'

/** What the desk wants to know at a glance about one kind of visit. */
export interface CoverFigures {
  copayMinor: number | null
  coinsurancePercent: number | null
  deductibleMinor: number | null
  deductibleLeftMinor: number | null
  outOfPocketMinor: number | null
  outOfPocketLeftMinor: number | null
  visitsLeft: number | null
  visitsAllowed: number | null
}

/**
 * The figures for the first of `serviceTypes` the payer speaks of (the most special first); lines about the whole
 * plan count last. In network before out of network, the person before the family.
 */
export function figuresOf(
  { lines }: Pick<CoverStatement, 'lines'>,
  serviceTypes: readonly string[],
): CoverFigures {
  const best = (kind: LineKind, fits: (line: CoverLine) => boolean) =>
    lines
      .filter((line) => line.kind === kind && line.network !== 'out' && fits(line))
      .map((line) => ({ line, rank: rankOf(line, serviceTypes) }))
      .filter(({ rank }) => rank < FAR)
      .sort((a, b) => a.rank - b.rank)[0]?.line
  const amount = (kind: LineKind, isRemaining: boolean) =>
    best(kind, (line) => line.amountMinor !== null && line.isRemaining === isRemaining)?.amountMinor ?? null
  const visits = (isRemaining: boolean) => {
    const line = best('limit', (each) => each.quantity?.unit === 'VS' && each.isRemaining === isRemaining)
    const value = Number(line?.quantity?.value ?? NaN)
    return Number.isFinite(value) ? value : null
  }
  return {
    copayMinor: amount('copay', false),
    coinsurancePercent: best('coinsurance', (line) => line.percent !== null)?.percent ?? null,
    deductibleMinor: amount('deductible', false),
    deductibleLeftMinor: amount('deductible', true),
    outOfPocketMinor: amount('out_of_pocket', false),
    outOfPocketLeftMinor: amount('out_of_pocket', true),
    visitsLeft: visits(true),
    visitsAllowed: visits(false),
  }
}

const FAR = 1000

function rankOf(line: CoverLine, serviceTypes: readonly string[]): number {
  const wanted = [...serviceTypes, '98', '30']
  const found =
    line.serviceTypes.length === 0
      ? wanted.length
      : wanted.findIndex((type) => line.serviceTypes.includes(type))
  if (found === -1) return FAR
  return found * 4 + (line.network === 'in' ? 0 : 1) + (line.level === 'family' ? 2 : 0)
}
