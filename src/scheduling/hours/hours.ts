import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { forbidden, notFound, problem } from '../../platform/problem.ts'
import { minuteOfDay } from '../times/search.ts'

/** A wall-clock time 'HH:MM'; '24:00' is the end of the day. */
export const WallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "Give a time such as '09:00'.")

export const WeeklyHours = z.strictObject({
  locationId: Id,
  /** 1 = Monday ... 7 = Sunday. */
  weekday: z.int().min(1).max(7),
  starts: WallTime,
  ends: WallTime,
  /** Alternating weeks: these hours hold in week `cycleWeek` (from 0) of `cycleLength`, counted from the week of `validFrom`. */
  cycleLength: z.int().min(1).max(12).default(1),
  cycleWeek: z.int().min(0).max(11).default(0),
  validFrom: Day,
  validTo: Day.nullable().default(null),
})
export type WeeklyHoursWish = z.output<typeof WeeklyHours>

/** Who may change whose hours: managers everybody's, practitioners their own. */
export function requireHoursRight(ctx: Context, practitionerId: string) {
  const isOwn = ctx.actor.kind === 'staff' && ctx.actor.staffId === practitionerId
  if (!ctx.can('hours.manage') && !isOwn) throw forbidden('You may change your own hours only.')
}

export async function requirePractitioner(ctx: Context, id: string) {
  const { rows } =
    await sql`select 1 from staff where practice_id = ${ctx.practiceId} and id = ${id} and is_practitioner`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This practitioner')
}

/** The weekly hours of a practitioner, in the order of the week. */
export async function listHours(ctx: Context, practitionerId: string): Promise<WeeklyHoursWish[]> {
  const { rows } =
    await sql<WeeklyHoursWish>`select location_id as "locationId", weekday, to_char(starts, 'HH24:MI') as starts,
      case when ends = '24:00' then '24:00' else to_char(ends, 'HH24:MI') end as ends, cycle_length as "cycleLength", cycle_week as "cycleWeek",
      valid_from as "validFrom", valid_to as "validTo"
    from working_hours where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}
    order by weekday, cycle_week, starts, valid_from, id`.execute(ctx.db)
  return rows
}

/** Makes the weekly hours exactly these. Visits that are booked stay where they are. */
export async function replaceHours(
  ctx: Context,
  practitionerId: string,
  hours: readonly WeeklyHoursWish[],
): Promise<WeeklyHoursWish[]> {
  await requirePractitioner(ctx, practitionerId)
  refuseImpossible(hours)
  const before = await listHours(ctx, practitionerId)
  await sql`delete from working_hours where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}`.execute(
    ctx.db,
  )
  const rows = hours.map((each) => ({ ...each, id: ctx.newId() }))
  await sql`insert into working_hours (practice_id, id, practitioner_id, location_id, weekday, starts, ends, cycle_length, cycle_week, valid_from, valid_to)
    select ${ctx.practiceId}::uuid, x.id, ${practitionerId}::uuid, x."locationId", x.weekday, x.starts, x.ends, x."cycleLength", x."cycleWeek", x."validFrom", x."validTo"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "locationId" uuid, weekday int, starts time, ends time, "cycleLength" int,
      "cycleWeek" int, "validFrom" date, "validTo" date)`.execute(ctx.db)
  ctx.record('hours.changed', { subject: ['hours', practitionerId], before, after: hours })
  return listHours(ctx, practitionerId)
}

/** An end before its start, a week outside of its cycle, or one person at two places at once. */
function refuseImpossible(hours: readonly WeeklyHoursWish[]) {
  hours.forEach((each, index) => {
    if (each.ends <= each.starts)
      throw refusal(
        index,
        'ends',
        'The end must come after the start. A shift past midnight is entered as two.',
      )
    if (each.cycleWeek >= each.cycleLength)
      throw refusal(index, 'cycleWeek', `A cycle of ${each.cycleLength} has no week ${each.cycleWeek + 1}.`)
    if (each.validTo !== null && each.validTo < each.validFrom)
      throw refusal(index, 'validTo', 'The last day must not come before the first.')
    const other = hours.findIndex((one, at) => at < index && collide(one, each))
    if (other >= 0)
      throw refusal(
        index,
        'starts',
        `These hours overlap the ${other + 1}. entry: nobody works at two places or twice at once.`,
      )
  })
}

function refusal(index: number, field: string, message: string) {
  return problem(422, 'invalid', message, { fields: [{ field: `hours.${index}.${field}`, message }] })
}

function collide(a: WeeklyHoursWish, b: WeeklyHoursWish): boolean {
  const sameTime =
    a.weekday === b.weekday &&
    minuteOfDay(a.starts) < minuteOfDay(b.ends) &&
    minuteOfDay(b.starts) < minuteOfDay(a.ends)
  const sameDays = a.validFrom <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.validTo ?? '9999-12-31')
  // Of one cycle, other weeks never meet; cycles of other lengths or beginnings do sooner or later.
  const apart = a.cycleLength === b.cycleLength && a.validFrom === b.validFrom && a.cycleWeek !== b.cycleWeek
  return sameTime && sameDays && !apart
}
