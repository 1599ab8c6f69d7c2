import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { MODES } from '../appointment/states.ts'
import type { ServiceRow } from '../times/diary-rows.ts'

export const ServicePractitioner = z.strictObject({
  id: Id,
  durationMinutes: z.int().min(1).max(1440).nullish(),
  priceMinor: Minor.min(0).nullish(),
  bufferBeforeMinutes: z.int().min(0).max(480).nullish(),
  bufferAfterMinutes: z.int().min(0).max(480).nullish(),
  minNoticeMinutes: z.int().min(0).max(525_600).nullish(),
  horizonDays: z.int().min(1).max(1095).nullish(),
  slotIntervalMinutes: z.int().min(1).max(1440).nullish(),
  capacity: z.int().min(1).max(500).nullish(),
  weight: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe('Share of the visits of clients without a wish; 100 is usual, 0 only when nobody else can.'),
  priority: z.int().min(-10).max(10).optional().describe('A higher one is asked first.'),
})

/** Another length to choose when booking, with its own price. */
export const DurationVariant = z.strictObject({
  minutes: z.int().min(1).max(1440),
  priceMinor: Minor.min(0),
})
export type DurationVariant = z.output<typeof DurationVariant>

export const ServiceView = z.object({
  id: Id,
  name: z.string(),
  translations: z.record(
    z.string(),
    z.object({ name: z.string().optional(), description: z.string().optional() }),
  ),
  description: z.string().nullable(),
  category: z.string().nullable(),
  color: z.string().nullable(),
  durationMinutes: z.int(),
  bufferBeforeMinutes: z.int(),
  bufferAfterMinutes: z.int(),
  /** Kept free around a visit at home, for the way. */
  homeTravelMinutes: z.int(),
  priceMinor: Minor,
  taxBasisPoints: z.int(),
  billingCode: z.string().nullable(),
  modes: z.array(z.enum(MODES)),
  minNoticeMinutes: z.int(),
  horizonDays: z.int(),
  cancelCutoffMinutes: z.int(),
  rescheduleCutoffMinutes: z.int(),
  slotIntervalMinutes: z.int(),
  bookableOnline: z.boolean(),
  linkOnly: z.boolean(),
  /** What the private link ends with; null: there never was one. */
  linkKey: z.string().nullable(),
  /** The most weekly visits that clients book at once online; null: one. */
  seriesOnlineMax: z.int().nullable(),
  clientsOnly: z.enum(['new', 'existing']).nullable(),
  needsRoom: z.boolean(),
  formKeys: z.array(z.string()),
  noteTemplateKey: z.string().nullable(),
  instructions: z.string().nullable(),
  reminderMinutes: z.array(z.int()),
  position: z.int(),
  /** Online bookings are requests until the practice approves them. */
  requiresApproval: z.boolean(),
  /** Visits begin at so many minutes past local midnight, then every slot interval. */
  slotOffsetMinutes: z.int(),
  /** Seats; more than one: people book into sessions of a group. */
  capacity: z.int(),
  /** The most visits, or minutes, of this service for one practitioner in a local day or week. */
  maxPerDay: z.int().nullable(),
  maxPerWeek: z.int().nullable(),
  maxMinutesPerDay: z.int().nullable(),
  maxMinutesPerWeek: z.int().nullable(),
  durationVariants: z.array(DurationVariant),
  /** What is asked for in advance: an amount, a share of the price, or nothing. */
  depositMinor: Minor.nullable(),
  depositPercent: z.int().nullable(),
  /** Whether the practitioner a client knows comes first, when the client has no wish. */
  continuity: z.enum(['usual_or_last', 'usual', 'none']),
  checklist: z.array(z.string()),
  /** Of a group: clients join scheduled sessions only, and open none at other free times. */
  scheduledOnly: z.boolean(),
  archivedAt: Instant.nullable(),
  rowVersion: z.int(),
  /** Who gives it, with their own values where they differ. */
  practitioners: z.array(ServicePractitioner.extend({ name: z.string() })),
  /** Where; empty: everywhere. */
  locationIds: z.array(Id),
  /** In which rooms; empty: any room of the location. */
  roomIds: z.array(Id),
  /** One free unit of each of these pools (of the location) is needed. */
  equipmentPoolIds: z.array(Id),
  /** One of these is needed beside the practitioner; empty: nobody is. */
  assistantIds: z.array(Id),
  can: z.object({ edit: z.boolean() }),
})
type ServiceAnswer = z.input<typeof ServiceView>

