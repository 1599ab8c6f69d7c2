import type { Travel } from '../availability/busy.ts'

/** The diary as the database tells it: rows as JSON, instants as epoch milliseconds. */
export interface DiaryRows {
  /** `pools`: of each of these (at the location) a free unit is needed. */
  service: ServiceRow & { pools: string[] }
  practitioners: PractitionerRow[]
  /** One of these is needed beside the practitioner; empty: nobody is. */
  assistants: { id: string; name: string }[]
  locations: { id: string; name: string; zone: string; position: number }[]
  /** All rooms; `fits`: the service may take place there. */
  rooms: { id: string; name: string; location_id: string; fits: boolean }[]
  units: { id: string; name: string; pool_id: string; location_id: string }[]
  hours: HoursRow[]
  exceptions: {
    practitioner_id: string
    location_id: string | null
    day: string
    starts: string | null
    ends: string | null
    effect: 'replace' | 'add'
    next_day: boolean
  }[]
  reserved: ReservedRow[]
  time_off: [
    practitionerId: string,
    startsAt: number,
    endsAt: number,
    kind: string,
    blocks: 'everybody' | 'online',
  ][]
  opening: { location_id: string; weekday: number; opens: string; closes: string }[]
  closures: { location_id: string | null; starts_on: string; ends_on: string; name: string }[]
  /** Minutes on the way between locations. */
  travel: Travel[]
  /** Of a group: the sessions that are scheduled in the window; instants as epoch milliseconds. */
  sessions: SessionSeats[]
  /** Where something is limited: the visits of whole weeks around the window. */
  counted: [practitionerId: string, startsAt: number, endsAt: number, serviceId: string, expired: boolean][]
  client: DiaryClient | null
  busy: BusyRow[]
}

/** Who or what, from, to, minutes to keep free before and after, for which visit; `expired`: a hold that counts no more. */
export type BusyRow = [
  resourceId: string,
  startsAt: number,
  endsAt: number,
  before: number,
  after: number,
  appointmentId: string,
  expired: boolean,
  /** Where, when the practice has travel times and it is a practitioner's. */
  locationId: string | null,
]

export interface ServiceRow {
  id: string
  name: string
  translations: Record<string, { name?: string; description?: string }>
  description: string | null
  category: string | null
  color: string | null
  duration_minutes: number
  buffer_before_minutes: number
  buffer_after_minutes: number
  /** Minutes on the way to and from a visit at home. */
  home_travel_minutes: number
  price_minor: number
  tax_basis_points: number
  billing_code: string | null
  modes: string[]
  min_notice_minutes: number
  horizon_days: number
  cancel_cutoff_minutes: number
  reschedule_cutoff_minutes: number
  slot_interval_minutes: number
  bookable_online: boolean
  link_only: boolean
  link_key: string | null
  series_online_max: number | null
  clients_only: 'new' | 'existing' | null
  needs_room: boolean
  form_keys: string[]
  note_template_key: string | null
  instructions: string | null
  reminder_minutes: number[]
  position: number
  requires_approval: boolean
  slot_offset_minutes: number
  capacity: number
  max_per_day: number | null
  max_per_week: number | null
  max_minutes_per_day: number | null
  max_minutes_per_week: number | null
  duration_variants: { minutes: number; priceMinor: number }[]
  deposit_minor: number | null
  deposit_percent: number | null
  checklist: string[]
  scheduled_only: boolean
  /** Whether the practitioner a client knows comes first. */
  continuity: 'usual_or_last' | 'usual' | 'none'
  archived_at: string | null
  row_version: number
}

export interface PractitionerRow {
  id: string
  name: string
  title: string | null
  color: string | null
  bookable_online: boolean
  duration_minutes: number | null
  price_minor: number | null
  buffer_before_minutes: number | null
  buffer_after_minutes: number | null
  min_notice_minutes: number | null
  horizon_days: number | null
  slot_interval_minutes: number | null
  capacity: number | null
  /** How much of the visits of clients without a wish, beside the others': 100 is the usual share, 0 only when nobody else can. */
  weight: number
  /** A higher one is asked first. */
  priority: number
  /** The most visits, or minutes, of any service in a local day or week. */
  max_per_day: number | null
  max_per_week: number | null
  max_minutes_per_day: number | null
  max_minutes_per_week: number | null
}

export interface SessionSeats {
  id: string
  practitioner_id: string
  location_id: string
  room_id: string | null
  starts_at: number
  ends_at: number
  capacity: number
  taken: number
}

export interface HoursRow {
  practitioner_id: string
  location_id: string
  weekday: number
  starts: string
  ends: string
  cycle_length: number
  cycle_week: number
  cycle_anchor: string | null
  next_day: boolean
  valid_from: string
  valid_to: string | null
}

/** Hours kept for these services (empty: any) and clients. */
export interface ReservedRow {
  practitioner_id: string
  location_id: string | null
  weekday: number
  starts: string
  ends: string
  valid_from: string
  valid_to: string | null
  clients: 'new' | 'existing' | null
  release_minutes: number | null
  service_ids: string[]
  /** The names of the services. */
  name: string | null
}

export interface DiaryClient {
  id: string
  name: string
  number: number
  born_on: string | null
  usual_practitioner_id: string | null
  /** The client's latest visit; null for somebody who never came nor has a visit ahead. */
  last: { practitioner_id: string | null } | null
}
