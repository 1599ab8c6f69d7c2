import { sql } from 'kysely'
import type { VisitAnswer } from './memory.ts'
import type { Town } from './town.ts'
import { DESK, attempt, lookUp } from './town.ts'

const MINUTE = 60_000

/** What happens to one visit of the day, each step at its own minute. */
export function stepsOf(town: Town, visitId: string): { at: Date; act: () => Promise<void> }[] {
  const { chance, memory, stage } = town
  const promised = memory.get(visitId)!
  const start = Date.parse(promised.startsAt)
  const at = (minutes: number) => new Date(start + minutes * MINUTE)
  const step =
    (name: string, path: string, who = DESK) =>
    async () => {
      // In the meantime the day may have changed it.
      if (memory.get(visitId)?.startsAt !== promised.startsAt) return
      const visit = await attempt(town, name, () => stage.call(stage.person(who), path, { id: visitId }))
      if (visit) memory.keep(visit as VisitAnswer)
    }
  if (chance.happens(0.07))
    return [{ at: at(20), act: step('did not come', 'POST /appointments/{id}/no-show') }]
  const late = chance.between(-12, 9)
  const practitioner = promised.practitionerId ?? DESK
  return [
    { at: at(late), act: step('arrived', 'POST /appointments/{id}/arrival') },
    { at: at(Math.max(late, 0) + 4), act: step('in the room', 'POST /appointments/{id}/room', practitioner) },
    { at: at(44), act: step('done', 'POST /appointments/{id}/completion', practitioner) },
    { at: at(52), act: () => payAtDesk(town, visitId) },
  ]
}

/** Four of five pay before they leave. */
async function payAtDesk(town: Town, appointmentId: string) {
  const { chance, stage, practice } = town
  if (!chance.happens(0.8)) return
  // The bill is made by what the end of the visit causes.
  await town.app.settle()
  const [invoice] = await lookUp(
    town,
    sql<{
      id: string
      open_minor: number
      currency: string
    }>`select i.id, i.open_minor, i.currency from charge c
      join invoice i on i.practice_id = c.practice_id and i.id = c.invoice_id
      where c.practice_id = ${practice.practiceId} and c.appointment_id = ${appointmentId} and i.open_minor > 0`,
  )
  if (!invoice) return
  await attempt(town, 'paid at the desk', () =>
    stage.call(stage.person(DESK), 'POST /invoices/{id}/payments', {
      id: invoice.id,
      tender: chance.happens(0.7) ? 'card_terminal' : 'cash',
      amountMinor: invoice.open_minor,
      currency: invoice.currency,
    }),
  )
}
