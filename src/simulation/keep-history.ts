import type { App } from '../app.ts'
import type { PastBill } from '../billing/index.ts'
import { keepPastBills } from '../billing/index.ts'
import { createClient } from '../clients/index.ts'
import { keepPastHappenings } from '../platform/events/past-happenings.ts'
import type { Context } from '../platform/operation/context.ts'
import { addLocalDays } from '../platform/time/index.ts'
import { keepPastNotes } from '../records/index.ts'
import { insertPastAppointments } from '../scheduling/index.ts'
import type { Chance } from './chance.ts'
import type { DemoPractice } from './demo-practice.ts'
import { SEEDER } from './demo-practice.ts'
import type { KeptVisit } from './history-events.ts'
import { DESK, happeningsOf, nameOf } from './history-events.ts'
import { noteOf } from './notes.ts'
import type { Person } from './people.ts'
import type { PlannedVisit } from './plan-history.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface History {
  app: App
  clock: VirtualClock
  practice: DemoPractice
  chance: Chance
  /** The first day that is not history any more. */
  today: string
}

const BATCH = 400
const NOTES_DAYS = 120

/** Makes the people in the order in which they first called; answers their ids by their number in the plan. */
export async function keepPeople(
  { app, clock, practice }: History,
  people: readonly Person[],
  visits: readonly PlannedVisit[],
): Promise<Map<number, string>> {
  const firstCalls = new Map<number, { at: Date; practitionerId: string }>()
  for (const { client, bookedAt, shift } of visits) {
    const known = firstCalls.get(client)
    if (!known || bookedAt < known.at)
      firstCalls.set(client, { at: bookedAt, practitionerId: shift.practitionerId })
  }
  const ids = new Map<number, string>()
  for (const [number, { at, practitionerId }] of [...firstCalls].sort(
    ([, a], [, b]) => a.at.getTime() - b.at.getTime(),
  )) {
    clock.goTo(at)
    const person = people[number]!
    const client = await app.inPractice(
      { practiceId: practice.practiceId, actor: { ...SEEDER, name: DESK }, name: 'demo' },
      (ctx) => createClient(ctx, clientWish(ctx, person, practitionerId)),
    )
    ids.set(number, client.id)
  }
  return ids
}

function clientWish(ctx: Context, person: Person, usualPractitionerId: string) {
  const year = ctx.now.getUTCFullYear() - person.age
  const spread = person.givenName.length * 31 + person.street.length * 17 + person.age
  const bornOn = `${year}-${String((spread % 12) + 1).padStart(2, '0')}-${String((spread % 28) + 1).padStart(2, '0')}`
  return { ...person, bornOn, addressLines: [person.street, 'London'], usualPractitionerId }
}

/** Keeps the visits with everything that follows from them: bills, payments, notes, events, audit. */
export async function keepVisits(
  history: History,
  planned: readonly PlannedVisit[],
  clientIds: Map<number, string>,
): Promise<number> {
  const { app, practice } = history
  let kept = 0
  for (let start = 0; start < planned.length; start += BATCH) {
    const batch = planned.slice(start, start + BATCH)
    kept += await app.inPractice({ practiceId: practice.practiceId, actor: SEEDER, name: 'demo' }, (ctx) =>
      keepBatch(ctx, history, { batch, clientIds }),
    )
    // Whenever the tables have doubled: plans that were made while they were empty scan them whole, also for foreign keys.
    if (isPowerOfTwo(start / BATCH + 1)) await app.house.database.owner.query('analyze')
  }
  return kept
}

const isPowerOfTwo = (count: number) => (count & (count - 1)) === 0

