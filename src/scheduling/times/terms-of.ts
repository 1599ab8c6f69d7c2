import type { Limit } from '../availability/limits.ts'
import type { ReservedHours } from '../availability/reserved.ts'
import type { Practitioner, ServiceRules, Session } from '../availability/slots.ts'
import type { DiaryRows, PractitionerRow, ReservedRow } from './diary-rows.ts'
import { minuteOfDay } from './hours-rows.ts'
import type { Terms } from './search.ts'

/** The rules that a practitioner has otherwise than the service, buffers at least as long as the way to a home; notice, horizon and grid bind clients only. */
export function overridesOf(
  row: PractitionerRow,
  { by, duration = null, slotInterval }: Terms,
  way: number,
): Partial<ServiceRules> {
  const isClient = by === 'client'
  return {
    ...(row.duration_minutes !== null && duration === null ? { duration: row.duration_minutes } : {}),
    ...(row.buffer_before_minutes === null ? {} : { before: Math.max(row.buffer_before_minutes, way) }),
    ...(row.buffer_after_minutes === null ? {} : { after: Math.max(row.buffer_after_minutes, way) }),
    ...(row.min_notice_minutes === null || !isClient ? {} : { minimumNotice: row.min_notice_minutes }),
    ...(row.horizon_days === null || !isClient ? {} : { horizonDays: row.horizon_days }),
    ...(row.slot_interval_minutes === null || slotInterval
      ? {}
      : { slotInterval: row.slot_interval_minutes }),
    ...(row.capacity === null ? {} : { capacity: row.capacity }),
  }
}

/** The limits of a practitioner: of this service, and of the whole day or week; with the visits they count. */
export function limitsOf(
  { service, counted }: DiaryRows,
  row: PractitionerRow,
): Pick<Practitioner, 'limits' | 'counted'> {
  const limits = [...limitsIn(service, service.id), ...limitsIn(row, null)]
  if (limits.length === 0) return {}
  const mine = counted.filter(([id, , , , expired]) => id === row.id && !expired)
  return {
    limits,
    counted: mine.map(([, startsAt, endsAt, serviceId]) => ({
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      before: 0,
      after: 0,
      serviceId,
    })),
  }
}

type Most = Pick<
  PractitionerRow,
  'max_per_day' | 'max_per_week' | 'max_minutes_per_day' | 'max_minutes_per_week'
>

function limitsIn(most: Most, serviceId: string | null): Limit[] {
  const limit = (per: Limit['per'], of: Limit['of'], value: number | null): Limit[] =>
    value === null ? [] : [{ per, of, most: value, serviceId }]
  return [
    ...limit('day', 'visits', most.max_per_day),
    ...limit('week', 'visits', most.max_per_week),
    ...limit('day', 'minutes', most.max_minutes_per_day),
    ...limit('week', 'minutes', most.max_minutes_per_week),
  ]
}

/** The hours of a practitioner that are kept for others than this service and client; a client nobody knows yet may be new or known. */
export function reservedAgainst(
  { reserved, service, client }: Pick<DiaryRows, 'reserved' | 'service' | 'client'>,
  practitionerId: string,
): ReservedHours[] {
  const mayUse = (row: ReservedRow) =>
    (row.service_ids.length === 0 || row.service_ids.includes(service.id)) &&
    (!row.clients || !client || (row.clients === 'new') === !client.last)
  return reserved.filter((row) => row.practitioner_id === practitionerId && !mayUse(row)).map(reservedOf)
}

/** Kept hours as the engine reads them. */
export function reservedOf(row: Omit<ReservedRow, 'service_ids' | 'practitioner_id'>): ReservedHours {
  return {
    locationId: row.location_id,
    weekday: row.weekday,
    from: minuteOfDay(row.starts),
    to: minuteOfDay(row.ends),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    releaseMinutes: row.release_minutes,
    name: row.name,
    clients: row.clients,
  }
}

/** The practitioner's sessions of a group that people may join. */
export function sessionsOf({ sessions, service }: DiaryRows, practitionerId: string): Session[] {
  return sessions
    .filter((each) => each.practitioner_id === practitionerId)
    .map((each) => ({
      id: each.id,
      serviceId: service.id,
      locationId: each.location_id,
      startsAt: new Date(each.starts_at),
      endsAt: new Date(each.ends_at),
      roomId: each.room_id,
      capacity: each.capacity,
      taken: each.taken,
    }))
}
