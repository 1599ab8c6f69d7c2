import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import type { Today } from './dashboard.ts'

const STAGES = ['new', 'contacted', 'qualified', 'booked', 'lost'] as const

export const Work = z.object({
  /** Enquiries by stage: open ones all, booked and lost ones of the last 30 days. Null: not for this role. */
  pipeline: z.array(z.object({ stage: z.enum(STAGES), count: z.int() })).nullable(),
  /** Forms not answered yet for visits of the next seven days. */
  formsOpen: z.int().nullable(),
  messagesFailed: z.int().nullable(),
  /** Nobody can be reached by mail: somebody has to call. */
  callsToMake: z.int().nullable(),
  /** Recalls that are due and not taken out, without a visit to come of what is booked for them. */
  recallsOverdue: z.int().nullable(),
  /** Notes begun and not signed. */
  notesUnsigned: z.int().nullable(),
  /** Visits of the last 30 days that took place without a charge. */
  chargesMissing: z.int().nullable(),
  /** The same visits, in money. */
  chargesMissingMinor: z.int().nullable(),
})

interface Row {
  pipeline: Record<string, number>
  forms: number
  failed: number
  calls: number
  drafts: number
  recalls: number
  missing: number
  missing_minor: number
}

/** What waits for somebody. */
export async function readWork(ctx: Context, today: Today): Promise<z.input<typeof Work>> {
  const mine = sql`practice_id = ${ctx.practiceId}`
  const { rows } = await sql<Row>`select
    (select coalesce(jsonb_object_agg(stage, count), '{}') from (select stage, count(*)::int as count from lead where ${mine}
      and (stage in ('new', 'contacted', 'qualified') or stage_changed_at > ${ctx.now}::timestamptz - interval '30 days') group by 1) x) as pipeline,
    (select count(*)::int from form_request f join appointment a on a.practice_id = f.practice_id and a.id = f.appointment_id where f.practice_id = ${ctx.practiceId}
      and f.state in ('requested', 'started') and a.state in ('booked', 'confirmed', 'arrived', 'in_room')
      and a.starts_at >= ${today.from} and a.starts_at < ${today.to}::timestamptz + interval '7 days') as forms,
    (select count(*)::int from message where ${mine} and state = 'failed') as failed,
    (select count(*)::int from message where ${mine} and channel = 'call' and state = 'planned' and send_at <= ${ctx.now}) as calls,
    (select count(*)::int from note_draft where ${mine}) as drafts,
    (select count(*)::int from recall r join recall_type y on y.practice_id = r.practice_id and y.id = r.recall_type_id and y.archived_at is null
      join client c on c.practice_id = r.practice_id and c.id = r.client_id and c.archived_at is null
      where r.practice_id = ${ctx.practiceId} and r.replaced_at is null and r.disabled_at is null and r.due_on <= ${today.day}::date
        and coalesce(r.disabled_until, ${today.day}::date) <= ${today.day}::date
        and not exists (select from appointment a where a.practice_id = r.practice_id and a.client_id = r.client_id and a.starts_at > ${ctx.now}
          and a.state in ('requested', 'booked', 'confirmed') and (a.service_id = y.book_service_id or exists (select from recall_trigger t
            where t.practice_id = r.practice_id and t.recall_type_id = y.id and t.service_id = a.service_id)))) as recalls,
    m.missing, m.minor as missing_minor from (select count(*)::int as missing, coalesce(sum(a.price_minor), 0)::bigint as minor from appointment a
      where a.practice_id = ${ctx.practiceId} and a.state = 'done' and a.source <> 'import' and a.price_minor > 0
        and a.starts_at > ${today.from}::timestamptz - interval '30 days' and a.starts_at < ${today.to}
        and not exists (select from charge h where h.practice_id = a.practice_id and h.appointment_id = a.id)) m`.execute(
    ctx.db,
  )
  const row = rows[0]!
  const shownTo = (permission: string, value: number) => (ctx.can(permission) ? value : null)
  return {
    pipeline: ctx.can('leads.see')
      ? STAGES.map((stage) => ({ stage, count: row.pipeline[stage] ?? 0 }))
      : null,
    formsOpen: shownTo('forms.see', row.forms),
    messagesFailed: shownTo('messages.see', row.failed),
    callsToMake: shownTo('messages.see', row.calls),
    recallsOverdue: shownTo('recalls.see', row.recalls),
    notesUnsigned: shownTo('notes.see', row.drafts),
    chargesMissing: shownTo('billing.see', row.missing),
    chargesMissingMinor: shownTo('billing.see', row.missing_minor),
  }
}
