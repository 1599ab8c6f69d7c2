import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay } from '../../platform/time/index.ts'
import type { Entry } from './entry.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS, wantedOf } from './entry.ts'
import { findStarts } from './free-starts.ts'
import type { Gap } from './free-starts.ts'
import { rank } from './ranking.ts'
import type { Score, Standing } from './ranking.ts'
import type { WaitlistSettings } from './settings.ts'
import { fits } from './wish.ts'

/** Somebody who waits, with what decides whether they may be offered a time now. */
export interface Person extends Entry {
  client_zone: string | null
  usual_practitioner_id: string | null
  /** Offers that were answered or ran out, and those that were accepted. */
  offers_before: number
  accepted_before: number
  /** Offers of the last 36 hours: counted by day in the person's own zone. */
  recent_offers: Date[]
  /** Times with this practitioner that they do not want to be offered again. */
  unwanted: [startsAt: Date, endsAt: Date][]
  /** Their own visits around the time. */
  busy: [startsAt: Date, endsAt: Date][]
}

/** Somebody a freed time fits, the starts that would do (the best first), and why they stand where they stand. */
export interface Match extends Standing {
  person: Person
  starts: Date[]
  minutes: number
  score: Score
}

/** Whoever waits and is read for one freed time at most. */
const MOST_PEOPLE = 1000

/** Everybody who waits and would take (part of) the freed time, the best first. */
export async function findMatches(ctx: Context, gap: Gap, settings: WaitlistSettings): Promise<Match[]> {
  const people = await findPeople(ctx, gap)
  const startsFor = await findStarts(ctx, gap, people)
  const standing = people.flatMap((person) => {
    const minutes = person.duration_minutes ?? startsFor.minutesOf(person)
    if (minutes === null) return []
    const starts = startsFor
      .startsOf(person)
      .filter((startsAt) => wouldTake(ctx, person, { gap, startsAt, minutes }))
    return starts.length > 0 ? [{ ...standingOf(person, gap, minutes), person, starts, minutes }] : []
  })
  return rank(standing, settings.weights, ctx.now).map(({ of, score }) => ({ ...of, score }))
}

function wouldTake(
  ctx: Context,
  person: Person,
  { gap, startsAt, minutes }: { gap: Gap; startsAt: Date; minutes: number },
): boolean {
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
  const { practitionerId, locationId, zone } = gap
  if (!fits(wantedOf(person), { practitionerId, locationId, startsAt, endsAt, zone }, ctx.now)) return false
  return ![...person.unwanted, ...person.busy].some(([from, to]) => from < endsAt && startsAt < to)
}

function standingOf(person: Person, gap: Gap, minutes: number): Standing {
  const isWished = person.practitioners.some((each) => each.id === gap.practitionerId)
  const isUsual = person.usual_practitioner_id === gap.practitionerId
  return {
    entryId: person.id,
    urgency: person.urgency,
    waitingSince: person.waiting_since,
    visitMinutes: minutes,
    gapMinutes: (gap.endsAt.getTime() - gap.startsAt.getTime()) / 60_000,
    practitioner: isWished ? 'wished' : isUsual ? 'usual' : 'any',
    offersBefore: person.offers_before,
    acceptedBefore: person.accepted_before,
  }
}

/**
 * Who waits for what this practitioner gives there around that day. Whoever got such a visit since, or whose visit is no
 * longer to be moved up, waits no more, also before the list says so.
 */
async function findPeople(ctx: Context, gap: Gap): Promise<Person[]> {
  const day = localDay(gap.startsAt, gap.zone)
  const { practitionerId, locationId } = gap
  const { rows } = await sql<
    Omit<Person, 'recent_offers' | 'unwanted' | 'busy'> & Raw
  >`select ${ENTRY_COLUMNS}, c.zone as client_zone,
      c.usual_practitioner_id, h.offers_before, h.accepted_before, h.recent_offers, h.unwanted,
      (select coalesce(json_agg(json_build_array(x.starts_at, x.ends_at)), '[]') from occupancy x where x.practice_id = e.practice_id and x.resource_id = e.client_id
        and x.appointment_id is distinct from e.replaces_id and x.starts_at > ${gap.startsAt}::timestamptz - interval '2 days'
        and x.starts_at < ${gap.endsAt}::timestamptz + interval '1 day') as busy
    from waitlist_entry e ${ENTRY_JOINS}
      cross join lateral (select count(*) filter (where o.state <> 'open')::int as offers_before, count(*) filter (where o.state = 'claimed')::int as accepted_before,
          coalesce(json_agg(o.offered_at) filter (where o.round > 0 and o.offered_at > ${ctx.now}::timestamptz - interval '36 hours'), '[]') as recent_offers,
          coalesce(json_agg(json_build_array(o.starts_at, o.ends_at)) filter (where o.entry_id = e.id and o.never_again and o.practitioner_id = ${practitionerId}), '[]') as unwanted
        from waitlist_offer o where o.practice_id = e.practice_id and o.client_id = e.client_id) h
    where e.practice_id = ${ctx.practiceId} and e.state = 'waiting' and c.archived_at is null and ${seesClient(ctx, sql.ref('e.client_id'))}
      and (e.from_day is null or e.from_day <= ${addLocalDays(day, 1)}::date) and (e.to_day is null or e.to_day >= ${addLocalDays(day, -1)}::date)
      and exists (select from service_practitioner sp where sp.practice_id = e.practice_id and sp.service_id = e.service_id and sp.practitioner_id = ${practitionerId})
      and ${takes('practitioner', practitionerId)} and ${takes('location', locationId)}
      and (e.replaces_id is null or (r.state in ('booked', 'confirmed') and r.starts_at > ${ctx.now}))
      and not ${hasVisitSince}
    order by case e.urgency when 'urgent' then 0 when 'soon' then 1 else 2 end, e.waiting_since, e.id limit ${MOST_PEOPLE}`.execute(
    ctx.db,
  )
  return rows.map((row) => ({
    ...row,
    recent_offers: row.recent_offers.map((each) => new Date(each)),
    unwanted: row.unwanted.map(datesOf),
    busy: row.busy.map(datesOf),
  }))
}

interface Raw {
  recent_offers: string[]
  unwanted: [string, string][]
  busy: [string, string][]
}

function datesOf([from, to]: [string, string]): [Date, Date] {
  return [new Date(from), new Date(to)]
}

/** They got a visit of the service in another way since they wait (the wish is `e`). */
export const hasVisitSince = sql<boolean>`(e.replaces_id is null and exists (select from appointment a where a.practice_id = e.practice_id and a.client_id = e.client_id
  and a.service_id = e.service_id and a.created_at > e.waiting_since and a.starts_at > e.waiting_since
  and a.state not in ('cancelled', 'expired', 'held', 'no_show')))`

function takes(kind: 'practitioner' | 'location', id: string) {
  const of = sql`select from ${sql.table(`waitlist_entry_${kind}`)} w where w.practice_id = e.practice_id and w.entry_id = e.id`
  return sql`(not exists (${of}) or exists (${of} and w.${sql.ref(`${kind}_id`)} = ${id}))`
}
