import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { minuteOfDay } from '../times/search.ts'
import { requirePractitioner } from './hours.ts'

export interface DayHours {
  locationId: string
  starts: string
  ends: string
}

/** One day that differs from the week: with no hours a day off. */
export interface DayException {
  day: string
  hours: DayHours[]
  note: string | null
}

/** The days from then on that differ. */
export async function listExceptions(
  ctx: Context,
  practitionerId: string,
  from: string,
): Promise<DayException[]> {
  const { rows } = await sql<DayException>`select on_day as day, max(note) as note,
      coalesce(json_agg(json_build_object('locationId', location_id, 'starts', to_char(starts, 'HH24:MI'),
        'ends', case when ends = '24:00' then '24:00' else to_char(ends, 'HH24:MI') end) order by starts) filter (where starts is not null), '[]') as hours
    from hours_exception where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId} and on_day >= ${from}::date
    group by on_day order by on_day limit 400`.execute(ctx.db)
  return rows
}

/** Says how one day differs; what was said of that day before is replaced. */
export async function setException(ctx: Context, practitionerId: string, { day, hours, note }: DayException) {
  await requirePractitioner(ctx, practitionerId)
  const sorted = [...hours].sort((a, b) => minuteOfDay(a.starts) - minuteOfDay(b.starts))
  sorted.forEach((each, index) => {
    if (each.ends <= each.starts) throw invalid('hours', 'The end must come after the start.')
    if (index > 0 && each.starts < sorted[index - 1]!.ends)
      throw invalid('hours', 'These hours overlap: nobody works at two places at once.')
  })
  await clear(ctx, practitionerId, day)
  const rows = (sorted.length > 0 ? sorted : [{ locationId: null, starts: null, ends: null }]).map(
    (each) => ({ ...each, id: ctx.newId() }),
  )
  await sql`insert into hours_exception (practice_id, id, practitioner_id, location_id, on_day, starts, ends, note)
    select ${ctx.practiceId}::uuid, x.id, ${practitionerId}::uuid, x."locationId", ${day}::date, x.starts, x.ends, ${note}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "locationId" uuid, starts time, ends time)`.execute(
    ctx.db,
  )
  ctx.record('hours.changed', { subject: ['hours', practitionerId], data: { day }, after: { hours, note } })
}

/** The day is as the week says again. */
export async function clearException(ctx: Context, practitionerId: string, day: string) {
  if ((await clear(ctx, practitionerId, day)) > 0)
    ctx.record('hours.changed', { subject: ['hours', practitionerId], data: { day } })
}

async function clear(ctx: Context, practitionerId: string, day: string): Promise<number> {
  const { rows } =
    await sql`delete from hours_exception where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId} and on_day = ${day}::date
    returning 1`.execute(ctx.db)
  return rows.length
}
