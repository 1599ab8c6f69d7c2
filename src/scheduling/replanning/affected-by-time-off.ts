import { sql } from 'kysely'
import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { visitsIn } from './affected-visits.ts'

export const affected = operation({
  path: 'GET /time-off/{id}/affected',
  summary: 'The visits ahead that a time off concerns: what a replanning would look at',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    practitionerId: Id,
    from: Instant,
    to: Instant,
    kind: z.string(),
    visits: z.array(
      z.object({ appointmentId: Id, clientName: z.string(), startsAt: Instant, zone: z.string() }),
    ),
  }),
  run: async (ctx, { id }) => {
    const { rows } = await sql<{ practitionerId: string; from: Date; to: Date; kind: string }>`
      select practitioner_id as "practitionerId", starts_at as "from", ends_at as "to", kind from time_off
      where practice_id = ${ctx.practiceId} and id = ${id} and cancelled_at is null`.execute(ctx.db)
    if (!rows[0]) throw notFound('This time off')
    const visits = await visitsIn(ctx, rows[0])
    return {
      ...rows[0],
      visits: visits.map((each) => ({
        appointmentId: each.id,
        clientName: each.clientName,
        startsAt: each.wishes.startsAt,
        zone: each.wishes.zone,
      })),
    }
  },
})
