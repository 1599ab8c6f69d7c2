import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { Day, Id } from '../../platform/operation/shapes.ts'
import type { Context } from '../../platform/operation/context.ts'

const Days = z.int().min(1).max(3650)
const Ids = z.array(Id).min(1).max(100)

/** One thing that must be true of a client (now). */
export const Condition = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('seen_within'), days: Days }),
  z.strictObject({ is: z.literal('not_seen_for'), days: Days }),
  z.strictObject({ is: z.literal('has_next_visit'), yes: z.boolean() }),
  z.strictObject({ is: z.literal('had_service'), serviceIds: Ids }),
  z.strictObject({ is: z.literal('seen_by'), practitionerIds: Ids }),
  z.strictObject({ is: z.literal('seen_at'), locationIds: Ids }),
  z.strictObject({ is: z.literal('age'), from: z.int().min(0).max(150), to: z.int().min(0).max(150) }),
  z.strictObject({ is: z.literal('language'), languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1) }),
  z.strictObject({ is: z.literal('owes'), yes: z.boolean() }),
  z.strictObject({ is: z.literal('recall_overdue'), yes: z.boolean() }),
  z.strictObject({
    is: z.literal('visits_on'),
    day: Day,
    practitionerIds: z.array(Id).max(100).describe('Empty: anybody.'),
  }),
  z.strictObject({ is: z.literal('tagged'), tags: z.array(z.string().min(1).max(60)).min(1).max(20) }),
  z.strictObject({ is: z.literal('visits'), atLeast: z.int().min(1).max(1000) }),
])
export type Condition = z.output<typeof Condition>

/** The condition in SQL, on the client `c`; `today` is the practice's day. */
export function toSql(ctx: Context, condition: Condition, today: string): RawBuilder<unknown> {
  const done = (
    more = sql`true`,
  ) => sql`exists (select from appointment a where a.practice_id = ${ctx.practiceId}
    and a.client_id = c.id and a.state = 'done' and ${more})`
  const since = (days: number) => sql`a.starts_at >= ${new Date(ctx.now.getTime() - days * 86_400_000)}`
  switch (condition.is) {
    case 'seen_within':
      return done(since(condition.days))
    case 'not_seen_for':
      return sql`(${done()} and not ${done(since(condition.days))})`
    case 'has_next_visit':
      return yesOrNo(
        condition.yes,
        sql`exists (select from appointment a where a.practice_id = ${ctx.practiceId} and a.client_id = c.id
          and a.starts_at > ${ctx.now} and a.state in ('requested', 'booked', 'confirmed'))`,
      )
    case 'had_service':
      return done(sql`a.service_id = any(${condition.serviceIds})`)
    case 'seen_by':
      return done(sql`a.practitioner_id = any(${condition.practitionerIds})`)
    case 'seen_at':
      return done(sql`a.location_id = any(${condition.locationIds})`)
    case 'age':
      return sql`extract(year from age(${today}::date, c.born_on)) between ${condition.from} and ${condition.to}`
    case 'language':
      return sql`c.language = any(${condition.languages})`
    case 'owes':
      return yesOrNo(
        condition.yes,
        sql`exists (select from invoice i where i.practice_id = ${ctx.practiceId} and i.client_id = c.id and i.open_minor > 0)`,
      )
    case 'recall_overdue':
      return yesOrNo(
        condition.yes,
        sql`exists (select from recall r where r.practice_id = ${ctx.practiceId} and r.client_id = c.id
          and r.due_on <= ${today} and r.replaced_at is null and r.disabled_at is null)`,
      )
    case 'visits_on':
      // A day more at both ends, by instants, lets the index answer; the clock of the place decides.
      return sql`exists (select from appointment a where a.practice_id = ${ctx.practiceId} and a.client_id = c.id
        and a.starts_at >= ${condition.day}::date - interval '1 day' and a.starts_at < ${condition.day}::date + interval '2 days'
        and (a.starts_at at time zone a.zone)::date = ${condition.day}::date
        and a.state in ('requested', 'booked', 'confirmed', 'arrived', 'in_room')
        ${condition.practitionerIds.length > 0 ? sql`and a.practitioner_id = any(${condition.practitionerIds})` : sql``})`
    case 'tagged':
      return sql`exists (select from client_tag t where t.practice_id = ${ctx.practiceId} and t.client_id = c.id
        and t.tag = any(${condition.tags}))`
    case 'visits':
      return sql`(select count(*) from appointment a where a.practice_id = ${ctx.practiceId} and a.client_id = c.id
        and a.state = 'done') >= ${condition.atLeast}`
  }
}

function yesOrNo(yes: boolean, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return yes ? condition : sql`not ${condition}`
}
