import { replanIllness } from './longer-plans.ts'
import type { VisitAnswer } from './memory.ts'
import type { FreeSlot, Town } from './town.ts'
import { DESK, OWNER, attempt } from './town.ts'

const DAY = 86_400_000

/** A visit of the coming weeks that somebody counts on. */
function anyVisitAhead({ memory, chance, clock }: Town, fromHours: number): string | null {
  const from = new Date(clock.now().getTime() + fromHours * 3_600_000)
  const ids = memory.alive(from, new Date(from.getTime() + 21 * DAY))
  return ids.length > 0 ? chance.pick(ids) : null
}

/** A client asks for another time; the desk moves the visit to one of the next free ones. */
export async function moveOne(town: Town) {
  const { stage, chance, memory } = town
  const desk = stage.person(DESK)
  const id = anyVisitAhead(town, 2)
  if (!id) return
  const visit = await stage.call(desk, 'GET /appointments/{id}', { id })
  const { items: slots } = await stage.call(desk, 'GET /availability', {
    serviceId: visit.service.id,
    clientId: visit.client.id,
    from: new Date(Math.max(Date.parse(visit.startsAt), town.clock.now().getTime())).toISOString(),
    days: 14,
    limit: 30,
  })
  if (slots.length === 0) return
  const slot = chance.pick(slots as FreeSlot[])
  const moved = await attempt(town, 'moved', () =>
    stage.call(desk, 'POST /appointments/{id}/move', {
      id,
      startsAt: slot.startsAt,
      practitionerId: slot.practitionerId,
      locationId: slot.locationId,
    }),
  )
  if (moved) memory.keep(moved as VisitAnswer)
}

/** A client cancels, by phone or by their link; now and then it was a mistake and is brought back. */
export async function cancelOne(town: Town) {
  const { stage, chance, memory } = town
  const id = anyVisitAhead(town, 1)
  if (!id) return
  const desk = stage.person(DESK)
  if (chance.happens(0.4)) {
    const byLink = stage.byLink('visit', ['appointment', id], '')
    const gone = await attempt(town, 'cancelled by link', () =>
      stage.call(byLink, 'POST /visit/cancellation', { reason: 'I am away.' }),
    )
    if (gone) memory.keep((await stage.call(desk, 'GET /appointments/{id}', { id })) as VisitAnswer)
    return
  }
  const cancelled = await attempt(town, 'cancelled by phone', () =>
    stage.call(desk, 'POST /appointments/{id}/cancellation', { id, by: 'client', reason: 'Called in sick.' }),
  )
  if (!cancelled) return
  memory.keep(cancelled as VisitAnswer)
  if (!chance.happens(0.15)) return
  const back = await attempt(town, 'brought back', () =>
    stage.call(desk, 'POST /appointments/{id}/restoration', { id }),
  )
  if (back) memory.keep(back as VisitAnswer)
}

/** Somebody on the staff is ill for a day or three: their clients get new times, or are told that nobody is there. */
export async function fallIll(town: Town) {
  const { stage, chance, clock, practice } = town
  const { practitionerId } = chance.pick(practice.shifts)
  const from = clock.now()
  const to = new Date(from.getTime() + chance.between(1, 3) * DAY)
  if (chance.happens(0.6)) return replanIllness(town, { practitionerId, from, to })
  const off = await attempt(town, 'ill', () =>
    stage.call(stage.person(OWNER), 'POST /time-off', {
      practitionerId,
      startsAt: from.toISOString(),
      endsAt: to.toISOString(),
      kind: 'sick',
    }),
  )
  for (const { id } of (off?.affected ?? []) as { id: string }[]) await cancelForIllness(town, id)
}

async function cancelForIllness(town: Town, id: string) {
  const { stage, memory } = town
  const cancelled = await attempt(town, 'cancelled by the practice', () =>
    stage.call(stage.person(DESK), 'POST /appointments/{id}/cancellation', {
      id,
      by: 'practice',
      reason: 'The practitioner is ill.',
    }),
  )
  if (cancelled) memory.keep(cancelled as VisitAnswer)
}
