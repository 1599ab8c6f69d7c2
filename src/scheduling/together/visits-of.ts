import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { VISIT_COLUMNS, VISIT_JOINS, seesAppointment } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'

/** What holds visits together, by the column in which they say so. */
export type Belonging = 'series_id' | 'plan_id' | 'bundle_id'

/** The visits of a series, plan or chain that this actor may see, the earliest first; `lock`: nobody changes them meanwhile. */
export async function visitsOf(
  ctx: Context,
  [column, id]: readonly [Belonging, string],
  { lock = false }: { lock?: boolean } = {},
): Promise<Visit[]> {
  const { rows } = await sql<Visit>`select ${VISIT_COLUMNS} from appointment a ${VISIT_JOINS}
    where a.practice_id = ${ctx.practiceId} and a.${sql.raw(column)} = ${id} and ${seesAppointment(ctx)}
    order by a.starts_at, a.id ${lock ? sql`for update of a` : sql``}`.execute(ctx.db)
  return rows
}

/** May a step that concerns many visits still change this one? What has begun, was missed or is over stays as it is. */
export function isAhead(ctx: Context, { state, starts_at }: Pick<Visit, 'state' | 'starts_at'>): boolean {
  return ['requested', 'booked', 'confirmed'].includes(state) && starts_at > ctx.now
}
