import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { findRecall } from './recall.ts'

export interface RecallContact {
  id: string
  nth: number
  how: 'message' | 'call'
  dueOn: string
  note: string
  byName: string
  at: Date
  /** How the message fared: planned, sent, failed … */
  messageState: string | null
}

/** Every time this client was reminded of this, newest first; rounds of the past too. */
export async function listContactsOf(ctx: Context, recallId: string): Promise<RecallContact[]> {
  const { rows } =
    await sql<RecallContact>`select k.id, k.nth, k.how, k.due_on as "dueOn", k.note, k.by_name as "byName", k.at,
      m.state as "messageState"
    from recall_contact k left join message m on m.practice_id = k.practice_id and m.id = k.message_id
    where k.practice_id = ${ctx.practiceId} and k.recall_id = ${recallId} order by k.at desc, k.id desc limit 100`.execute(
      ctx.db,
    )
  return rows
}

/** A call about a recall. One that counts is a reminder: the client leaves the list until the next is due. */
export async function noteRecallCall(
  ctx: Context,
  wish: { id: string; note: string; counts: boolean },
): Promise<void> {
  const recall = await findRecall(ctx, wish.id)
  if (wish.counts)
    await sql`update recall set reminders_sent = reminders_sent + 1, reminded_at = ${ctx.now}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${wish.id}`.execute(ctx.db)
  await sql`insert into recall_contact (practice_id, id, recall_id, nth, due_on, how, note, by_name, at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.id}, ${wish.counts ? recall.remindersSent + 1 : 0}, ${recall.dueOn}, 'call',
      ${wish.note}, ${ctx.actor.name}, ${ctx.now})`.execute(ctx.db)
  ctx.record('recall.called', {
    subject: ['recall', wish.id],
    clientId: recall.clientId,
    data: { counts: wish.counts, dueOn: recall.dueOn },
  })
}
