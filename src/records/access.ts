import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'

/** Notes are for who treats: not for the front desk, not for billing, in no list, search or export. */
export const permissions = {
  'notes.see': ['owner', 'practitioner'],
  'notes.write': ['owner', 'practitioner'],
} as const

/** Live topic → permission. */
export const topics = { note: 'notes.see' }

/** "Author" notes are seen by their author alone; others by everybody who may see notes. */
export function seesNote(ctx: Context, note: 'n' | 'd'): RawBuilder<boolean> {
  const author = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null
  return sql<boolean>`(${sql.ref(`${note}.privacy`)} = 'team' or ${sql.ref(`${note}.author_id`)} = ${author}::uuid)`
}
