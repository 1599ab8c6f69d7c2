import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { seesClient } from '../../clients/index.ts'
import type { Measure, Span } from './measure.ts'
import { TIME } from './measure.ts'

export const peopleMeasures: readonly Measure[] = [
  {
    name: 'new-clients',
    title: { en: 'New clients', de: 'Neue Klienten' },
    formula: {
      en: 'Clients whose first visit that took place lies in these days.',
      de: 'Klienten, deren erster stattgefundener Besuch in diesen Tagen liegt.',
    },
    unit: 'count',
    numerator: { name: 'new_clients', title: { en: 'new clients', de: 'neue Klienten' } },
    denominator: null,
    dimensions: [...TIME, 'location', 'practitioner', 'service', 'source'],
    better: 'more',
    rows: 'client',
    facts: firstVisits,
  },
  {
    name: 'lead-conversion',
    title: { en: 'Enquiries booked', de: 'Anfragen mit Termin' },
    formula: {
      en: 'Enquiries of these days that led to a visit being booked, of all enquiries of these days.',
      de: 'Anfragen dieser Tage, aus denen ein Termin wurde, von allen Anfragen dieser Tage.',
    },
    unit: 'share',
    numerator: { name: 'booked', title: { en: 'booked', de: 'gebucht' } },
    denominator: { name: 'enquiries', title: { en: 'enquiries', de: 'Anfragen' } },
    dimensions: [...TIME, 'source'],
    better: 'more',
    rows: 'lead',
    allow: 'leads.see',
    facts: (ctx, span) => leadFacts(ctx, span, sql`a.state <> 'cancelled'`),
  },
  {
    name: 'lead-seen',
    title: { en: 'Enquiries seen', de: 'Anfragen, die kamen' },
    formula: {
      en: 'Enquiries of these days whose person came to a visit, of all enquiries of these days. Stricter than booked.',
      de: 'Anfragen dieser Tage, deren Person zu einem Besuch kam, von allen Anfragen dieser Tage. Strenger als gebucht.',
    },
    unit: 'share',
    numerator: { name: 'seen', title: { en: 'seen', de: 'gekommen' } },
    denominator: { name: 'enquiries', title: { en: 'enquiries', de: 'Anfragen' } },
    dimensions: [...TIME, 'source'],
    better: 'more',
    rows: 'lead',
    allow: 'leads.see',
    facts: (ctx, span) => leadFacts(ctx, span, sql`a.state = 'done'`),
  },
]

function firstVisits(ctx: Context, { from, to }: Span) {
  return sql`select v.* from (select distinct on (a.client_id) a.client_id as id, a.client_id, (a.starts_at at time zone a.zone)::date as day, a.starts_at as at,
      a.practitioner_id, a.location_id, a.service_id, a.source, 1::float8 as num, 0::float8 as den
    from appointment a where a.practice_id = ${ctx.practiceId} and a.state = 'done' and ${seesClient(ctx, sql.ref('a.client_id'))}
    order by a.client_id, a.starts_at, a.id) v
    where (${from}::date is null or v.day >= ${from}::date) and (${to}::date is null or v.day <= ${to}::date)`
}

function leadFacts(ctx: Context, { from, to }: Span, isThere: ReturnType<typeof sql>) {
  return sql`select v.* from (select l.id, l.client_id, (l.created_at at time zone p.zone)::date as day, l.created_at as at, l.source,
      (exists (select from appointment a where a.practice_id = l.practice_id and a.client_id = l.client_id
        and a.booked_at >= l.created_at and a.state not in ('held', 'expired') and ${isThere}))::int::float8 as num, 1::float8 as den
    from lead l join practice p on p.practice_id = l.practice_id where l.practice_id = ${ctx.practiceId}) v
    where (${from}::date is null or v.day >= ${from}::date) and (${to}::date is null or v.day <= ${to}::date)`
}
