import type { Mode, Source, State } from './states.ts'

/** A row of the table, as it is kept. */
export interface AppointmentRow {
  practice_id: string
  id: string
  client_id: string | null
  practitioner_id: string | null
  /** Who helps beside the practitioner. */
  assistant_id: string | null
  service_id: string
  location_id: string
  room_id: string | null
  episode_id: string | null
  lead_id: string | null
  starts_at: Date
  ends_at: Date
  zone: string
  hour_known: boolean
  mode: Mode
  state: State
  source: Source
  price_minor: number
  buffer_before_minutes: number
  buffer_after_minutes: number
  held_until: Date | null
  series_id: string | null
  plan_id: string | null
  /** Services back to back in one coming carry the same. */
  bundle_id: string | null
  /** The session of a group in which this client has a seat. */
  session_id: string | null
  requested_at: Date | null
  held_by: string | null
  booked_at: Date | null
  confirmed_at: Date | null
  arrived_at: Date | null
  in_room_at: Date | null
  done_at: Date | null
  no_show_at: Date | null
  cancelled_at: Date | null
  cancelled_by: 'client' | 'practice' | null
  cancel_reason: string | null
  cancelled_late: boolean | null
  created_by: string
  chosen_because: Record<string, unknown> | null
  overlap_reason: string | null
  notes: string | null
  /** The client had no other visit when it was booked. */
  is_first: boolean
  sequence: number
  facts: Record<string, unknown>
  import_key: string | null
  created_at: Date
  row_version: number
}

/** The row with the names that belong to it. */
export interface Visit extends AppointmentRow {
  client_name: string | null
  client_number: number | null
  client_born_on: string | null
  practitioner_name: string | null
  practitioner_color: string | null
  assistant_name: string | null
  service_name: string
  service_color: string | null
  location_name: string
  room_name: string | null
  units: { id: string; name: string }[]
  cancel_cutoff_minutes: number
  reschedule_cutoff_minutes: number
}
