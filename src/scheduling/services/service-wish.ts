import type { DurationVariant } from './service.ts'

/** What may be said of a service; what is left out keeps its value (or, for a new one, its default). */
export interface ServiceWish {
  name?: string | undefined
  translations?: Record<string, { name?: string | undefined; description?: string | undefined }> | undefined
  description?: string | null | undefined
  category?: string | null | undefined
  color?: string | null | undefined
  durationMinutes?: number | undefined
  bufferBeforeMinutes?: number | undefined
  bufferAfterMinutes?: number | undefined
  homeTravelMinutes?: number | undefined
  priceMinor?: number | undefined
  taxBasisPoints?: number | undefined
  billingCode?: string | null | undefined
  modes?: string[] | undefined
  minNoticeMinutes?: number | undefined
  horizonDays?: number | undefined
  cancelCutoffMinutes?: number | undefined
  rescheduleCutoffMinutes?: number | undefined
  slotIntervalMinutes?: number | undefined
  bookableOnline?: boolean | undefined
  linkOnly?: boolean | undefined
  seriesOnlineMax?: number | null | undefined
  clientsOnly?: 'new' | 'existing' | null | undefined
  needsRoom?: boolean | undefined
  formKeys?: string[] | undefined
  noteTemplateKey?: string | null | undefined
  instructions?: string | null | undefined
  reminderMinutes?: number[] | undefined
  position?: number | undefined
  requiresApproval?: boolean | undefined
  slotOffsetMinutes?: number | undefined
  capacity?: number | undefined
  maxPerDay?: number | null | undefined
  maxPerWeek?: number | null | undefined
  maxMinutesPerDay?: number | null | undefined
  maxMinutesPerWeek?: number | null | undefined
  durationVariants?: DurationVariant[] | undefined
  depositMinor?: number | null | undefined
  depositPercent?: number | null | undefined
  continuity?: 'usual_or_last' | 'usual' | 'none' | undefined
  checklist?: string[] | undefined
  scheduledOnly?: boolean | undefined
  practitioners?: PractitionerTerms[] | undefined
  locationIds?: string[] | undefined
  roomIds?: string[] | undefined
  equipmentPoolIds?: string[] | undefined
  /** One of these is needed beside the practitioner; none: nobody is. */
  assistantIds?: string[] | undefined
}

/** Own terms of a practitioner; null: as the service. */
export interface PractitionerTerms {
  id: string
  durationMinutes?: number | null | undefined
  priceMinor?: number | null | undefined
  bufferBeforeMinutes?: number | null | undefined
  bufferAfterMinutes?: number | null | undefined
  minNoticeMinutes?: number | null | undefined
  horizonDays?: number | null | undefined
  slotIntervalMinutes?: number | null | undefined
  capacity?: number | null | undefined
  weight?: number | undefined
  priority?: number | undefined
}

/** The column of each field that is kept as it is said. */
export const COLUMNS = {
  name: 'name',
  description: 'description',
  category: 'category',
  color: 'color',
  durationMinutes: 'duration_minutes',
  bufferBeforeMinutes: 'buffer_before_minutes',
  bufferAfterMinutes: 'buffer_after_minutes',
  homeTravelMinutes: 'home_travel_minutes',
  priceMinor: 'price_minor',
  taxBasisPoints: 'tax_basis_points',
  billingCode: 'billing_code',
  modes: 'modes',
  minNoticeMinutes: 'min_notice_minutes',
  horizonDays: 'horizon_days',
  cancelCutoffMinutes: 'cancel_cutoff_minutes',
  rescheduleCutoffMinutes: 'reschedule_cutoff_minutes',
  slotIntervalMinutes: 'slot_interval_minutes',
  bookableOnline: 'bookable_online',
  linkOnly: 'link_only',
  seriesOnlineMax: 'series_online_max',
  clientsOnly: 'clients_only',
  needsRoom: 'needs_room',
  formKeys: 'form_keys',
  noteTemplateKey: 'note_template_key',
  instructions: 'instructions',
  reminderMinutes: 'reminder_minutes',
  position: 'position',
  requiresApproval: 'requires_approval',
  slotOffsetMinutes: 'slot_offset_minutes',
  capacity: 'capacity',
  maxPerDay: 'max_per_day',
  maxPerWeek: 'max_per_week',
  maxMinutesPerDay: 'max_minutes_per_day',
  maxMinutesPerWeek: 'max_minutes_per_week',
  depositMinor: 'deposit_minor',
  depositPercent: 'deposit_percent',
  continuity: 'continuity',
  checklist: 'checklist',
  scheduledOnly: 'scheduled_only',
} as const satisfies Partial<Record<keyof ServiceWish, string>>
