import { sql } from 'kysely'
import { z } from 'zod'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import { MODES } from '../appointment/states.ts'
import { URGENCIES } from './ranking.ts'
import type { Urgency } from './ranking.ts'
import type { Wanted, WantedTime } from './wish.ts'

/** 'offered' is a waiting person with an offer that is out. */
export const ENTRY_STATES = ['waiting', 'offered', 'booked', 'withdrawn', 'expired'] as const

const Named = z.object({ id: Id, name: z.string() })
export const WantedTimeView = z.object({ weekday: z.int(), from: z.string(), to: z.string() })

/** A wish as staff see it. */
export const EntryView = z.object({
  id: Id,
  client: Named.extend({ number: z.int() }),
  service: Named.extend({ color: z.string().nullable(), durationMinutes: z.int() }),
  practitioners: z.array(Named).describe('Empty: with anybody.'),
  locations: z.array(Named).describe('Empty: anywhere.'),
  mode: z.enum(MODES),
  durationMinutes: z.int().nullable().describe('null: as long as the service takes.'),
  wantedTimes: z.array(WantedTimeView).describe('By the clock of the location; empty: at any time.'),
  fromDay: Day.nullable(),
  toDay: Day.nullable(),
  urgency: z.enum(URGENCIES),
  note: z.string().nullable(),
  replaces: z
    .object({ id: Id, startsAt: Instant, zone: z.string(), practitionerName: z.string().nullable() })
    .nullable()
    .describe('The later visit that would be moved.'),
  minNoticeMinutes: z.int(),
  expiresOn: Day.nullable(),
  state: z.enum(ENTRY_STATES),
  waitingSince: Instant,
  openOffers: z.int(),
  offersSoFar: z.int(),
  reachableBy: z.enum(['email', 'call', 'nothing']),
  endedAt: Instant.nullable(),
  endedBecause: z.string().nullable(),
  appointmentId: Id.nullable(),
  createdBy: z.string(),
  rowVersion: z.int(),
  can: z.object({ edit: z.boolean(), withdraw: z.boolean(), putBack: z.boolean() }),
})

/** A row with the names that belong to it. */
export interface Entry {
  id: string
  client_id: string
  client_name: string
  client_number: number
  service_id: string
  service_name: string
  service_color: string | null
  service_minutes: number
  practitioners: { id: string; name: string }[]
  locations: { id: string; name: string }[]
  mode: Mode
  duration_minutes: number | null
  wanted_times: WantedTime[]
  from_day: string | null
  to_day: string | null
  urgency: Urgency
  note: string | null
  replaces_id: string | null
  replaces_starts_at: Date | null
  replaces_zone: string | null
  replaces_practitioner: string | null
  replaces_state: string | null
  min_notice_minutes: number
  expires_on: string | null
  state: 'waiting' | 'booked' | 'withdrawn' | 'expired'
  waiting_since: Date
  open_offers: number
  offers_so_far: number
  reachable_by: 'email' | 'call' | 'nothing'
  ended_at: Date | null
  ended_because: string | null
  appointment_id: string | null
  created_by: string
  row_version: number
}

/** Columns and joins of a wish with its names; the table is `e`. */
export const ENTRY_COLUMNS =
  sql.raw(`e.*, c.given_name || ' ' || c.family_name as client_name, c.number as client_number, s.name as service_name,
  s.color as service_color, s.duration_minutes as service_minutes,
  (select coalesce(json_agg(json_build_object('id', st.id, 'name', st.name) order by st.name, st.id), '[]') from waitlist_entry_practitioner w
    join staff st on st.practice_id = w.practice_id and st.id = w.practitioner_id where w.practice_id = e.practice_id and w.entry_id = e.id) as practitioners,
  (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name) order by l.position, l.name), '[]') from waitlist_entry_location w
    join location l on l.practice_id = w.practice_id and l.id = w.location_id where w.practice_id = e.practice_id and w.entry_id = e.id) as locations,
  r.starts_at as replaces_starts_at, r.zone as replaces_zone, r.state as replaces_state, rs.name as replaces_practitioner,
  (select count(*)::int from waitlist_offer o where o.practice_id = e.practice_id and o.entry_id = e.id and o.state = 'open') as open_offers,
  (select count(*)::int from waitlist_offer o where o.practice_id = e.practice_id and o.entry_id = e.id) as offers_so_far,
  coalesce((select case min(p.kind) when 'email' then 'email' else 'call' end from contact_point p
    where p.practice_id = e.practice_id and p.client_id = e.client_id having count(*) > 0), 'nothing') as reachable_by`)
export const ENTRY_JOINS = sql.raw(`join client c on c.practice_id = e.practice_id and c.id = e.client_id
  join service s on s.practice_id = e.practice_id and s.id = e.service_id
  left join appointment r on r.practice_id = e.practice_id and r.id = e.replaces_id
  left join staff rs on rs.practice_id = r.practice_id and rs.id = r.practitioner_id`)

/** The wish, if this actor may see its client; else 404. `lock` keeps others from changing it meanwhile. */
export async function findEntry(
  ctx: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Entry> {
  const { rows } = await sql<Entry>`select ${ENTRY_COLUMNS} from waitlist_entry e ${ENTRY_JOINS}
    where e.practice_id = ${ctx.practiceId} and e.id = ${id} and ${seesClient(ctx, sql.ref('e.client_id'))}
    ${lock ? sql`for update of e` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This wish')
  return rows[0]
}

/** The wish as it is compared with a time. */
export function wantedOf(entry: Entry): Wanted {
  return {
    practitionerIds: entry.practitioners.map((each) => each.id),
    locationIds: entry.locations.map((each) => each.id),
    wantedTimes: entry.wanted_times,
    fromDay: entry.from_day,
    toDay: entry.to_day,
    minNoticeMinutes: entry.min_notice_minutes,
    earlierThan: entry.replaces_starts_at,
  }
}

/** The wish as this caller sees it. */
export function presentEntry(ctx: Context, entry: Entry): z.input<typeof EntryView> {
  const isOpen = entry.state === 'waiting'
  const may = ctx.can('waitlist.manage')
  return {
    id: entry.id,
    client: { id: entry.client_id, name: entry.client_name, number: entry.client_number },
    service: {
      id: entry.service_id,
      name: entry.service_name,
      color: entry.service_color,
      durationMinutes: entry.service_minutes,
    },
    practitioners: entry.practitioners,
    locations: entry.locations,
    mode: entry.mode,
    durationMinutes: entry.duration_minutes,
    wantedTimes: entry.wanted_times,
    fromDay: entry.from_day,
    toDay: entry.to_day,
    urgency: entry.urgency,
    note: entry.note,
    replaces: entry.replaces_id
      ? {
          id: entry.replaces_id,
          startsAt: entry.replaces_starts_at!,
          zone: entry.replaces_zone!,
          practitionerName: entry.replaces_practitioner,
        }
      : null,
    minNoticeMinutes: entry.min_notice_minutes,
    expiresOn: entry.expires_on,
    state: isOpen && entry.open_offers > 0 ? 'offered' : entry.state,
    waitingSince: entry.waiting_since,
    openOffers: entry.open_offers,
    offersSoFar: entry.offers_so_far,
    reachableBy: entry.reachable_by,
    endedAt: entry.ended_at,
    endedBecause: entry.ended_because,
    appointmentId: entry.appointment_id,
    createdBy: entry.created_by,
    rowVersion: entry.row_version,
    can: {
      edit: may && isOpen,
      withdraw: may && isOpen,
      putBack: may && (entry.state === 'withdrawn' || entry.state === 'expired'),
    },
  }
}
