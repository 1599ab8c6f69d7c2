import type { Mode } from '../appointment/states.ts'

/** A row of the table, as it is kept. */
export interface SessionRow {
  practice_id: string
  id: string
  service_id: string
  practitioner_id: string
  location_id: string
  room_id: string | null
  assistant_id: string | null
  /** Sessions that were scheduled together. */
  class_id: string | null
  title: string | null
  starts_at: Date
  ends_at: Date
  zone: string
  mode: Mode
  buffer_before_minutes: number
  buffer_after_minutes: number
  capacity: number
  taken: number
  /** A booking opened it; it closes when the last attendee leaves. */
  on_demand: boolean
  auto_promote: boolean
  notes: string | null
  cancelled_at: Date | null
  cancelled_by: string | null
  cancel_reason: string | null
  created_by: string
  created_at: Date
  row_version: number
}
