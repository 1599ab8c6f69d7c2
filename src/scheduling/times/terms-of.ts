import type { Limit } from '../availability/limits.ts'
import type { Practitioner, ServiceRules, Session } from '../availability/slots.ts'
import type { DiaryRows, PractitionerRow } from './diary-rows.ts'
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
  const limits = [
    limit('day', service.max_per_day, service.id),
    limit('week', service.max_per_week, service.id),
    limit('day', row.max_per_day, null),
    limit('week', row.max_per_week, null),
  ].flat()
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

function limit(per: Limit['per'], visits: number | null, serviceId: string | null): Limit[] {
  return visits === null ? [] : [{ per, visits, serviceId }]
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
