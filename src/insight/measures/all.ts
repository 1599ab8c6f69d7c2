import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import { hourMeasures } from './hours.ts'
import type { Measure } from './measure.ts'
import { moneyMeasures } from './money.ts'
import { peopleMeasures } from './people.ts'
import { visitMeasures } from './visits.ts'

/** Every figure that Atrium tells, each with one definition: dashboard, reports and command line read these. */
export const measures: readonly Measure[] = [
  ...visitMeasures,
  ...hourMeasures,
  ...moneyMeasures,
  ...peopleMeasures,
]

/** The measures this actor may see. */
export function visibleMeasures(ctx: Context): Measure[] {
  return measures.filter((each) => each.allow === undefined || ctx.can(each.allow))
}

/** The measure of that name, if this actor may see it; else 404. */
export function findMeasure(ctx: Context, name: string): Measure {
  const found = visibleMeasures(ctx).find((each) => each.name === name)
  if (!found) throw notFound(`The measure "${name}"`)
  return found
}
