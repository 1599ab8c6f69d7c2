import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { seesAppointment } from '../../scheduling/index.ts'

export interface Arrival {
  id: string
  clientName: string
  serviceName: string
  startsAt: Date
  zone: string
  arrivedAt: Date
  isMine: boolean
}

/** Who waits now, the latest arrival first. Practitioners are told of their own clients only, the desk of everybody. */
export async function listArrivals(ctx: Context): Promise<Arrival[]> {
  const { actor } = ctx
  const staffId = actor.kind === 'staff' ? actor.staffId : null
  const onlyMine = actor.kind === 'staff' && actor.role === 'practitioner'
  const { rows } =
    await sql<Arrival>`select a.id, c.given_name || ' ' || c.family_name as "clientName", s.name as "serviceName",
      a.starts_at as "startsAt", a.zone, a.arrived_at as "arrivedAt", coalesce(a.practitioner_id = ${staffId}::uuid, false) as "isMine"
    from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
      join service s on s.practice_id = a.practice_id and s.id = a.service_id
    where a.practice_id = ${ctx.practiceId} and a.state = 'arrived' and a.arrived_at is not null
      and a.starts_at >= ${new Date(ctx.now.getTime() - 12 * 3_600_000)} and a.starts_at < ${new Date(ctx.now.getTime() + 12 * 3_600_000)}
      and (not ${onlyMine}::boolean or a.practitioner_id = ${staffId}::uuid) and ${seesAppointment(ctx)}
    order by a.arrived_at desc, a.id limit 100`.execute(ctx.db)
  return rows
}
