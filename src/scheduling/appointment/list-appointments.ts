import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { VISIT_COLUMNS, VISIT_JOINS, seesAppointment } from './appointment.ts'
import type { State } from './states.ts'
import type { Visit } from './visit-row.ts'

export interface AppointmentsAsk {
  clientId?: string | undefined
  practitionerId?: string | undefined
  state?: State | undefined
  /** Visits that begin in [from, to). */
  from?: Date | undefined
  to?: Date | undefined
  limit: number
  cursor?: string | undefined
}

/** The visits this actor may see, the latest first. */
export async function listAppointments(
  ctx: Context,
  { clientId, practitionerId, state, from, to, limit, cursor }: AppointmentsAsk,
) {
  const after = cursor ? placeOf(cursor) : null
  const { rows } = await sql<Visit>`select ${VISIT_COLUMNS} from appointment a ${VISIT_JOINS}
    where a.practice_id = ${ctx.practiceId} and ${seesAppointment(ctx)}
      ${clientId ? sql`and a.client_id = ${clientId}` : sql``}
      ${practitionerId ? sql`and a.practitioner_id = ${practitionerId}` : sql``}
      ${state ? sql`and a.state = ${state}` : sql`and a.state not in ('held', 'expired')`}
      ${from ? sql`and a.starts_at >= ${from}` : sql``}
      ${to ? sql`and a.starts_at < ${to}` : sql``}
      ${after ? sql`and (a.starts_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by a.starts_at desc, a.id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.starts_at.toISOString(), row.id])
}

/** Start and id of the last visit of the page before; a cursor may have been made up. */
function placeOf(cursor: string): [string, string] {
  const [startsAt, id] = valuesOfCursor(cursor, 2)
  const isPlace =
    typeof startsAt === 'string' &&
    !Number.isNaN(Date.parse(startsAt)) &&
    typeof id === 'string' &&
    /^[0-9a-f-]{36}$/.test(id)
  if (!isPlace)
    throw invalid('cursor', 'This cursor is not one that a list answered. Start again without it.')
  return [startsAt, id]
}
