import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { localDayNumber, toOffsetIso } from '../../platform/time/index.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import { COST_CODES } from './engine/option.ts'
import { WHY_NOTS } from './propose.ts'
import { CHOICES, ROW_STATES, readRows } from './replanning-row.ts'
import type { ReplanningRecord, ReplanningRow } from './replanning-row.ts'

const Named = z.object({ id: Id, name: z.string() })

export const TermView = z.object({
  code: z.enum(COST_CODES),
  points: z.int(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** A time with its place, in the offset of the place. */
const TimeView = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  practitioner: Named.nullable(),
  location: Named,
  room: Named.nullable(),
})

/** One visit: how it was, what is proposed, what came of it. */
export const RowView = z.object({
  id: Id,
  appointmentId: Id,
  client: Named.extend({ phone: z.string().nullable(), hasEmail: z.boolean() }),
  service: z.string(),
  old: TimeView,
  proposal: TimeView.nullable(),
  cost: z.int(),
  terms: z.array(TermView),
  whyNot: z.enum(WHY_NOTS).nullable(),
  choice: z.enum(CHOICES),
  pinned: z.boolean(),
  state: z.enum(ROW_STATES),
  reproposedAt: Instant.nullable(),
  answerBy: Instant.nullable(),
  answeredAt: Instant.nullable(),
  /** Why somebody has to call, or why a visit could not be put back. */
  why: z.string().nullable(),
  tries: z.int(),
  note: z.string().nullable(),
  assignee: Named.nullable(),
})

export const PLAN_STATES = ['draft', 'carrying_out', 'open', 'done', 'undone'] as const

/** A replanning in the list. */
export const ReplanningView = z.object({
  id: Id,
  kind: z.enum(['lost', 'gaps', 'level']),
  what: Named.extend({ type: z.enum(['practitioner', 'room', 'unit', 'location']) }),
  from: Instant,
  to: Instant,
  zone: z.string(),
  reason: z.string().nullable(),
  state: z.enum(PLAN_STATES),
  createdBy: z.string(),
  createdAt: Instant,
  approvedBy: z.string().nullable(),
  approvedAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: Instant.nullable(),
  answerHours: z.int(),
  counts: z.record(z.string(), z.int()),
})

/** A replanning with its visits. */
export const ReplanningDetail = ReplanningView.extend({
  totals: z.object({
    visits: z.int(),
    placed: z.int(),
    samePractitioner: z.int(),
    averageDays: z.number(),
    cost: z.int(),
    bound: z.int(),
  }),
  rows: z.array(RowView),
  can: z.object({ approve: z.boolean(), undo: z.boolean(), discard: z.boolean() }),
})

type Listed = ReplanningRecord & {
  what_name: string
  what_zone: string
  counts: Record<string, number>
}

/** Replannings with their names and counts, the latest first. */
export async function listReplannings(
  ctx: Context,
  { id, limit, before }: { id?: string; limit: number; before: string | null },
): Promise<Listed[]> {
  const { rows } =
    await sql<Listed>`select p.*, coalesce(st.name, rm.name, un.name, l.name) as what_name, coalesce(rl.zone, l.zone, pr.zone) as what_zone,
      (select coalesce(json_object_agg(state, n), '{}') from (select r.state, count(*)::int as n from replanning_row r
        join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
        where r.practice_id = p.practice_id and r.replanning_id = p.id and ${seesAppointment(ctx)} group by r.state) c) as counts
    from replanning p join practice pr on pr.practice_id = p.practice_id
    left join staff st on st.practice_id = p.practice_id and st.id = p.practitioner_id
    left join room rm on rm.practice_id = p.practice_id and rm.id = p.room_id
    left join equipment_unit un on un.practice_id = p.practice_id and un.id = p.unit_id
    left join equipment_pool po on po.practice_id = p.practice_id and po.id = un.pool_id
    left join location rl on rl.practice_id = p.practice_id and rl.id = coalesce(rm.location_id, po.location_id)
    left join location l on l.practice_id = p.practice_id and l.id = p.location_id
    where p.practice_id = ${ctx.practiceId} and p.discarded_at is null
      and (${id ?? null}::uuid is null or p.id = ${id ?? null}::uuid) and (${before}::uuid is null or p.id < ${before}::uuid)
    order by p.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** A replanning of the list as callers see it. */
export function presentReplanning(plan: Listed): z.input<typeof ReplanningView> {
  const [type, id] = plan.practitioner_id
    ? (['practitioner', plan.practitioner_id] as const)
    : plan.room_id
      ? (['room', plan.room_id] as const)
      : plan.unit_id
        ? (['unit', plan.unit_id] as const)
        : (['location', plan.location_id!] as const)
  return {
    id: plan.id,
    kind: plan.kind,
    what: { type, id, name: plan.what_name },
    from: plan.starts_at,
    to: plan.ends_at,
    zone: plan.what_zone,
    reason: plan.reason,
    state: stateOf(plan),
    createdBy: plan.created_by,
    createdAt: plan.created_at,
    approvedBy: plan.approved_by,
    approvedAt: plan.approved_at,
    undoneBy: plan.undone_by,
    undoneAt: plan.undone_at,
    answerHours: plan.answer_hours,
    counts: plan.counts,
  }
}

function stateOf({ approved_at, undone_at, counts }: Listed): (typeof PLAN_STATES)[number] {
  if (counts.queued || counts.undoing) return 'carrying_out'
  if (undone_at) return 'undone'
  if (!approved_at) return 'draft'
  return counts.proposed || counts.nothing_fits || counts.offered || counts.todo ? 'open' : 'done'
}

/** A replanning with all its visits and what may be done with it now. */
export async function presentDetail(
  ctx: Context,
  id: string,
): Promise<z.input<typeof ReplanningDetail> | null> {
  const [plan] = await listReplannings(ctx, { id, limit: 1, before: null })
  if (!plan) return null
  const rows = await readRows(ctx, sql`r.replanning_id = ${id}`)
  const { proposed = 0, nothing_fits = 0 } = plan.counts
  const mayAct = ctx.can('replanning.manage') && !plan.undone_at
  return {
    ...presentReplanning(plan),
    totals: totalsOf(plan, rows),
    rows: rows.map(presentRow),
    can: {
      approve: mayAct && proposed + nothing_fits > 0,
      undo: mayAct && plan.approved_at !== null && !plan.counts.queued,
      discard: mayAct && plan.approved_at === null,
    },
  }
}

function totalsOf(plan: ReplanningRecord, rows: readonly ReplanningRow[]) {
  const placed = rows.filter((row) => row.new_starts_at !== null)
  const days = placed.map(
    (row) => localDayNumber(row.new_starts_at!, row.new_zone!) - localDayNumber(row.old_starts_at, row.zone),
  )
  return {
    visits: rows.length,
    placed: placed.length,
    samePractitioner: placed.filter((row) => row.new_practitioner_id === row.old_practitioner_id).length,
    averageDays: Math.round((days.reduce((sum, each) => sum + each, 0) / Math.max(days.length, 1)) * 10) / 10,
    cost: plan.cost,
    bound: plan.bound,
  }
}

const named = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)

/** One visit of a replanning as callers see it. */
export function presentRow(row: ReplanningRow): z.input<typeof RowView> {
  const zone = row.new_zone ?? row.zone
  return {
    id: row.id,
    appointmentId: row.appointment_id,
    client: { id: row.client_id, name: row.client_name, phone: row.client_phone, hasEmail: row.has_email },
    service: row.service_name,
    old: {
      startsAt: toOffsetIso(row.old_starts_at, row.zone),
      endsAt: toOffsetIso(row.old_ends_at, row.zone),
      zone: row.zone,
      practitioner: named(row.old_practitioner_id, row.old_practitioner_name),
      location: { id: row.old_location_id, name: row.old_location_name },
      room: named(row.old_room_id, row.old_room_name),
    },
    proposal: row.new_starts_at && {
      startsAt: toOffsetIso(row.new_starts_at, zone),
      endsAt: toOffsetIso(row.new_ends_at!, zone),
      zone,
      practitioner: named(row.new_practitioner_id, row.new_practitioner_name),
      location: { id: row.new_location_id!, name: row.new_location_name! },
      room: named(row.new_room_id, row.new_room_name),
    },
    cost: row.cost,
    terms: row.terms.map((each) => ({ ...each })),
    whyNot: row.why_not as z.input<typeof RowView>['whyNot'],
    choice: row.choice,
    pinned: row.pinned,
    state: row.state,
    reproposedAt: row.reproposed_at,
    answerBy: row.answer_by,
    answeredAt: row.answered_at,
    why: row.todo_why,
    tries: row.todo_tries,
    note: row.todo_note,
    assignee: named(row.todo_staff_id, row.todo_staff_name),
  }
}
