import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays, daysBetween, weekdayOf } from '../../platform/time/index.ts'
import { refuseImpossibleDay, refuseImpossibleHours } from './exception-rules.ts'
import { listHours, requirePractitioner } from './hours.ts'
import { readPlaces } from './places.ts'
import { daysFrom } from './wall-days.ts'
import type { DayException } from './wall-days.ts'

/** The same for several days: all from one to another, or only some weekdays (1 = Monday) of them. */
export interface DaysWish extends Omit<DayException, 'day'> {
  from: string
  to: string
  weekdays?: readonly number[] | undefined
}

const MOST_DAYS = 366

/** The days that differ within [from, to], the first 800; without an end all that follow. */
export async function listExceptions(
  ctx: Context,
  practitionerId: string,
  { from, to = null }: { from: string; to?: string | null },
): Promise<DayException[]> {
  const { rows } = await sql<DayException>`select on_day as day, max(effect) as effect, max(note) as note,
      coalesce(json_agg(json_build_object('locationId', location_id, 'starts', to_char(starts, 'HH24:MI'),
        'ends', case when ends = '24:00' then '24:00' else to_char(ends, 'HH24:MI') end, 'nextDay', next_day) order by starts) filter (where starts is not null), '[]') as hours
    from hours_exception where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId} and on_day >= ${from}::date
      and (${to}::date is null or on_day <= ${to}::date)
    group by on_day order by on_day limit 800`.execute(ctx.db)
  return rows
}

/** Says how days differ, all or none; what was said of them before is replaced. Answers the days. */
export async function setDays(ctx: Context, practitionerId: string, wish: DaysWish): Promise<DayException[]> {
  await requirePractitioner(ctx, practitionerId)
  const { effect, hours, note } = wish
  const days = daysOf(wish).map((day) => ({ day, effect, hours: [...hours], note }))
  if (effect === 'add' && hours.length === 0)
    throw invalid(
      'hours',
      'Extra hours need a start and an end. For a day off let the hours take the place of the day.',
    )
  const places = await readPlaces(ctx)
  refuseImpossibleHours(hours, places)
  const week = await listHours(ctx, practitionerId)
  const around = { from: addLocalDays(wish.from, -1), to: addLocalDays(wish.to, 1) }
  const others = (await listExceptions(ctx, practitionerId, around)).filter(
    ({ day }) => !days.some((each) => each.day === day),
  )
  for (const each of days) refuseImpossibleDay(each, { week, exceptions: [...others, ...days], places })
  await clear(
    ctx,
    practitionerId,
    days.map(({ day }) => day),
  )
  await write(ctx, practitionerId, days)
  ctx.record('hours.changed', {
    subject: ['hours', practitionerId],
    data: { day: wish.from, to: wish.to },
    after: { effect, hours, note },
  })
  return days
}

function daysOf({ from, to, weekdays }: DaysWish): string[] {
  if (to < from) throw invalid('to', 'The last day must not come before the first.')
  if (daysBetween(from, to) >= MOST_DAYS)
    throw invalid('to', 'Set at most a year at once. What holds longer belongs into the weekly hours.')
  const days = daysFrom(from, to).filter((day) => !weekdays?.length || weekdays.includes(weekdayOf(day)))
  if (days.length === 0)
    throw invalid('weekdays', 'None of these weekdays lies between the two days. Choose other days.')
  return days
}

async function write(ctx: Context, practitionerId: string, days: readonly DayException[]) {
  const rows = days.flatMap(({ day, effect, hours, note }) =>
    (hours.length > 0 ? hours : [{ locationId: null, starts: null, ends: null, nextDay: false }]).map(
      (each) => ({
        ...each,
        day,
        effect,
        note,
        id: ctx.newId(),
      }),
    ),
  )
  await sql`insert into hours_exception (practice_id, id, practitioner_id, location_id, on_day, effect, starts, ends, next_day, note)
    select ${ctx.practiceId}::uuid, x.id, ${practitionerId}::uuid, x."locationId", x.day, x.effect, x.starts, x.ends, x."nextDay", x.note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "locationId" uuid, day date, effect text, starts time, ends time,
      "nextDay" boolean, note text)`.execute(ctx.db)
}

/** The days are as the week says again. */
export async function clearDays(
  ctx: Context,
  practitionerId: string,
  { from, to }: { from: string; to: string },
) {
  await requirePractitioner(ctx, practitionerId)
  if ((await clear(ctx, practitionerId, daysOf({ from, to, effect: 'replace', hours: [], note: null }))) > 0)
    ctx.record('hours.changed', { subject: ['hours', practitionerId], data: { day: from, to } })
}

async function clear(ctx: Context, practitionerId: string, days: readonly string[]): Promise<number> {
  const { rows } =
    await sql`delete from hours_exception where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}
    and on_day = any(${[...days]}::date[]) returning 1`.execute(ctx.db)
  return rows.length
}
