import { featuresOf } from './model/features.ts'
import type { Group } from './model/features.ts'
import type { Case, NoShowModel } from './model/train.ts'
import { leadDaysOf } from './model/visit.ts'
import { weekdayOfNumber } from '../../platform/time/index.ts'

/** Why a chance is higher or lower than usual: words come from the screens. */
export interface RiskReason {
  code: Group | 'first_visit'
  direction: 'up' | 'down'
  /** How much it counts, in log-odds, without its sign. */
  weight: number
  values: Record<string, number>
}

/** Less than this is no reason worth reading: about a sixth more or less in odds. */
const LEAST = 0.15
const MOST_REASONS = 3

/** What moves the chance of a visit away from the practice's average, the strongest first. */
export function reasonsOf(model: NoShowModel, one: Case): RiskReason[] {
  const sums = contributionsOf(model, one)
  return [...sums]
    .filter(([, sum]) => Math.abs(sum) >= LEAST)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, MOST_REASONS)
    .map(([group, sum]) => ({
      ...saidOf(group, one),
      direction: sum > 0 ? 'up' : 'down',
      weight: Math.abs(sum),
    }))
}

/** Per group the sum of weight × (value − mean) / spread: log-odds beside the average visit. */
function contributionsOf({ plan, groups, logistic }: NoShowModel, { visit, past }: Case): Map<Group, number> {
  const sums = new Map<Group, number>()
  featuresOf(visit, past, plan).forEach(({ value }, at) => {
    const part = (logistic.weights[at]! * (value - logistic.means[at]!)) / logistic.spreads[at]!
    sums.set(groups[at]!, (sums.get(groups[at]!) ?? 0) + part)
  })
  return sums
}

function saidOf(group: Group, { visit, past }: Case): Pick<RiskReason, 'code' | 'values'> {
  if (group === 'lead') return { code: 'lead', values: { days: Math.max(0, leadDaysOf(visit)) } }
  if (group === 'history' && past.visits === 0) return { code: 'first_visit', values: {} }
  if (group === 'history') return { code: 'history', values: { missed: past.absences, visits: past.visits } }
  if (group === 'late_cancels') return { code: group, values: { count: past.lateCancels } }
  if (group === 'others_booked') return { code: group, values: { ahead: past.ahead } }
  if (group === 'weekday') return { code: group, values: { weekday: weekdayOfNumber(visit.day) } }
  if (group === 'hour') return { code: group, values: { hour: Math.floor(visit.hour ?? 0) } }
  return { code: group, values: {} }
}
