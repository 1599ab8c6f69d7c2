import type { Context } from '../../platform/operation/context.ts'
import type { Problem } from '../../platform/problem.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import type { Reason, ReasonCode } from '../availability/reasons.ts'
import { findFreeTimes } from '../times/free-times.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { usualMode } from '../times/search.ts'
import type { BookingWish } from './wish.ts'

/** Everything a booking, a move or a restore can be refused with. */
export const BOOKING_FAILURES = [
  'slot_taken',
  'client_double_booked',
  'no_room',
  'no_equipment',
  'no_assistant',
  'no_session',
  'session_full',
  'outside_hours',
  'closed',
  'time_off',
  'reserved',
  'too_late',
  'too_early',
  'off_grid',
  'not_offered',
  'client_only',
] as const
type Failure = (typeof BOOKING_FAILURES)[number]

/** The rule of the diary → the public code of the refusal. */
export const FAILURES: Record<ReasonCode, Failure> = {
  not_offered: 'not_offered',
  in_the_past: 'too_late',
  too_soon: 'too_late',
  too_far_ahead: 'too_early',
  off_grid: 'off_grid',
  too_few_seats: 'session_full',
  holiday: 'closed',
  closed: 'closed',
  outside_opening_hours: 'closed',
  outside_hours: 'outside_hours',
  time_off: 'time_off',
  reserved: 'reserved',
  taken: 'slot_taken',
  too_close: 'slot_taken',
  client_busy: 'client_double_booked',
  day_full: 'slot_taken',
  week_full: 'slot_taken',
  no_room: 'no_room',
  no_equipment: 'no_equipment',
  no_assistant: 'no_assistant',
  no_session: 'no_session',
}

export const MESSAGES: Record<Failure, string> = {
  slot_taken: 'This time is taken. Choose one of the next free times.',
  client_double_booked: 'The client has another appointment at this time.',
  no_room: 'No suitable room is free at this time.',
  no_equipment: 'The equipment this needs is not free at this time.',
  no_assistant: 'Nobody is free to assist at this time. Choose one of the next free times.',
  session_full: 'Every seat is taken. Choose another session, or add the client to the waitlist of this one.',
  no_session: 'No session of this group begins at this time. Choose one of the sessions.',
  outside_hours: 'The practitioner does not work there at this time.',
  closed: 'The location is closed at this time.',
  time_off: 'The practitioner is away at this time.',
  reserved: 'This time is kept for other visits. Choose one of the next free times.',
  too_late: 'It is too late to book this time.',
  too_early: 'This is further ahead than may be booked.',
  off_grid: 'Visits do not begin at this minute. Choose one of the free times.',
  not_offered: 'This service is not offered there, by this practitioner or in this way.',
  client_only: 'This service is not for this client.',
}

export interface Refused {
  diary: DiaryRows
  wish: BookingWish
  reasons: readonly Reason[]
}

/** The problem for the first rule against a wish, with all rules and the next free times. */
export async function refuseByRule(ctx: Context, { diary, wish, reasons }: Refused): Promise<Problem> {
  const code = reasons[0] ? FAILURES[reasons[0].code] : 'not_offered'
  // Whoever asks may not be told about other people's visits.
  const rules = reasons.map((reason) => ({
    code: reason.code,
    ...(wish.by === 'staff' ? { values: reason.values } : {}),
  }))
  return problem(code === 'slot_taken' || code === 'session_full' ? 409 : 422, code, MESSAGES[code], {
    rules,
    ...(wish.by === 'staff' ? { canOverlap: ctx.can('appointments.overlap') } : {}),
    ...(code === 'not_offered' || code === 'client_only'
      ? {}
      : { alternatives: await nextFreeTimes(ctx, { diary, wish }) }),
  })
}

/** What a loser is told first. */
const LOST: readonly [kind: string, Failure][] = [
  ['seat', 'session_full'],
  ['practitioner', 'slot_taken'],
  ['client', 'client_double_booked'],
  ['room', 'no_room'],
  ['assistant', 'no_assistant'],
]

/** Somebody was faster: which of the takings is gone decides what the loser is told. */
export async function refuseAsTaken(
  ctx: Context,
  { diary, wish, lostKinds }: Omit<Refused, 'reasons'> & { lostKinds: readonly string[] },
): Promise<Problem> {
  const code = LOST.find(([kind]) => lostKinds.includes(kind))?.[1] ?? 'no_equipment'
  return problem(409, code, MESSAGES[code], {
    ...(wish.by === 'staff' ? { canOverlap: ctx.can('appointments.overlap') } : {}),
    alternatives: await nextFreeTimes(ctx, { diary, wish }),
  })
}

/** What no other time can mend: the service is gone, the client is not the right one. */
export function refuseByService(diary: DiaryRows, wish: BookingWish) {
  const { service } = diary
  if (wish.clientId && !diary.client) throw notFound('This client')
  const mode = wish.mode ?? usualMode(diary.service.modes)
  const online = wish.by === 'client' && !service.bookable_online
  const known =
    !wish.practitionerId ||
    diary.practitioners.some(
      (each) => each.id === wish.practitionerId && (wish.by === 'staff' || each.bookable_online),
    )
  const roomKnown = !wish.roomId || diary.rooms.some((each) => each.id === wish.roomId && each.fits)
  if (
    service.archived_at ||
    online ||
    !service.modes.includes(mode) ||
    !known ||
    !roomKnown ||
    diary.locations.length === 0
  ) {
    throw problem(422, 'not_offered', MESSAGES.not_offered)
  }
  if (!wish.knowingly) refuseWrongClient(diary, wish.clientId !== null)
}

/** 'new' services are for people who never had a visit, 'existing' ones for those who had. */
export function refuseWrongClient({ service, client }: DiaryRows, isKnown: boolean) {
  if (!service.clients_only || !isKnown) return
  const isNew = !client?.last
  if ((service.clients_only === 'new') !== isNew) {
    throw problem(
      422,
      'client_only',
      service.clients_only === 'new'
        ? 'This service is for new clients.'
        : 'This service is for clients who have been here before.',
    )
  }
}

async function nextFreeTimes(ctx: Context, { diary, wish }: Omit<Refused, 'reasons'>) {
  const times = await findFreeTimes(ctx, {
    serviceId: wish.serviceId,
    practitionerId: wish.practitionerId ?? null,
    locationId: wish.locationId ?? null,
    clientId: wish.clientId,
    from: new Date(Math.max(wish.startsAt.getTime(), ctx.now.getTime())),
    days: 14,
    limit: 3,
    by: wish.by,
    mode: wish.mode,
    duration: wish.durationMinutes ?? null,
    except: wish.except ?? null,
  })
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  return times.slots.map((slot) => ({
    startsAt: toOffsetIso(slot.startsAt, zones.get(slot.locationId)!),
    endsAt: toOffsetIso(slot.endsAt, zones.get(slot.locationId)!),
    practitionerId: slot.practitionerId,
    locationId: slot.locationId,
  }))
}
