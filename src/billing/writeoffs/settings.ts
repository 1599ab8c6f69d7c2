import { sql } from 'kysely'
import { z } from 'zod'
import { ROLES } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Minor } from '../../platform/operation/shapes.ts'

export const WriteOffSettings = z.strictObject({
  /** The most that a role may give up of one invoice without another person; a role that is not named: any amount. */
  limits: z.partialRecord(z.enum(ROLES), Minor.min(0)),
  /** What is open on an invoice up to this much is proposed for writing off … */
  smallMinor: Minor.min(0),
  /** … so many days after it was due. */
  smallAfterDays: z.int().min(0).max(3650),
  rowVersion: z.int().min(0),
})
export type WriteOffSettings = z.output<typeof WriteOffSettings>

interface Row {
  limits: WriteOffSettings['limits']
  small_minor: number
  small_after_days: number
  row_version: number
}

/** How much each role may give up; billing 100.00 by itself until the practice says otherwise. */
export async function findWriteOffSettings(ctx: Context): Promise<WriteOffSettings> {
  const { rows } =
    await sql<Row>`select limits, small_minor, small_after_days, row_version from write_off_settings where practice_id = ${ctx.practiceId}`.execute(
      ctx.db,
    )
  const row = rows[0]
  if (!row) return { limits: { billing: 10_000 }, smallMinor: 500, smallAfterDays: 60, rowVersion: 0 }
  return {
    limits: row.limits,
    smallMinor: row.small_minor,
    smallAfterDays: row.small_after_days,
    rowVersion: row.row_version,
  }
}

/** Replaces them; 409 `changed_meanwhile`. */
export async function saveWriteOffSettings(ctx: Context, wish: WriteOffSettings): Promise<WriteOffSettings> {
  const before = await findWriteOffSettings(ctx)
  const { rows } =
    await sql`insert into write_off_settings (practice_id, limits, small_minor, small_after_days, row_version)
    values (${ctx.practiceId}, ${JSON.stringify(wish.limits)}::jsonb, ${wish.smallMinor}, ${wish.smallAfterDays}, 1)
    on conflict (practice_id) do update set limits = excluded.limits, small_minor = excluded.small_minor,
      small_after_days = excluded.small_after_days, row_version = write_off_settings.row_version + 1
    where write_off_settings.row_version = ${wish.rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('write_off.settings_changed', { subject: ['practice', ctx.practiceId], before, after: wish })
  return findWriteOffSettings(ctx)
}

/** The most that whoever acts may give up of one invoice by themselves; null: any amount. */
export async function limitOf(ctx: Context): Promise<number | null> {
  const { actor } = ctx
  if (actor.kind !== 'staff' && actor.kind !== 'key') return null
  return (await findWriteOffSettings(ctx)).limits[actor.role] ?? null
}
