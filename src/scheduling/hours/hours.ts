import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden, invalid, notFound } from '../../platform/problem.ts'
import { readPlaces } from './places.ts'
import { refuseImpossibleWeek } from './week-rules.ts'
import { layOver, wholeOf } from './weekly.ts'
import type { Period, WeeklyHoursWish, WeeklyRow } from './weekly.ts'

/** Who may change whose hours: managers everybody's, practitioners their own. */
export function requireHoursRight(ctx: Context, practitionerId: string) {
  if (!ctx.can('hours.manage') && !isOwn(ctx, practitionerId))
    throw forbidden('You may change your own hours only.')
}

export function isOwn({ actor }: Context, practitionerId: string): boolean {
  return actor.kind === 'staff' && actor.staffId === practitionerId
}

export async function requirePractitioner(ctx: Context, id: string) {
  const { rows } =
    await sql`select 1 from staff where practice_id = ${ctx.practiceId} and id = ${id} and is_practitioner`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This practitioner')
}

/** The weekly hours of a practitioner, in the order of the week. */
export async function listHours(ctx: Context, practitionerId: string): Promise<WeeklyRow[]> {
  const { rows } =
    await sql<WeeklyRow>`select location_id as "locationId", weekday, to_char(starts, 'HH24:MI') as starts,
      case when ends = '24:00' then '24:00' else to_char(ends, 'HH24:MI') end as ends, next_day as "nextDay", cycle_length as "cycleLength",
      cycle_week as "cycleWeek", cycle_anchor as "cycleAnchor", valid_from as "validFrom", valid_to as "validTo"
    from working_hours where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}
    order by weekday, cycle_week, starts, valid_from, id`.execute(ctx.db)
  return rows.map(wholeOf)
}

/**
 * Makes the weekly hours exactly these; with a period only within it, so that a change from some day on keeps the past.
 * Visits that are booked stay where they are. 422 `invalid` names the field of hours that cannot be.
 */
export async function replaceHours(
  ctx: Context,
  practitionerId: string,
  hours: readonly WeeklyHoursWish[],
  period: Period | null = null,
): Promise<WeeklyRow[]> {
  await requirePractitioner(ctx, practitionerId)
  if (period?.to && period.to < period.from)
    throw invalid('to', 'The last day must not come before the first.')
  const places = await readPlaces(ctx)
  const before = await listHours(ctx, practitionerId)
  const given = hours.map(wholeOf)
  const inPeriod = period ? given.map((row) => heldWithin(row, period)) : given
  refuseImpossibleWeek(inPeriod, { places, before })
  const after = period ? layOver(before, inPeriod, period) : given
  await writeHours(ctx, practitionerId, after)
  ctx.record('hours.changed', { subject: ['hours', practitionerId], before, after })
  return listHours(ctx, practitionerId)
}

// Hours that are said for a period hold in all of it, whatever dates they carried when they were read.
function heldWithin(row: WeeklyRow, { from, to }: Period): WeeklyRow {
  return { ...row, validFrom: from, validTo: to }
}

async function writeHours(ctx: Context, practitionerId: string, hours: readonly WeeklyRow[]) {
  await sql`delete from working_hours where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}`.execute(
    ctx.db,
  )
  const rows = hours.map((each) => ({ ...each, id: ctx.newId() }))
  await sql`insert into working_hours (practice_id, id, practitioner_id, location_id, weekday, starts, ends, next_day, cycle_length, cycle_week,
      cycle_anchor, valid_from, valid_to)
    select ${ctx.practiceId}::uuid, x.id, ${practitionerId}::uuid, x."locationId", x.weekday, x.starts, x.ends, x."nextDay", x."cycleLength",
      x."cycleWeek", x."cycleAnchor", x."validFrom", x."validTo"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "locationId" uuid, weekday int, starts time, ends time, "nextDay" boolean,
      "cycleLength" int, "cycleWeek" int, "cycleAnchor" date, "validFrom" date, "validTo" date)`.execute(
    ctx.db,
  )
}