async function keepBatch(
  ctx: Context,
  history: History,
  { batch, clientIds }: { batch: readonly PlannedVisit[]; clientIds: Map<number, string> },
): Promise<number> {
  const outcomes = await insertPastAppointments(
    ctx,
    batch.map((visit) => pastVisit(history.practice, visit, clientIds.get(visit.client)!)),
    { overlaps: 'refuse' },
  )
  const kept = batch.flatMap((visit, index): KeptVisit[] => {
    const outcome = outcomes[index]!
    return outcome.is === 'kept' ? [{ ...visit, id: outcome.id, clientId: clientIds.get(visit.client)! }] : []
  })
  const done = kept.filter(({ outcome }) => outcome === 'done')
  const bills = done.map((visit) => billOf(history, visit))
  await keepPastBills(ctx, bills)
  await keepPastNotes(
    ctx,
    done
      .filter(({ day }) => day >= addLocalDays(history.today, -NOTES_DAYS))
      .map((visit) => noteOfVisit(history, visit)),
  )
  await keepPastHappenings(
    ctx,
    kept.flatMap((visit) => happeningsOf(history.practice, visit)),
  )
  return kept.length
}

function pastVisit(practice: DemoPractice, visit: PlannedVisit, clientId: string) {
  const { shift, startsAt, minutes, bookedAt, outcome } = visit
  const after = (count: number) => new Date(startsAt.getTime() + count * 60_000)
  const came = outcome === 'done' ? { arrivedAt: after(-4), inRoomAt: after(2), doneAt: after(minutes) } : {}
  const cancelledAt = new Date(Math.max(bookedAt.getTime(), startsAt.getTime() - 30 * 3_600_000))
  const isLate = startsAt.getTime() - cancelledAt.getTime() < 24 * 3_600_000
  const cancelled =
    outcome === 'cancelled'
      ? { cancelledAt, cancelledBy: 'client' as const, cancelReason: 'Cannot come', cancelledLate: isLate }
      : {}
  return {
    clientId,
    serviceId: practice.services[visit.serviceIndex]!.id,
    practitionerId: shift.practitionerId,
    locationId: shift.locationId,
    roomId: shift.roomId,
    startsAt,
    state: outcome,
    source: visit.isFirst ? ('online' as const) : ('staff' as const),
    bookedAt,
    ...came,
    ...cancelled,
    ...(outcome === 'no_show' ? { noShowAt: after(20) } : {}),
  }
}

function billOf({ practice, chance, today }: History, visit: KeptVisit): PastBill {
  const service = practice.services[visit.serviceIndex]!
  const at = new Date(visit.startsAt.getTime() + visit.minutes * 60_000)
  const tender = chance.pickWeighted([
    ['card_terminal', 62],
    ['cash', 16],
    ['bank_transfer', 22],
  ] as const)
  const days = tender === 'bank_transfer' ? chance.between(2, 24) : 0
  const paidOn = addLocalDays(visit.day, days)
  // Some are still open, most of them recent; a few are never paid.
  const isPaid = paidOn < today && !chance.happens(visit.day > addLocalDays(today, -30) ? 0.08 : 0.012)
  return {
    appointmentId: visit.id,
    clientId: visit.clientId,
    serviceId: service.id,
    practitionerId: visit.shift.practitionerId,
    locationId: visit.shift.locationId,
    description: service.name,
    code: service.billing_code,
    unitPriceMinor: service.price_minor,
    taxBasisPoints: service.tax_basis_points,
    currency: practice.currency,
    servedOn: visit.day,
    at,
    dueOn: addLocalDays(visit.day, 14),
    paid: isPaid ? { on: paidOn, at: new Date(at.getTime() + days * 86_400_000 + 300_000), tender } : null,
  }
}

function noteOfVisit({ practice, chance }: History, visit: KeptVisit) {
  const service = practice.services[visit.serviceIndex]!
  const at = new Date(visit.startsAt.getTime() + (visit.minutes + 6) * 60_000)
  const { templateKey, content } = noteOf(chance, {
    isFirst: visit.isFirst,
    templateKey: service.note_template_key,
  })
  return {
    clientId: visit.clientId,
    appointmentId: visit.id,
    templateKey,
    authorId: visit.shift.practitionerId,
    authorName: nameOf(practice, visit.shift.practitionerId),
    content,
    at,
  }
}
