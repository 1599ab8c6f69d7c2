import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { seesClient } from '../../clients/index.ts'
import type { DimensionName, Measure, Span } from './measure.ts'
import { TIME } from './measure.ts'

const VISIT_DIMENSIONS: readonly DimensionName[] = [
  ...TIME,
  'hour',
  'lead-time',
  'age-group',
  'sex',
  'location',
  'practitioner',
  'service',
  'source',
]
const VISITS = { name: 'appointments', title: { en: 'visits', de: 'Termine' } }

/** The local day of a visit, by the clock of its place. */
export const VISIT_DAY = '(a.starts_at at time zone a.zone)::date'

interface VisitFigures {
  num: RawBuilder<unknown>
  /** Without one every visit that counts for `num` counts. */
  den?: RawBuilder<unknown>
}

/** Visits as rows of a measure. Holds and what expired were never visits. */
export function visitFacts(
  ctx: Context,
  span: Span,
  { num, den = sql`0` }: VisitFigures,
): RawBuilder<unknown> {
  return sql`select v.*, v.day - v.booked_on as lead_days, coalesce(v.stated_age, extract(year from age(v.day, v.born_on)))::int as age
    from (select a.id, ${sql.raw(VISIT_DAY)} as day, a.starts_at as at, a.client_id, a.practitioner_id, a.location_id, a.service_id, a.source, a.facts,
        (a.booked_at at time zone a.zone)::date as booked_on,
        case when a.hour_known then extract(hour from a.starts_at at time zone a.zone)::int end as hour,
        case when a.facts ->> 'age' ~ '^-?[0-9]{1,4}$' then (a.facts ->> 'age')::int end as stated_age,
        c.born_on, c.sex, (${num})::float8 as num, (${den})::float8 as den
      from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
      where a.practice_id = ${ctx.practiceId} and a.state not in ('held', 'expired') and ${withinDays(span)}
        and ${seesClient(ctx, sql.ref('a.client_id'))}) v
    where v.num <> 0 or v.den <> 0`
}

/** By the index of the instants, a day wider than asked, then exactly by the local day. */
function withinDays({ from, to }: Span): RawBuilder<boolean> {
  const day = sql.raw(VISIT_DAY)
  const since = from
    ? sql`and a.starts_at >= ${from}::date - interval '1 day' and ${day} >= ${from}::date`
    : sql``
  const until = to ? sql`and a.starts_at < ${to}::date + interval '2 days' and ${day} <= ${to}::date` : sql``
  return sql<boolean>`true ${since} ${until}`
}

/** Arranged, not cancelled, and their time has come. */
const HAPPENED = (ctx: Context) => sql`(a.state not in ('cancelled') and a.starts_at <= ${ctx.now})::int`
const ARRANGED = sql`1`

const share = {
  unit: 'share',
  denominator: VISITS,
  dimensions: VISIT_DIMENSIONS,
  rows: 'appointment',
} as const

