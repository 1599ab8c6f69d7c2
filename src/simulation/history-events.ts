import type { PastHappening } from '../platform/events/past-happenings.ts'
import { DEMO_PEOPLE } from './demo-people.ts'
import type { DemoPractice } from './demo-practice.ts'
import type { PlannedVisit } from './plan-history.ts'

/** Who answers the phone of the demo practice. */
export const DESK = 'Fay Moreau'

/** A planned visit with the ids it was kept under. */
export interface KeptVisit extends PlannedVisit {
  id: string
  clientId: string
}

/** What happened around a visit, by whom and when: the thread and the audit of a made-up year. */
export function happeningsOf(practice: DemoPractice, visit: KeptVisit): PastHappening[] {
  const shared = { subjectType: 'appointment', subjectId: visit.id, clientId: visit.clientId }
  const data = {
    serviceId: practice.services[visit.serviceIndex]!.id,
    practitionerId: visit.shift.practitionerId,
    locationId: visit.shift.locationId,
    startsAt: visit.startsAt.toISOString(),
    source: visit.isFirst ? 'online' : 'staff',
  }
  const end = new Date(visit.startsAt.getTime() + visit.minutes * 60_000)
  const therapist = nameOf(practice, visit.shift.practitionerId)
  const booked = {
    ...shared,
    name: 'appointment.booked',
    operation: 'POST /appointments',
    data,
    at: visit.bookedAt,
    actorName: visit.isFirst ? 'Visitor' : DESK,
  }
  switch (visit.outcome) {
    case 'done':
      return [
        booked,
        {
          ...shared,
          name: 'appointment.arrived',
          operation: 'POST /appointments/{id}/arrival',
          data,
          at: new Date(visit.startsAt.getTime() - 240_000),
          actorName: DESK,
        },
        {
          ...shared,
          name: 'appointment.done',
          operation: 'POST /notes/{id}/signature',
          data,
          at: end,
          actorName: therapist,
        },
      ]
    case 'no_show':
      return [
        booked,
        {
          ...shared,
          name: 'appointment.no_show',
          operation: 'POST /appointments/{id}/no-show',
          data,
          at: new Date(visit.startsAt.getTime() + 1_200_000),
          actorName: DESK,
        },
      ]
    case 'cancelled':
      return [
        booked,
        {
          ...shared,
          name: 'appointment.cancelled',
          operation: 'POST /appointments/{id}/cancellation',
          data: { ...data, by: 'client' },
          at: new Date(Math.max(visit.bookedAt.getTime(), visit.startsAt.getTime() - 108_000_000)),
          actorName: DESK,
        },
      ]
  }
}

const names = new Map<DemoPractice, Map<string, string>>()

/** Practitioners stand in the rota in the order of the demo's people. */
export function nameOf(practice: DemoPractice, practitionerId: string): string {
  if (!names.has(practice)) {
    const ids = [...new Set(practice.shifts.map((shift) => shift.practitionerId))]
    const practitioners = DEMO_PEOPLE.filter(({ role }) => role === 'practitioner')
    names.set(practice, new Map(ids.map((id, index) => [id, practitioners[index]!.name])))
  }
  return names.get(practice)!.get(practitionerId)!
}
