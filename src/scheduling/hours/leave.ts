import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden, problem } from '../../platform/problem.ts'
import { visitsInTimeOff } from './affected.ts'
import { TIME_OFF_COLUMNS, factsOf, findTimeOff, mayDecide } from './time-off.ts'
import type { TimeOff } from './time-off.ts'

/** Leave that waits for a decision, the next first; `mine` is not for the actor to decide. */
export async function listRequests(ctx: Context) {
  const { rows } = await sql<
    TimeOff & { practitionerName: string; visits: number }
  >`select w.*, st.name as "practitionerName",
      (select count(*)::int from appointment a where a.practice_id = ${ctx.practiceId} and a.practitioner_id = w."practitionerId"
        and a.starts_at < w."endsAt" and a.ends_at > w."startsAt" and a.starts_at > w."startsAt" - interval '1 day'
        and a.state in ('requested', 'booked', 'confirmed')) as visits
    from (select ${TIME_OFF_COLUMNS} from time_off where practice_id = ${ctx.practiceId} and requested_at is not null and decided_at is null
        and cancelled_at is null order by starts_at limit 200) w
      join staff st on st.practice_id = ${ctx.practiceId} and st.id = w."practitionerId"
    order by w."startsAt", w.id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, can: { decide: mayDecide(ctx, row.practitionerId) } }))
}

/**
 * Approves leave, or declines it with the reason. Of two who decide at once the second is told what the first decided.
 * Answers the visits that lie in approved leave; they stay until somebody moves them.
 */
export async function decideLeave(
  ctx: Context,
  id: string,
  { approved, note }: { approved: boolean; note: string | null },
) {
  const asked = await findTimeOff(ctx, id)
  if (!mayDecide(ctx, asked.practitionerId))
    throw forbidden(
      'Somebody else has to decide about this leave: an owner, or a manager whose own leave it is not.',
    )
  refuseDecided(asked)
  await sql`update time_off set approved = ${approved}, blocks = ${approved ? 'everybody' : 'nobody'}, decided_at = ${ctx.now},
      decided_by = ${ctx.actor.name}, decision_note = ${note}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record(approved ? 'time_off.approved' : 'time_off.declined', {
    subject: ['time_off', id],
    data: factsOf(asked),
    after: { note },
  })
  const timeOff = await findTimeOff(ctx, id)
  return { timeOff, affected: approved ? await visitsInTimeOff(ctx, [id]) : [] }
}

function refuseDecided({ state, decidedBy, cancelledAt }: Awaited<ReturnType<typeof findTimeOff>>) {
  if (cancelledAt)
    throw problem(409, 'wrong_state', 'This leave was withdrawn. There is nothing to decide any more.', {
      state: 'cancelled',
    })
  if (state === 'requested') return
  const told = decidedBy
    ? `${decidedBy} has ${state} this leave already.`
    : 'This time off was entered without being asked for.'
  throw problem(409, 'wrong_state', `${told} To change it, free the time or enter it anew.`, {
    state,
    decidedBy,
  })
}
