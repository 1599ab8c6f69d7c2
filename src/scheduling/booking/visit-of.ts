import type { Context } from '../../platform/operation/context.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { usualMode } from '../times/search.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import type { Candidate, VisitPlan } from './plan-visit.ts'
import type { BookingWish } from './wish.ts'

/** The visit as the plan says it, with all names, so that nothing is read again after the insert. */
export function visitOf(
  ctx: Context,
  { diary, wish }: VisitPlan,
  { candidate, id, fields }: { candidate: Candidate; id: string; fields: Partial<Visit> },
): Visit {
  const { service, client } = diary
  const practitioner = diary.practitioners.find((each) => each.id === candidate.practitionerId)!
  const location = diary.locations.find((each) => each.id === candidate.locationId)!
  const room = diary.rooms.find((each) => each.id === candidate.roomIds[0])
  // One plain literal: spreading blanks and fields together costs a tenth of a booking's work.
  const visit: Visit = {
    practice_id: ctx.practiceId,
    id,
    client_id: wish.clientId,
    practitioner_id: practitioner.id,
    assistant_id: candidate.assistantIds[0] ?? null,
    service_id: service.id,
    location_id: location.id,
    room_id: room?.id ?? null,
    episode_id: wish.episodeId ?? null,
    lead_id: wish.leadId ?? null,
    starts_at: wish.startsAt,
    ends_at: candidate.endsAt,
    zone: location.zone,
    hour_known: true,
    mode: wish.mode ?? usualMode(service.modes),
    state: 'booked',
    source: wish.source,
    price_minor:
      wish.priceMinor ?? variantPrice(diary, wish) ?? practitioner.price_minor ?? service.price_minor,
    buffer_before_minutes: candidate.rules.before,
    buffer_after_minutes: candidate.rules.after,
    held_until: null,
    series_id: wish.seriesId ?? null,
    plan_id: wish.planId ?? null,
    bundle_id: wish.bundleId ?? null,
    session_id: candidate.sessionId,
    requested_at: null,
    held_by: null,
    booked_at: null,
    confirmed_at: null,
    arrived_at: null,
    in_room_at: null,
    done_at: null,
    no_show_at: null,
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: null,
    cancelled_late: null,
    created_by: ctx.actor.name,
    chosen_because: candidate.chosenBecause ? { ...candidate.chosenBecause } : null,
    overlap_reason: null,
    notes: wish.notes ?? null,
    is_first: wish.clientId !== null && !client?.last,
    sequence: 0,
    facts: {},
    import_key: null,
    created_at: ctx.now,
    row_version: 1,
    client_name: client?.name ?? null,
    client_number: client?.number ?? null,
    client_born_on: client?.born_on ?? null,
    practitioner_name: practitioner.name,
    practitioner_color: practitioner.color,
    assistant_name: diary.assistants.find((each) => each.id === candidate.assistantIds[0])?.name ?? null,
    service_name: service.name,
    service_color: service.color,
    location_name: location.name,
    room_name: room?.name ?? null,
    units: diary.units
      .filter((each) => candidate.unitIds.includes(each.id))
      .map(({ id: unitId, name }) => ({ id: unitId, name })),
    cancel_cutoff_minutes: service.cancel_cutoff_minutes,
    reschedule_cutoff_minutes: service.reschedule_cutoff_minutes,
  }
  return Object.assign(visit, fields)
}

/** The price of the chosen length, where the service offers several. */
function variantPrice({ service }: DiaryRows, { durationMinutes }: BookingWish): number | undefined {
  return service.duration_variants.find((each) => each.minutes === durationMinutes)?.priceMinor
}
