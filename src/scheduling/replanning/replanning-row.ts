import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import type { CostTerm } from './engine/option.ts'

/** The job that carries out what was approved or undone. */
export const CARRY_OUT = 'scheduling.carryOutReplanning'

export const ROW_STATES = [
  'proposed',
  'nothing_fits',
  'queued',
  'moved',
  'offered',
  'accepted',
  'todo',
  'settled',
  'left',
  'cancelled',
  'changed',
  'undoing',
  'undone',
  'not_undone',
] as const
export type RowState = (typeof ROW_STATES)[number]

/** What the approval does: move at once, ask the client, leave as it is, cancel, or put on the list of calls. */
export const CHOICES = ['move', 'offer', 'leave', 'cancel', 'call'] as const
export type Choice = (typeof CHOICES)[number]

/** A replanning as it is kept. */
export interface ReplanningRecord {
  id: string
  kind: 'lost' | 'gaps' | 'level'
  practitioner_id: string | null
  room_id: string | null
  unit_id: string | null
  location_id: string | null
  starts_at: Date
  ends_at: Date
  reason: string | null
  search_until: Date
  answer_hours: number
  cost: number
  bound: number
  created_by: string
  created_at: Date
  approved_by: string | null
  approved_at: Date | null
  undone_by: string | null
  undone_at: Date | null
  discarded_at: Date | null
}

/** One visit of a replanning as it is kept, with the names that belong to it. */
export interface ReplanningRow {
  id: string
  replanning_id: string
  appointment_id: string
  old_starts_at: Date
  old_ends_at: Date
  old_practitioner_id: string | null
  old_location_id: string
  old_room_id: string | null
  old_assistant_id: string | null
  new_starts_at: Date | null
  new_ends_at: Date | null
  new_practitioner_id: string | null
  new_location_id: string | null
  new_room_id: string | null
  new_assistant_id: string | null
  new_unit_ids: string[]
  cost: number
  terms: CostTerm[]
  why_not: string | null
  choice: Choice
  pinned: boolean
  state: RowState
  reproposed_at: Date | null
  offered_at: Date | null
  answer_by: Date | null
  answered_at: Date | null
  todo_why: string | null
  todo_staff_id: string | null
  todo_tries: number
  todo_note: string | null
  client_id: string
  client_name: string
  client_phone: string | null
  has_email: boolean
  service_name: string
  zone: string
  buffer_before_minutes: number
  buffer_after_minutes: number
  visit_state: string
  old_practitioner_name: string | null
  old_location_name: string
  old_room_name: string | null
  new_practitioner_name: string | null
  new_location_name: string | null
  new_room_name: string | null
  new_assistant_name: string | null
  new_zone: string | null
  todo_staff_name: string | null
}

/** Rows with their names, in order; only those whose visit this actor may see. */
export async function readRows(ctx: Context, where: RawBuilder<unknown>): Promise<ReplanningRow[]> {
  const { rows } =
    await sql<ReplanningRow>`select r.*, a.client_id, a.zone, a.buffer_before_minutes, a.buffer_after_minutes, a.state as visit_state,
      c.given_name || ' ' || c.family_name as client_name, ${contact('phone')} as client_phone, ${contact('email')} is not null as has_email,
      s.name as service_name, op.name as old_practitioner_name, ol.name as old_location_name, orm.name as old_room_name,
      np.name as new_practitioner_name, nl.name as new_location_name, nr.name as new_room_name, na.name as new_assistant_name, nl.zone as new_zone, ts.name as todo_staff_name
    from replanning_row r
    join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
    join client c on c.practice_id = a.practice_id and c.id = a.client_id
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    join location ol on ol.practice_id = r.practice_id and ol.id = r.old_location_id
    left join staff op on op.practice_id = r.practice_id and op.id = r.old_practitioner_id
    left join room orm on orm.practice_id = r.practice_id and orm.id = r.old_room_id
    left join staff np on np.practice_id = r.practice_id and np.id = r.new_practitioner_id
    left join location nl on nl.practice_id = r.practice_id and nl.id = r.new_location_id
    left join room nr on nr.practice_id = r.practice_id and nr.id = r.new_room_id
    left join staff na on na.practice_id = r.practice_id and na.id = r.new_assistant_id
    left join staff ts on ts.practice_id = r.practice_id and ts.id = r.todo_staff_id
    where r.practice_id = ${ctx.practiceId} and ${where} and ${seesAppointment(ctx)} order by r.position, r.id`.execute(
      ctx.db,
    )
  return rows
}

function contact(kind: 'phone' | 'email') {
  return sql`(select p.value from contact_point p where p.practice_id = a.practice_id and p.client_id = a.client_id and p.kind = ${kind}
    order by p.is_preferred desc, p.created_at limit 1)`
}

/** The row of that replanning, locked; else 404. */
export async function lockRow(ctx: Context, id: string): Promise<ReplanningRow> {
  await sql`select from replanning_row where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
    ctx.db,
  )
  return findRow(ctx, id)
}

/** The row; else 404. */
export async function findRow(ctx: Context, id: string): Promise<ReplanningRow> {
  const row = (await readRows(ctx, sql`r.id = ${id}`))[0]
  if (!row) throw notFound('This visit of the plan')
  return row
}

/** The replanning; `lock` keeps others from changing it meanwhile. Else 404. */
export async function findReplanning(
  ctx: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ReplanningRecord> {
  const { rows } = await sql<ReplanningRecord>`select * from replanning where practice_id = ${ctx.practiceId}
    and id = ${id} and discarded_at is null ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This plan')
  return rows[0]
}

type RowFields = Partial<
  Pick<
    ReplanningRow,
    | 'new_starts_at'
    | 'new_ends_at'
    | 'new_practitioner_id'
    | 'new_location_id'
    | 'new_room_id'
    | 'cost'
    | 'why_not'
    | 'choice'
    | 'pinned'
    | 'state'
    | 'reproposed_at'
    | 'offered_at'
    | 'answer_by'
    | 'answered_at'
    | 'todo_why'
    | 'todo_staff_id'
    | 'todo_tries'
    | 'todo_note'
  >
> & { settled_at?: Date | null; terms?: readonly CostTerm[] }

/** Writes the given columns of a row and tells the screens that the replanning changed. */
export async function updateRow(
  ctx: Context,
  row: Pick<ReplanningRow, 'id' | 'replanning_id'>,
  { terms, ...fields }: RowFields,
) {
  await ctx.db
    .updateTable('replanning_row')
    .set({ ...fields, ...(terms ? { terms: JSON.stringify(terms) } : {}) })
    .where('practice_id', '=', ctx.practiceId)
    .where('id', '=', row.id)
    .execute()
}

/** Leaves an event about one visit of a replanning. */
export function recordRow(
  ctx: Context,
  name: string,
  row: ReplanningRow,
  data: Record<string, unknown> = {},
) {
  ctx.record(`replanning.${name}`, {
    subject: ['replanning', row.replanning_id],
    clientId: row.client_id,
    data: { rowId: row.id, appointmentId: row.appointment_id, ...data },
  })
}
