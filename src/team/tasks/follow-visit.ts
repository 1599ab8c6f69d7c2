import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { addLocalDays, localDay } from '../../platform/time/index.ts'
import { findAppointment } from '../../scheduling/index.ts'
import { recordTask } from './task.ts'

interface Following {
  id: string
  clientId: string | null
  ownerId: string | null
  queue: 'front_desk' | 'billing' | 'clinical' | 'managers' | null
  days: number
  dueOn: string | null
}

/** A task that is due so many days around a visit moves with it. */
export const followVisits = subscriber({
  name: 'team.followVisits',
  on: ['appointment.moved'],
  run: async (ctx, event) => {
    const { rows } =
      await sql<Following>`select id, client_id as "clientId", owner_id as "ownerId", queue, due_days_after_visit as days,
        due_on as "dueOn" from task
      where practice_id = ${ctx.practiceId} and appointment_id = ${event.subjectId} and due_days_after_visit is not null and done_at is null`.execute(
        ctx.db,
      )
    if (rows.length === 0) return
    const visit = await findAppointment(ctx, event.subjectId)
    for (const task of rows) {
      const dueOn = addLocalDays(localDay(visit.starts_at, visit.zone), task.days)
      if (dueOn === task.dueOn) continue
      await sql`update task set due_on = ${dueOn}, row_version = row_version + 1
        where practice_id = ${ctx.practiceId} and id = ${task.id}`.execute(ctx.db)
      recordTask(ctx, 'task.changed', task, { fields: ['dueOn'] })
    }
  },
})
