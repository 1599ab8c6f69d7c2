import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { dueItemsOf } from '../packets/open-items.ts'

interface ArrivingVisit {
  id: string
  client_id: string | null
  starts_at: Date
}

/**
 * Check-in waits for what blocks it. The desk may let somebody in anyway and says why, which is kept and audited;
 * who checks in alone may not. 409 `check_in_blocked` names what is missing.
 */
export async function requireNothingMissing(
  ctx: Context,
  visit: ArrivingVisit,
  anyway: string | null,
): Promise<void> {
  if (!visit.client_id) return
  const items = await dueItemsOf(ctx, { id: visit.id, clientId: visit.client_id, startsAt: visit.starts_at })
  const missing = items.filter(({ blocks }) => blocks)
  if (missing.length === 0) return
  const isStaff = ctx.actor.kind === 'staff' || ctx.actor.kind === 'key'
  if (!isStaff || !anyway) {
    throw problem(
      409,
      'check_in_blocked',
      `Before check-in this is still missing: ${missing.map(({ title }) => title).join(', ')}. Have it filled in, or give a reason to go on without it.`,
      { missing: missing.map(({ kind, id, title }) => ({ kind, id, title })) },
    )
  }
  await sql`insert into check_in as k (practice_id, appointment_id, override_reason, override_by, override_at)
    values (${ctx.practiceId}, ${visit.id}, ${anyway}, ${ctx.actor.name}, ${ctx.now})
    on conflict (practice_id, appointment_id) do update set override_reason = excluded.override_reason, override_by = excluded.override_by,
      override_at = excluded.override_at`.execute(ctx.db)
  ctx.record('check_in.overridden', {
    subject: ['check_in', visit.id],
    clientId: visit.client_id,
    data: { appointmentId: visit.id, missing: missing.length },
    after: { reason: anyway, missing: missing.map(({ title }) => title) },
  })
}
