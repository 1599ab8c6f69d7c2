import { sql } from 'kysely'
import { instantToWall } from '../../platform/time/index.ts'
import type { VisitAnswer } from './memory.ts'
import type { FreeSlot, Town } from './town.ts'
import { DESK, OWNER, attempt, lookUp } from './town.ts'

const DAY = 86_400_000

/** A client comes each week for a while; dates that are not free are left out. */
export async function bookSeries(town: Town) {
  const { stage, chance, clock, practice, clientIds } = town
  if (clientIds.length < 10) return
  const desk = stage.person(DESK)
  const service = practice.services.find(({ name }) => name === 'Physiotherapy treatment')!
  const { items } = await stage.call(desk, 'GET /availability', {
    serviceId: service.id,
    from: new Date(clock.now().getTime() + 2 * DAY).toISOString(),
    days: 7,
    limit: 30,
  })
  if (items.length === 0) return
  const slot = chance.pick(items as FreeSlot[])
  const wish = {
    serviceId: service.id,
    practitionerId: slot.practitionerId,
    locationId: slot.locationId,
    clientId: chance.pick(clientIds),
    rule: `FREQ=WEEKLY;COUNT=${chance.between(4, 10)}`,
    start: instantToWall(new Date(slot.startsAt), practice.zone).slice(0, 16),
  }
  const look = await attempt(town, 'looked at a series', () => stage.call(desk, 'POST /series/preview', wish))
  if (!look) return
  const rows = (look.rows as { wall: string; state: string }[])
    .filter(({ state }) => state === 'conflict')
    .map(({ wall }) => ({ wall, choice: 'skip' }))
  const booked = await attempt(town, 'booked a series', () =>
    stage.call(desk, 'POST /series', { ...wish, rows }),
  )
  if (booked) await rememberAll(town, sql`series_id = ${booked.id}`)
}

/** Somebody is ill: all their visits get new times in one step, and the clients accept, choose otherwise or are called. */
export async function replanIllness(town: Town, lost: { practitionerId: string; from: Date; to: Date }) {
  const { stage, chance } = town
  const owner = stage.person(OWNER)
  const draft = await attempt(town, 'replanned an illness', () =>
    stage.call(owner, 'POST /replannings', {
      practitionerId: lost.practitionerId,
      from: lost.from.toISOString(),
      to: lost.to.toISOString(),
      approach: chance.happens(0.5) ? 'move' : 'offer',
      markAway: true,
    }),
  )
  if (!draft || draft.rows.length === 0) return
  await attempt(town, 'approved a replanning', () =>
    stage.call(owner, 'POST /replannings/{id}/approval', { id: draft.id }),
  )
  await town.app.settle()
  await acceptNewTimes(town)
  const ids = (draft.rows as { appointmentId: string }[]).map((row) => row.appointmentId)
  await rememberAll(town, sql`id = any(${ids}::uuid[])`)
  if (!chance.happens(0.15)) return
  await attempt(town, 'took a replanning back', () =>
    stage.call(owner, 'POST /replannings/{id}/undo', { id: draft.id }),
  )
  await town.app.settle()
  await rememberAll(town, sql`id = any(${ids}::uuid[])`)
}

/** Most take the time they are offered. */
async function acceptNewTimes(town: Town) {
  const { stage, chance, practice } = town
  const rows = await lookUp(
    town,
    sql<{ id: string; client_id: string }>`select r.id, a.client_id from replanning_row r
      join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
      where r.practice_id = ${practice.practiceId} and r.state = 'offered' order by r.id`,
  )
  for (const { id, client_id } of rows) {
    if (!chance.happens(0.75)) continue
    const client = stage.byLink('replan', ['replanning_row', id], client_id)
    await attempt(town, 'accepted a new time', () => stage.call(client, 'POST /replan/acceptance', {}))
  }
}

/** The desk sees what became of these visits. */
export async function rememberAll(town: Town, which: ReturnType<typeof sql>) {
  const { stage, practice, memory } = town
  const ids = await lookUp(
    town,
    sql<{ id: string }>`select id from appointment where practice_id = ${practice.practiceId} and ${which}`,
  )
  for (const { id } of ids)
    memory.keep((await stage.call(stage.person(DESK), 'GET /appointments/{id}', { id })) as VisitAnswer)
}
