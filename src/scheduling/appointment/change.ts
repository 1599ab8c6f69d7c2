import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { forbidden, problem } from '../../platform/problem.ts'
import { findAppointment } from './appointment.ts'
import type { Step } from './states.ts'
import { STEPS } from './states.ts'
import type { AppointmentRow, Visit } from './visit-row.ts'

/** The visit, locked, if this step can be taken from its state; else 409 wrong_state. */
export async function openForStep(ctx: Context, id: string, step: Step, rowVersion?: number): Promise<Visit> {
  const visit = await findAppointment(ctx, id, { lock: true })
  if (rowVersion !== undefined && rowVersion !== visit.row_version) throw changedMeanwhile(visit.row_version)
  if (!(STEPS[step] as readonly string[]).includes(visit.state)) throw wrongState(visit)
  return visit
}

export function wrongState({ state }: Pick<Visit, 'state'>) {
  return problem(
    409,
    'wrong_state',
    `This can't be done with a visit that is ${state.replace('_', ' ')}. Reload to see how it stands now.`,
    { state },
  )
}

/** Writes the given columns; the answer is the visit as it is then. */
export async function updateVisit(
  ctx: Context,
  visit: Visit,
  fields: Partial<AppointmentRow>,
): Promise<Visit> {
  const changed = { ...fields, row_version: visit.row_version + 1 }
  const { facts: _facts, chosen_because, ...plain } = changed
  await ctx.db
    .updateTable('appointment')
    .set({
      ...plain,
      ...(chosen_because === undefined
        ? {}
        : { chosen_because: chosen_because && JSON.stringify(chosen_because) }),
    })
    .where('practice_id', '=', ctx.practiceId)
    .where('id', '=', visit.id)
    .execute()
  return { ...visit, ...changed }
}

/** Breaking a rule of the diary knowingly asks for its own permission. */
export function requireOverlapRight(ctx: Context, knowingly: { reason: string } | null | undefined) {
  if (knowingly && !ctx.can('appointments.overlap'))
    throw forbidden(
      'You may not book against the rules of the diary. Choose a free time or ask somebody who may.',
    )
}
