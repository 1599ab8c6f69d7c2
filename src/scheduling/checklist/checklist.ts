import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'

/** One thing to do at a visit, and who did it. */
export interface ChecklistItem {
  text: string
  doneAt: Date | null
  doneBy: string | null
}

/** The checklist of a visit: what its service asks for now, and after it what was ticked and is asked for no more. */
export async function checklistOf(ctx: Context, appointmentId: string): Promise<ChecklistItem[]> {
  await findAppointment(ctx, appointmentId)
  const { rows } = await sql<ChecklistItem>`with asked as (
      select item, nth from appointment a join service s on s.practice_id = a.practice_id and s.id = a.service_id
        cross join lateral unnest(s.checklist) with ordinality as x(item, nth)
      where a.practice_id = ${ctx.practiceId} and a.id = ${appointmentId}),
    ticked as (select item, done_at, done_by from visit_check where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId})
    select coalesce(asked.item, ticked.item) as text, ticked.done_at as "doneAt", ticked.done_by as "doneBy"
    from asked full join ticked on ticked.item = asked.item order by asked.nth nulls last, ticked.done_at`.execute(
    ctx.db,
  )
  return rows
}

/** Ticks an item, or takes the tick away. Twice is once. */
export async function tick(
  ctx: Context,
  appointmentId: string,
  { item, done }: { item: string; done: boolean },
): Promise<ChecklistItem[]> {
  const visit = await findAppointment(ctx, appointmentId, { lock: true })
  const before = (await checklistOf(ctx, appointmentId)).find((each) => each.text === item)
  if (!before)
    throw invalid('item', 'This is not on the checklist of the visit. Reload to see what is on it now.')
  if ((before.doneAt !== null) === done) return checklistOf(ctx, appointmentId)
  if (done)
    await sql`insert into visit_check (practice_id, appointment_id, item, done_at, done_by)
      values (${ctx.practiceId}, ${appointmentId}, ${item}, ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  else
    await sql`delete from visit_check where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId} and item = ${item}`.execute(
      ctx.db,
    )
  recordVisit(ctx, 'appointment.checklist_ticked', visit, { data: { done }, after: { item, done } })
  return checklistOf(ctx, appointmentId)
}