/** A service with who, where and with what. */
export interface Service extends Omit<ServiceRow, 'archived_at'> {
  archived_at: Date | null
  practitioners: {
    id: string
    name: string
    durationMinutes: number | null
    priceMinor: number | null
    bufferBeforeMinutes: number | null
    bufferAfterMinutes: number | null
    minNoticeMinutes: number | null
    horizonDays: number | null
    slotIntervalMinutes: number | null
    capacity: number | null
    weight: number
    priority: number
  }[]
  location_ids: string[]
  room_ids: string[]
  pool_ids: string[]
  assistant_ids: string[]
}

const columns = sql.raw(`s.*,
  (select coalesce(json_agg(json_build_object('id', sp.practitioner_id, 'name', st.name, 'durationMinutes', sp.duration_minutes, 'priceMinor', sp.price_minor,
      'bufferBeforeMinutes', sp.buffer_before_minutes, 'bufferAfterMinutes', sp.buffer_after_minutes,
      'minNoticeMinutes', sp.min_notice_minutes, 'horizonDays', sp.horizon_days, 'slotIntervalMinutes', sp.slot_interval_minutes, 'capacity', sp.capacity, 'weight', sp.weight, 'priority', sp.priority) order by st.name, st.id), '[]')
    from service_practitioner sp join staff st on st.practice_id = sp.practice_id and st.id = sp.practitioner_id
    where sp.practice_id = s.practice_id and sp.service_id = s.id) as practitioners,
  (select coalesce(json_agg(x.location_id), '[]') from service_location x where x.practice_id = s.practice_id and x.service_id = s.id) as location_ids,
  (select coalesce(json_agg(x.room_id), '[]') from service_room x where x.practice_id = s.practice_id and x.service_id = s.id) as room_ids,
  (select coalesce(json_agg(x.pool_id), '[]') from service_equipment x where x.practice_id = s.practice_id and x.service_id = s.id) as pool_ids,
  (select coalesce(json_agg(x.staff_id), '[]') from service_assistant x where x.practice_id = s.practice_id and x.service_id = s.id) as assistant_ids`)

/** The service, archived or not; else 404. */
export async function findService(ctx: Context, id: string): Promise<Service> {
  const { rows } =
    await sql<Service>`select ${columns} from service s where s.practice_id = ${ctx.practiceId} and s.id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This service')
  return rows[0]
}

/** All services in their order; archived ones only when asked for. */
export async function listServices(
  ctx: Context,
  { archived = false }: { archived?: boolean } = {},
): Promise<Service[]> {
  const { rows } = await sql<Service>`select ${columns} from service s
    where s.practice_id = ${ctx.practiceId} and (${archived} or s.archived_at is null) order by s.position, s.name, s.id`.execute(
    ctx.db,
  )
  return rows
}

export function presentService(ctx: Context, row: Service): ServiceAnswer {
  return {
    id: row.id,
    name: row.name,
    translations: row.translations,
    description: row.description,
    category: row.category,
    color: row.color,
    durationMinutes: row.duration_minutes,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    homeTravelMinutes: row.home_travel_minutes,
    priceMinor: row.price_minor,
    taxBasisPoints: row.tax_basis_points,
    billingCode: row.billing_code,
    modes: row.modes as ServiceAnswer['modes'],
    minNoticeMinutes: row.min_notice_minutes,
    horizonDays: row.horizon_days,
    cancelCutoffMinutes: row.cancel_cutoff_minutes,
    rescheduleCutoffMinutes: row.reschedule_cutoff_minutes,
    slotIntervalMinutes: row.slot_interval_minutes,
    bookableOnline: row.bookable_online,
    linkOnly: row.link_only,
    seriesOnlineMax: row.series_online_max,
    linkKey: row.link_only ? row.link_key : null,
    clientsOnly: row.clients_only,
    needsRoom: row.needs_room,
    formKeys: row.form_keys,
    noteTemplateKey: row.note_template_key,
    instructions: row.instructions,
    reminderMinutes: row.reminder_minutes,
    position: row.position,
    requiresApproval: row.requires_approval,
    slotOffsetMinutes: row.slot_offset_minutes,
    capacity: row.capacity,
    maxPerDay: row.max_per_day,
    maxPerWeek: row.max_per_week,
    maxMinutesPerDay: row.max_minutes_per_day,
    maxMinutesPerWeek: row.max_minutes_per_week,
    durationVariants: row.duration_variants,
    depositMinor: row.deposit_minor,
    depositPercent: row.deposit_percent,
    continuity: row.continuity,
    checklist: row.checklist,
    scheduledOnly: row.scheduled_only,
    archivedAt: row.archived_at,
    rowVersion: row.row_version,
    practitioners: row.practitioners,
    locationIds: row.location_ids,
    roomIds: row.room_ids,
    equipmentPoolIds: row.pool_ids,
    assistantIds: row.assistant_ids,
    can: { edit: ctx.can('services.manage') },
  }
}
