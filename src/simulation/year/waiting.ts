import { sql } from 'kysely'
import { localDay } from '../../platform/time/index.ts'
import type { VisitAnswer } from './memory.ts'
import type { Town } from './town.ts'
import { DESK, attempt, lookUp } from './town.ts'

const DAY = 86_400_000

/** Somebody would like to come sooner: for a visit that is booked, or because nothing suited them. */
export async function joinWaitlist(town: Town) {
  const { stage, chance, clock, practice, clientIds, memory } = town
  if (clientIds.length === 0) return
  const ahead = memory.alive(
    new Date(clock.now().getTime() + 4 * DAY),
    new Date(clock.now().getTime() + 28 * DAY),
  )
  const replacesId = chance.happens(0.6) && ahead.length > 0 ? chance.pick(ahead) : null
  const visit = replacesId
    ? await stage.call(stage.person(DESK), 'GET /appointments/{id}', { id: replacesId })
    : null
  const service = chance.pick(practice.services.filter((each) => each.bookable_online))
  await attempt(town, replacesId ? 'waits to be moved up' : 'waits', () =>
    stage.call(stage.person(DESK), 'POST /waitlist', {
      clientId: visit?.client.id ?? chance.pick(clientIds),
      ...(replacesId ? { replacesId } : { serviceId: service.id }),
      urgency: chance.pickWeighted([
        ['routine', 6],
        ['soon', 3],
        ['urgent', 1],
      ]),
      wantedTimes: chance.happens(0.5)
        ? [1, 2, 3, 4, 5].map((weekday) => ({
            weekday,
            from: '08:00',
            to: chance.happens(0.5) ? '12:00' : '18:00',
          }))
        : [],
      expiresOn: localDay(new Date(clock.now().getTime() + 30 * DAY), practice.zone),
    }),
  )
}

interface Claimed extends VisitAnswer {
  endsAt: string | Date
}

/** A long freed time may serve two, one after the other; nobody may have a minute of somebody else. */
function shareTime(visits: Claimed[]): boolean {
  const at = (time: string | Date) => new Date(time).getTime()
  const inTurn = visits.toSorted((a, b) => at(a.startsAt) - at(b.startsAt))
  return inTurn.some((each, nth) => nth > 0 && at(inTurn[nth - 1]!.endsAt) > at(each.startsAt))
}

/** People answer the offers they have; two who have the same one sometimes do it in the same second. */
export async function answerOffers(town: Town): Promise<string | null> {
  const { stage, chance, practice, memory } = town
  const offers = await lookUp(
    town,
    sql<{
      id: string
      slot_id: string
      appointment_id: string | null
    }>`select o.id, o.slot_id, e.replaces_id as appointment_id
      from waitlist_offer o join waitlist_entry e on e.practice_id = o.practice_id and e.id = o.entry_id
      where o.practice_id = ${practice.practiceId} and o.state = 'open' order by o.slot_id, o.id`,
  )
  for (const slot of new Set(offers.map((each) => each.slot_id))) {
    const asked = offers.filter((each) => each.slot_id === slot)
    if (chance.happens(0.5)) continue
    const eager = asked.filter(() => chance.happens(0.6))
    const answers = await Promise.all(
      eager.map(({ id }) =>
        attempt(town, 'accepted an offer', () =>
          stage.call(stage.person(DESK), 'POST /waitlist/offers/{id}/acceptance', { id }),
        ),
      ),
    )
    const winners = answers.filter((each) => each !== null).map((each) => each as Claimed)
    if (shareTime(winners)) return `${winners.length} people have the same part of the freed time ${slot}`
    for (const visit of winners) memory.keep(visit)
    const left = asked.filter((each) => !eager.includes(each))
    if (left[0])
      await attempt(town, 'declined an offer', () =>
        stage.call(stage.person(DESK), 'POST /waitlist/offers/{id}/refusal', { id: left[0]!.id }),
      )
  }
  return null
}
