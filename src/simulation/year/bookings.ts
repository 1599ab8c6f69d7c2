import { sql } from 'kysely'
import { DEMO_SLUG } from '../demo-people.ts'
import type { VisitAnswer } from './memory.ts'
import type { FreeSlot, Town } from './town.ts'
import { DESK, attempt, lookUp } from './town.ts'

const DAY = 86_400_000

/** Somebody calls: the desk looks for the next times and books one; about one of six is new. */
export async function bookByPhone(town: Town) {
  const { stage, chance, clock, practice, people, clientIds, memory } = town
  const desk = stage.person(DESK)
  const isNew = clientIds.length < 20 || (clientIds.length < people.length && chance.happens(0.16))
  const service = chance.pick(practice.services.filter((each) => each.bookable_online))
  const { items: slots } = await stage.call(desk, 'GET /availability', {
    serviceId: service.id,
    from: new Date(clock.now().getTime() + chance.between(0, 20) * DAY).toISOString(),
    days: 14,
    limit: 40,
  })
  if (slots.length === 0) return attempt(town, 'no time found by phone', async () => null)
  const slot = chance.pick(slots as FreeSlot[])
  const person = people[clientIds.length]!
  const who = isNew ? { newClient: detailsOf(person) } : { clientId: chance.pick(clientIds) }
  const visit = await attempt(town, isNew ? 'booked by phone, new client' : 'booked by phone', () =>
    stage.call(desk, 'POST /appointments', {
      serviceId: service.id,
      startsAt: slot.startsAt,
      ...(chance.happens(0.7) ? { practitionerId: slot.practitionerId, locationId: slot.locationId } : {}),
      source: 'phone',
      ...who,
    }),
  )
  if (!visit) return null
  if (isNew) clientIds.push(visit.client.id as string)
  memory.keep(visit as VisitAnswer)
  return visit
}

/** Somebody books at night on the phone: a hold, then the details; some leave it, and the hold frees itself. */
export async function bookOnline(town: Town) {
  const { stage, chance, clock, practice, people, clientIds, memory } = town
  const service = chance.pick(practice.services.filter((each) => each.bookable_online))
  const { items: slots } = await stage.call(stage.visitor, 'GET /public/{practice}/availability', {
    practice: DEMO_SLUG,
    serviceId: service.id,
    from: new Date(clock.now().getTime() + chance.between(0, 10) * DAY).toISOString(),
    days: 10,
    limit: 60,
  })
  if (slots.length === 0) return attempt(town, 'no time found online', async () => null)
  const slot = chance.pick(slots as FreeSlot[])
  const held = await attempt(town, 'held online', () =>
    stage.call(stage.visitor, 'POST /public/{practice}/holds', {
      practice: DEMO_SLUG,
      serviceId: service.id,
      startsAt: slot.startsAt,
    }),
  )
  if (!held || chance.happens(0.2)) return null
  clock.goTo(new Date(clock.now().getTime() + chance.between(20, 700) * 1_000))
  const isNew = clientIds.length < people.length && chance.happens(0.3)
  // Who is not recognised has two records, so there may be more of these than people.
  const known = Math.min(clientIds.length, people.length)
  const person = people[isNew ? clientIds.length : chance.between(0, known - 1)]!
  const confirmed = await attempt(town, 'booked online', () =>
    stage.call(stage.byLink('hold', ['appointment', held.visit.id], ''), 'POST /holds/confirmation', {
      ...detailsOf(person),
      email: person.email ?? `somebody${clientIds.length}@post.example`,
    }),
  )
  if (!confirmed) return null
  const visit = { ...confirmed.visit, practitioner: confirmed.visit.practitioner } as Parameters<
    typeof memory.keep
  >[0]
  memory.keep(visit)
  const [row] = await lookUp(
    town,
    sql<{
      client_id: string
    }>`select client_id from appointment where practice_id = ${practice.practiceId} and id = ${visit.id}`,
  )
  if (row && !clientIds.includes(row.client_id)) clientIds.push(row.client_id)
  return visit
}

function detailsOf({ givenName, familyName, email, phone, language }: Town['people'][number]) {
  return { givenName, familyName, email, phone, language }
}

/** Five people want the same minute of the same practitioner; at most one may have it. */
export async function fiveAtOnce(town: Town): Promise<string | null> {
  const { stage, chance, clock, practice, clientIds, memory } = town
  if (clientIds.length < 10) return null
  const service = chance.pick(practice.services.filter((each) => each.bookable_online))
  const { items: slots } = await stage.call(stage.person(DESK), 'GET /availability', {
    serviceId: service.id,
    from: new Date(clock.now().getTime() + DAY).toISOString(),
    days: 14,
    limit: 20,
  })
  if (slots.length === 0) return null
  const slot = chance.pick(slots as FreeSlot[])
  const wanting = new Set(Array.from({ length: 5 }, () => chance.pick(clientIds)))
  const answers = await Promise.all(
    [...wanting].map((clientId) =>
      attempt(town, 'booked in a race', () =>
        stage.call(stage.person(DESK), 'POST /appointments', {
          serviceId: service.id,
          startsAt: slot.startsAt,
          practitionerId: slot.practitionerId,
          locationId: slot.locationId,
          clientId,
        }),
      ),
    ),
  )
  const winners = answers.filter((each) => each !== null)
  for (const visit of winners) memory.keep(visit as VisitAnswer)
  return winners.length > 1
    ? `${winners.length} people were given ${slot.startsAt} with ${slot.practitionerId}`
    : null
}
