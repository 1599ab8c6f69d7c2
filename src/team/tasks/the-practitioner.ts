import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Refs } from '../../platform/rules/rules.ts'

/** Stands in a rule for whoever treats the client, where it would name a person. */
export const THE_PRACTITIONER = 'practitioner'

/**
 * Who treats: the practitioner of the visit, else the client's usual one, else of the visit nearest to now. Null
 * when nobody is known or that person has left: then the task's queue does it.
 */
export async function practitionerIfAny(ctx: Context, refs: Refs): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select s.id from staff s
    where s.practice_id = ${ctx.practiceId} and s.disabled_at is null and s.id = coalesce(
      (select a.practitioner_id from appointment a where a.practice_id = s.practice_id and a.id = ${refs.appointment ?? null}),
      (select c.usual_practitioner_id from client c where c.practice_id = s.practice_id and c.id = ${refs.client ?? null}),
      (select a.practitioner_id from appointment a where a.practice_id = s.practice_id and a.client_id = ${refs.client ?? null}
        and a.practitioner_id is not null and a.state <> 'cancelled'
        order by abs(extract(epoch from a.starts_at - ${ctx.now}::timestamptz)) limit 1))`.execute(ctx.db)
  return rows[0]?.id ?? null
}
