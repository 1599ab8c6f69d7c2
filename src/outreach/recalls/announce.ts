import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { addInterval } from './interval.ts'
import type { Standing } from './recall.ts'
import { readRecalls, todayOf } from './recall.ts'

/** From so many days after its due day on a recall is overdue. */
export const OVERDUE_AFTER_DAYS = 30
/** Longer ago than this is history, not news: an import of ten years starts no thousand automations. */
const NEWS_DAYS = 14
const ACTOR = { kind: 'system', name: 'Recalls' } as const
const WAITS_FOR_NOBODY: readonly Standing[] = ['disabled', 'paused', 'owes', 'scheduled']

/** Says on its day that a recall is due, and later that it is overdue, while nothing is booked; each round once. */
export const announceSweep = sweep({
  name: 'outreach.announce',
  everySeconds: 1800,
  run: async (house, practiceId) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: 'outreach.announce' }, async (ctx) => {
      await announce(ctx, { event: 'recall.due', afterDays: 0, told: 'told_due_on' })
      await announce(ctx, {
        event: 'recall.overdue',
        afterDays: OVERDUE_AFTER_DAYS,
        told: 'told_overdue_on',
      })
    })
  },
})

interface News {
  event: string
  afterDays: number
  told: 'told_due_on' | 'told_overdue_on'
}

async function announce(ctx: Context, { event, afterDays, told }: News) {
  const today = await todayOf(ctx)
  const before = (days: number) => addInterval(today, { months: 0, days: -days })
  const recalls = await readRecalls(ctx, [
    sql`r.due_on between ${before(afterDays + NEWS_DAYS)} and ${before(afterDays)}`,
    sql`r.${sql.ref(told)} is distinct from r.due_on`,
  ])
  for (const { id, clientId, typeId, dueOn, standing } of recalls) {
    if (WAITS_FOR_NOBODY.includes(standing)) continue
    const { rows } = await sql`update recall set ${sql.ref(told)} = due_on
      where practice_id = ${ctx.practiceId} and id = ${id} and due_on = ${dueOn}
        and ${sql.ref(told)} is distinct from due_on returning 1`.execute(ctx.db)
    if (rows.length > 0) ctx.record(event, { subject: ['recall', id], clientId, data: { typeId, dueOn } })
  }
}

/** Says that the visit for a recall is booked. */
export const noticeBooked = subscriber({
  name: 'outreach.noticeBooked',
  on: ['appointment.booked', 'appointment.restored'],
  run: async (ctx, { clientId, subjectId }) => {
    if (!clientId) return
    const recalls = await readRecalls(ctx, [sql`r.client_id = ${clientId}`])
    for (const { id, typeId, dueOn } of recalls.filter(({ scheduledId }) => scheduledId === subjectId)) {
      const { rows } = await sql`update recall set told_booked_id = ${subjectId}
        where practice_id = ${ctx.practiceId} and id = ${id} and told_booked_id is distinct from ${subjectId} returning 1`.execute(
        ctx.db,
      )
      if (rows.length > 0)
        ctx.record('recall.booked', {
          subject: ['recall', id],
          clientId,
          data: { typeId, dueOn, appointmentId: subjectId },
        })
    }
  },
})