export const visitMeasures: readonly Measure[] = [
  {
    name: 'visits',
    title: { en: 'Visits', de: 'Besuche' },
    formula: { en: 'Visits that took place.', de: 'Termine, die stattgefunden haben.' },
    unit: 'count',
    numerator: { name: 'visits', title: { en: 'visits', de: 'Besuche' } },
    denominator: null,
    dimensions: VISIT_DIMENSIONS,
    better: 'more',
    rows: 'appointment',
    facts: (ctx, span) => visitFacts(ctx, span, { num: sql`(a.state = 'done')::int` }),
  },
  {
    ...share,
    name: 'no-show',
    title: { en: 'No-show rate', de: 'Ausfallquote' },
    formula: {
      en: 'Visits the client did not come to, of all visits whose time has come. Cancelled visits do not count, early or late.',
      de: 'Termine, zu denen niemand kam, von allen Terminen, deren Zeit gekommen ist. Abgesagte zählen nicht, ob früh oder spät.',
    },
    numerator: { name: 'no_shows', title: { en: 'no-shows', de: 'nicht erschienen' } },
    better: 'less',
    facts: (ctx, span) => visitFacts(ctx, span, { num: sql`(a.state = 'no_show')::int`, den: HAPPENED(ctx) }),
  },
  {
    ...share,
    name: 'late-cancel',
    title: { en: 'Late cancellations', de: 'Späte Absagen' },
    formula: {
      en: 'Visits the client cancelled later than the service allows, of all visits arranged for these days (cancelled ones included).',
      de: 'Termine, die der Klient später absagte, als die Leistung es erlaubt, von allen für diese Tage vereinbarten (abgesagte eingeschlossen).',
    },
    numerator: { name: 'late_cancelled', title: { en: 'cancelled late', de: 'spät abgesagt' } },
    better: 'less',
    facts: (ctx, span) =>
      visitFacts(ctx, span, {
        num: sql`(a.state = 'cancelled' and a.cancelled_by = 'client' and a.cancelled_late)::int`,
        den: ARRANGED,
      }),
  },
  {
    ...share,
    name: 'cancel',
    title: { en: 'Cancellations', de: 'Absagen' },
    formula: {
      en: 'Visits the client cancelled, early or late, of all visits arranged for these days.',
      de: 'Termine, die der Klient absagte, früh oder spät, von allen für diese Tage vereinbarten.',
    },
    numerator: { name: 'cancelled', title: { en: 'cancelled', de: 'abgesagt' } },
    better: 'less',
    facts: (ctx, span) =>
      visitFacts(ctx, span, {
        num: sql`(a.state = 'cancelled' and a.cancelled_by = 'client')::int`,
        den: ARRANGED,
      }),
  },
  {
    ...share,
    name: 'provider-cancel',
    title: { en: 'Cancelled by us', de: 'Von uns abgesagt' },
    formula: {
      en: 'Visits the practice cancelled, of all visits arranged for these days.',
      de: 'Termine, die die Praxis absagte, von allen für diese Tage vereinbarten.',
    },
    numerator: { name: 'provider_cancelled', title: { en: 'cancelled by us', de: 'von uns abgesagt' } },
    better: 'less',
    facts: (ctx, span) =>
      visitFacts(ctx, span, {
        num: sql`(a.state = 'cancelled' and a.cancelled_by = 'practice')::int`,
        den: ARRANGED,
      }),
  },
  {
    ...share,
    name: 'rebooking',
    title: { en: 'Rebooking', de: 'Folgetermine' },
    formula: {
      en: 'Visits that took place and whose client had a further visit booked on the same day, of all visits that took place.',
      de: 'Stattgefundene Besuche, nach denen am selben Tag ein weiterer Termin gebucht wurde, von allen stattgefundenen.',
    },
    numerator: { name: 'rebooked', title: { en: 'rebooked', de: 'mit Folgetermin' } },
    denominator: { name: 'visits', title: { en: 'visits', de: 'Besuche' } },
    better: 'more',
    facts: (ctx, span) => visitFacts(ctx, span, { num: REBOOKED, den: sql`(a.state = 'done')::int` }),
  },
  {
    name: 'waiting',
    title: { en: 'Waiting time', de: 'Wartezeit' },
    formula: {
      en: 'Mean minutes from arrival to the room, of visits where both were noted.',
      de: 'Mittlere Minuten von der Ankunft bis ins Zimmer, wo beides notiert wurde.',
    },
    unit: 'minutes',
    numerator: { name: 'minutes', title: { en: 'minutes', de: 'Minuten' } },
    denominator: VISITS,
    dimensions: VISIT_DIMENSIONS,
    better: 'less',
    rows: 'appointment',
    facts: (ctx, span) =>
      visitFacts(ctx, span, {
        num: sql`case when a.in_room_at >= a.arrived_at then extract(epoch from a.in_room_at - a.arrived_at) / 60 else 0 end`,
        den: sql`(a.in_room_at >= a.arrived_at)::int`,
      }),
  },
]

const REBOOKED = sql`(a.state = 'done' and exists (select from appointment n where n.practice_id = a.practice_id and n.client_id = a.client_id
  and n.id <> a.id and n.starts_at > a.starts_at and n.state not in ('held', 'expired')
  and (n.booked_at at time zone a.zone)::date = ${sql.raw(VISIT_DAY)}))::int`
