import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { weekdayOfNumber } from '../../platform/time/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import type { Mode, State } from '../appointment/states.ts'
import { partOf, wallOf } from './visit-wishes.ts'
import type { DayPart, Wishes } from './visit-wishes.ts'

/** A visit that is looked at for another time. */
export interface AffectedVisit {
  id: string
  clientId: string
  clientName: string
  hasEmail: boolean
  serviceId: string
  mode: Mode
  state: State
  minutes: number
  endsAt: Date
  /** Who helps beside the practitioner. */
  assistantId: string | null
  /** The units of equipment it takes up. */
  unitIds: readonly string[]
  /** Part of a chain in one coming, or a seat in a group: it can't be moved alone. */
  partOf: 'bundle' | 'session' | null
  wishes: Wishes
}

/** Who, what or where is lost, and when. */
export interface Loss {
  practitionerId?: string | null
  roomId?: string | null
  /** Of equipment. */
  unitId?: string | null
  locationId?: string | null
  from: Date
  to: Date
}

/** What a person may still be told to come for: nobody has come, nothing is over. */
const OPEN = ['requested', 'booked', 'confirmed']

/** The visits ahead that a loss concerns (somebody's own, and those at which they help), earliest first; arrived, done and past ones stay as they are. */
export function visitsIn(ctx: Context, loss: Loss): Promise<AffectedVisit[]> {
  const { from, to, practitionerId, roomId, locationId, unitId } = loss
  const whose = practitionerId
    ? sql`(a.practitioner_id = ${practitionerId} or a.assistant_id = ${practitionerId})`
    : roomId
      ? sql`a.room_id = ${roomId}`
      : unitId
        ? sql`exists (select from occupancy o where o.practice_id = a.practice_id and o.appointment_id = a.id and o.resource_id = ${unitId})`
        : sql`a.location_id = ${locationId}`
  return readVisits(
    ctx,
    sql`${whose} and a.starts_at > ${from}::timestamptz - interval '1 day' and a.starts_at < ${to}
      and a.ends_at > ${from} and a.starts_at > ${ctx.now}`,
  )
}

/** These visits, as far as they are still open. */
export function visitsOf(ctx: Context, ids: readonly string[]): Promise<AffectedVisit[]> {
  return readVisits(ctx, sql`a.id = any(${[...ids]}::uuid[])`)
}

interface Row {
  id: string
  clientId: string
  clientName: string
  hasEmail: boolean
  usual: string | null
  standsIn: string | null
  serviceId: string
  mode: Mode
  state: State
  startsAt: Date
  endsAt: Date
  zone: string
  practitionerId: string | null
  assistantId: string | null
  locationId: string
  roomId: string | null
  bundleId: string | null
  sessionId: string | null
  unitIds: string[]
  /** Earlier visits: epoch milliseconds, who. */
  history: [number, string | null][]
  previousAt: Date | null
  nextAt: Date | null
}

async function readVisits(ctx: Context, where: RawBuilder<unknown>): Promise<AffectedVisit[]> {
  const { rows } =
    await sql<Row>`select a.id, a.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName",
      exists (select from contact_point p where p.practice_id = a.practice_id and p.client_id = a.client_id and p.kind = 'email') as "hasEmail",
      c.usual_practitioner_id as usual, ${standsIn(ctx)} as "standsIn", a.service_id as "serviceId", a.mode, a.state, a.starts_at as "startsAt", a.ends_at as "endsAt", a.zone,
      a.practitioner_id as "practitionerId", a.assistant_id as "assistantId", a.location_id as "locationId", a.room_id as "roomId", a.bundle_id as "bundleId", a.session_id as "sessionId",
      array(select o.resource_id from occupancy o where o.practice_id = a.practice_id and o.appointment_id = a.id and o.resource_kind = 'equipment') as "unitIds",
      (select coalesce(json_agg(json_build_array((extract(epoch from h.starts_at) * 1000)::int8, h.practitioner_id)), '[]') from (
        select x.starts_at, x.practitioner_id from appointment x where x.practice_id = a.practice_id and x.client_id = a.client_id and x.id <> a.id
          and x.starts_at < a.starts_at and x.state not in ('cancelled', 'expired', 'held') order by x.starts_at desc limit 12) h) as history,
      ${neighbour(sql`max`, sql`<`)} as "previousAt", ${neighbour(sql`min`, sql`>`)} as "nextAt"
    from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.state = any(${OPEN}) and a.hour_known and ${where} and ${seesAppointment(ctx)}
    order by a.starts_at, a.id`.execute(ctx.db)
  return rows.map(visitOf)
}

/** Who stands in for the practitioner at the time of the visit. */
function standsIn({ practiceId }: Context) {
  return sql`(select t.substitute_id from time_off t where t.practice_id = ${practiceId} and t.practitioner_id = a.practitioner_id
    and t.cancelled_at is null and t.approved is not false and t.substitute_id is not null and t.starts_at < a.ends_at and t.ends_at > a.starts_at
    and t.starts_at > a.starts_at - interval '401 days' order by t.starts_at desc limit 1)`
}

/** The visit of the same plan or series before or after it that is not cancelled. */
function neighbour(which: RawBuilder<unknown>, side: RawBuilder<unknown>) {
  const among = (key: RawBuilder<unknown>) => sql`(select ${which}(x.starts_at) from appointment x
    where x.practice_id = a.practice_id and x.${key} = a.${key} and x.starts_at ${side} a.starts_at and x.state not in ('cancelled', 'expired', 'held'))`
  return sql`case when a.plan_id is not null then ${among(sql.raw('plan_id'))} when a.series_id is not null then ${among(sql.raw('series_id'))} end`
}

function visitOf(row: Row): AffectedVisit {
  const { id, clientId, clientName, hasEmail, serviceId, mode, state, startsAt, endsAt, zone } = row
  return {
    id,
    clientId,
    clientName,
    hasEmail,
    serviceId,
    mode,
    state,
    minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000,
    endsAt,
    assistantId: row.assistantId,
    unitIds: row.unitIds,
    partOf: row.sessionId ? 'session' : row.bundleId ? 'bundle' : null,
    wishes: {
      startsAt,
      zone,
      practitionerId: row.practitionerId,
      locationId: row.locationId,
      roomId: row.roomId,
      usualPractitionerId: row.usual,
      standsIn: row.standsIn,
      knows: new Set(row.history.flatMap(([, who]) => who ?? [])),
      ...habitsOf(row.history, zone),
      previousAt: row.previousAt,
      nextAt: row.nextAt,
    },
  }
}

const ENOUGH_VISITS = 3
const MOST_OF_THEM = 0.6

/** A habit is what at least three earlier visits, and six of ten, have in common. */
export function habitsOf(history: Row['history'], zone: string) {
  const walls = history.map(([at]) => wallOf(new Date(at), zone))
  return {
    usualPart: habit<DayPart>(walls.map(({ minute }) => partOf(minute))),
    usualWeekday: habit<number>(walls.map(({ day }) => weekdayOfNumber(day))),
  }
}

function habit<T>(seen: readonly T[]): T | null {
  if (seen.length < ENOUGH_VISITS) return null
  const count = (one: T) => seen.filter((each) => each === one).length
  const most = [...new Set(seen)].sort((a, b) => count(b) - count(a))[0]!
  return count(most) >= seen.length * MOST_OF_THEM ? most : null
}
