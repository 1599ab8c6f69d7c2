import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { RuleText } from '../../platform/rules/rules.ts'
import type { Automation } from './automation.ts'

/** So many automations may start each other in a row. */
export const MOST_IN_A_ROW = 5
/** In an hour, one rule for one and the same visit, form or invoice. */
export const MOST_FOR_A_SUBJECT = 20
/** In an hour, one rule for one client, counting only what no person began. */
export const MOST_FOR_A_CLIENT = 25
const HOUR_MS = 3_600_000

type Guarded = Pick<Automation, 'id' | 'key' | 'version'>

/** Why a rule must not run for this event, by the rule's id; a loop shows as depth or as a rate. */
export async function loopsOf(
  ctx: Context,
  event: HappenedEvent,
): Promise<(automation: Guarded) => RuleText | null> {
  if (event.depth >= MOST_IN_A_ROW) return () => TOO_DEEP
  const { rows } = await sql<{ id: string; subject: number; client: number }>`select automation_id as id,
      count(*) filter (where subject_id = ${event.subjectId})::int as subject,
      count(*) filter (where client_id = ${event.clientId} and not by_person)::int as client
    from automation_run where practice_id = ${ctx.practiceId} and (subject_id = ${event.subjectId} or client_id = ${event.clientId})
      and began_at > ${new Date(ctx.now.getTime() - HOUR_MS)} and state not in ('skipped', 'stopped') group by automation_id`.execute(
    ctx.db,
  )
  const counts = new Map(rows.map((row) => [row.id, row]))
  return ({ id, key, version }) => {
    const count = counts.get(id)
    // What came with Atrium and is unchanged starts nothing that starts it: a series of fifty visits is told whole.
    if (!count || (key && version === 1)) return null
    if (count.subject >= MOST_FOR_A_SUBJECT) return TOO_OFTEN
    return !isByPerson(event) && count.client >= MOST_FOR_A_CLIENT ? TOO_OFTEN : null
  }
}

/** Staff, keys, clients by their links: not the house itself. */
export function isByPerson(event: Pick<HappenedEvent, 'actorKind'>): boolean {
  return event.actorKind !== 'system'
}

const TOO_DEEP: RuleText = {
  en: `Stopped: ${MOST_IN_A_ROW} automations had started each other in a row. Look which of them causes the event of another.`,
  de: `Angehalten: ${MOST_IN_A_ROW} Automationen hatten einander nacheinander ausgelöst. Prüfen Sie, welche das Ereignis einer anderen verursacht.`,
}
const TOO_OFTEN: RuleText = {
  en: 'Stopped: it ran too often within an hour for the same thing or person. It probably starts itself.',
  de: 'Angehalten: Sie lief innerhalb einer Stunde zu oft für dieselbe Sache oder Person. Vermutlich löst sie sich selbst aus.',
}
