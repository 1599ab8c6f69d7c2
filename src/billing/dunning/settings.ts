import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { findPayer } from '../payers/payer.ts'
import { Step, Steps, USUAL_STEPS } from './steps.ts'

const fields = {
  isOn: z.boolean(),
  /** Who owes less than this is not written to. */
  minOpenMinor: Minor.min(0),
  /** The hour from which letters leave, by the practice's clock. */
  sendHour: z.int().min(0).max(23),
}
export const DunningWish = z.strictObject({ ...fields, steps: Steps, rowVersion: z.int().min(0) })
export const DunningSettings = z.object({
  ...fields,
  steps: z.array(Step),
  /** Payers with a sequence of their own; none: never written to. */
  payers: z.array(z.object({ payerId: Id, name: z.string(), steps: z.array(Step) })),
  switchedAt: Instant.nullable(),
  switchedBy: z.string().nullable(),
  rowVersion: z.int(),
})

export interface Dunning {
  isOn: boolean
  minOpenMinor: number
  sendHour: number
  sweptOn: string | null
  rowVersion: number
  switchedAt: Date | null
  switchedBy: string | null
  /** By payer; null: everybody else. */
  sequences: Map<string | null, Step[]>
}

interface Row {
  is_active: boolean
  min_open_minor: number
  send_hour: number
  swept_on: string | null
  switched_at: Date | null
  switched_by: string | null
  row_version: number
}

/** How the practice reminds of what is overdue; off until it says otherwise. */
export async function findDunning(ctx: Context): Promise<Dunning> {
  const { rows } =
    await sql<Row>`select * from dunning_settings where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const { rows: sequences } = await sql<{ payer_id: string | null; steps: Step[] }>`select payer_id, steps
    from dunning_sequence where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const row = rows[0]
  return {
    isOn: row?.is_active ?? false,
    minOpenMinor: row?.min_open_minor ?? 500,
    sendHour: row?.send_hour ?? 9,
    sweptOn: row?.swept_on ?? null,
    rowVersion: row?.row_version ?? 0,
    switchedAt: row?.switched_at ?? null,
    switchedBy: row?.switched_by ?? null,
    sequences: new Map(sequences.map(({ payer_id, steps }) => [payer_id, z.array(Step).parse(steps)])),
  }
}

/** The steps that count for a payer, or for a client who pays alone. */
export function stepsFor({ sequences }: Dunning, payerId: string | null): Step[] {
  return (payerId && sequences.get(payerId)) || sequences.get(null) || USUAL_STEPS
}

export async function viewDunning(ctx: Context): Promise<z.input<typeof DunningSettings>> {
  const found = await findDunning(ctx)
  const ids = [...found.sequences.keys()].filter((id) => id !== null)
  const payers = []
  for (const payerId of ids) {
    const { name } = await findPayer(ctx, payerId)
    payers.push({ payerId, name, steps: found.sequences.get(payerId)! })
  }
  return { ...found, steps: stepsFor(found, null), payers }
}

/** Replaces the settings and the usual sequence; 409 `changed_meanwhile`. */
export async function saveDunning(ctx: Context, wish: z.output<typeof DunningWish>) {
  const before = await findDunning(ctx)
  const isSwitched = before.isOn !== wish.isOn
  const { rows } =
    await sql`insert into dunning_settings (practice_id, is_active, min_open_minor, send_hour, switched_at, switched_by, row_version)
    values (${ctx.practiceId}, ${wish.isOn}, ${wish.minOpenMinor}, ${wish.sendHour}, ${isSwitched ? ctx.now : before.switchedAt},
      ${isSwitched ? ctx.actor.name : before.switchedBy}, 1)
    on conflict (practice_id) do update set is_active = excluded.is_active, min_open_minor = excluded.min_open_minor, send_hour = excluded.send_hour,
      switched_at = excluded.switched_at, switched_by = excluded.switched_by, swept_on = null, row_version = dunning_settings.row_version + 1
    where dunning_settings.row_version = ${wish.rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  await saveSequence(ctx, null, wish.steps)
  ctx.record('dunning.settings_changed', {
    subject: ['practice', ctx.practiceId],
    before: { ...before, sequences: [...before.sequences] },
    after: wish,
  })
}

/** Gives a payer a sequence of their own (none: never written to), or takes it away (null). */
export async function saveSequence(ctx: Context, payerId: string | null, steps: readonly Step[] | null) {
  if (steps === null) {
    await sql`delete from dunning_sequence where practice_id = ${ctx.practiceId} and payer_id is not distinct from ${payerId}::uuid`.execute(
      ctx.db,
    )
    return
  }
  await sql`insert into dunning_sequence (practice_id, id, payer_id, steps)
    values (${ctx.practiceId}, ${ctx.newId()}, ${payerId}, ${JSON.stringify(steps)}::jsonb)
    on conflict on constraint dunning_sequence_once do update set steps = excluded.steps, row_version = dunning_sequence.row_version + 1`.execute(
    ctx.db,
  )
}

/** Says how far the sweep is: the whole day, or nothing any more when something changed. */
export async function noteSwept(ctx: Context, day: string | null) {
  await sql`update dunning_settings set swept_on = ${day} where practice_id = ${ctx.practiceId}`.execute(
    ctx.db,
  )
}
