import { sql } from 'kysely'
import { sendMessage } from '../../messages/index.ts'
import { PERSON_LINK } from '../../scheduling/index.ts'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatDay } from '../../platform/time/index.ts'
import type { Household } from './family.ts'
import { groupByHousehold } from './family.ts'
import { addInterval } from './interval.ts'
import type { Recall, Standing } from './recall.ts'
import { readRecalls, todayOf } from './recall.ts'

/** Who is due so soon after a relative hears of it in the same message. */
const TOGETHER_DAYS = 14
const LINK_DAYS = 30
const WORDINGS = 3
const MAY_BE_REMINDED: readonly Standing[] = ['due', 'later', 'reminded', 'to_call', 'scheduled']

export interface Reminded {
  messages: number
  recalls: number
  /** Chosen, but left in peace, and why. */
  left: { id: string; standing: Standing }[]
}

/** Reminds of chosen recalls at once; those that are taken out or paused are left and named. */
export async function remindOf(ctx: Context, ids: readonly string[]): Promise<Reminded> {
  const chosen = await readRecalls(ctx, [sql`r.id = any(${[...ids]})`])
  const fitting = chosen.filter(({ standing }) => MAY_BE_REMINDED.includes(standing))
  const left = chosen
    .filter((recall) => !fitting.includes(recall))
    .map(({ id, standing }) => ({ id, standing }))
  return { ...(await remindHouseholds(ctx, await groupByHousehold(ctx, fitting))), left }
}

/** Reminds whoever is due, a family in one message, at most so many messages. Answers how many went out. */
export async function remindDue(
  ctx: Context,
  { atMost, overdueDays }: { atMost: number; overdueDays: number },
): Promise<number> {
  const today = await todayOf(ctx)
  const soon = addInterval(today, { months: 0, days: TOGETHER_DAYS })
  const recalls = await readRecalls(ctx, [
    sql`r.due_on >= ${addInterval(today, { months: 0, days: -overdueDays })}`,
  ])
  const near = recalls.filter(({ standing, nextReminderOn, remindersSent }) =>
    standing === 'later' ? remindersSent === 0 && nextReminderOn! <= soon : standing === 'due',
  )
  const households = await groupByHousehold(ctx, near)
  const due = households.filter((each) => each.recalls.some(({ standing }) => standing === 'due'))
  return (await remindHouseholds(ctx, due.slice(0, atMost))).messages
}

async function remindHouseholds(ctx: Context, households: readonly Household[]) {
  let [messages, recalls] = [0, 0]
  for (const household of households) {
    const counted = await countReminders(ctx, household)
    if (counted.recalls.length === 0) continue
    const messageId = await tell(ctx, counted)
    await keepContacts(ctx, counted.recalls, messageId)
    messages++
    recalls += counted.recalls.length
  }
  return { messages, recalls }
}

/** Of two who remind at once, one counts; the other finds the count changed and sends nothing. */
async function countReminders(ctx: Context, household: Household): Promise<Household> {
  const counted: Recall[] = []
  for (const recall of household.recalls) {
    const { rows } =
      await sql`update recall set reminders_sent = reminders_sent + 1, reminded_at = ${ctx.now}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${recall.id} and reminders_sent = ${recall.remindersSent} and due_on = ${recall.dueOn}
      returning 1`.execute(ctx.db)
    if (rows.length > 0) counted.push({ ...recall, remindersSent: recall.remindersSent + 1 })
  }
  return { ...household, recalls: counted }
}

async function tell(ctx: Context, { receiverId, contactId, recalls }: Household): Promise<string | null> {
  const first = recalls[0]!
  const nth = Math.min(Math.max(...recalls.map(({ remindersSent }) => remindersSent)), WORDINGS)
  return sendMessage(ctx, {
    clientId: receiverId,
    template: `recall_${nth}`,
    data: { recalls: await inWords(ctx, receiverId, recalls) },
    rule: 'recall',
    purpose: 'recall',
    why: recalls
      .map(({ clientName, typeName, dueOn }) => `${clientName}: ${typeName}, due ${dueOn}`)
      .join('; '),
    subject: ['recall', first.id],
    key: `recall ${first.id} ${first.dueOn} ${first.remindersSent}`,
    ...(contactId
      ? {
          link: {
            purpose: PERSON_LINK,
            page: '/book/me',
            subject: ['contact_point', contactId] as const,
            validForDays: LINK_DAYS,
          },
        }
      : {}),
  })
}

/** One line for each: the name where it is not the receiver's own, and the month (a day would look like a booking). */
async function inWords(ctx: Context, receiverId: string, recalls: readonly Recall[]): Promise<string> {
  const { rows } = await sql<{ language: string | null }>`select language from client
    where practice_id = ${ctx.practiceId} and id = ${receiverId}`.execute(ctx.db)
  const locale = pickLocale(rows[0]?.language ?? null, (await ctx.practice()).locale)
  const month = (day: string) => formatDay(day, locale, { month: 'long', year: 'numeric' })
  return recalls
    .map(({ clientId, clientName, typeName, dueOn }) =>
      clientId === receiverId
        ? `${typeName}, ${month(dueOn)}`
        : `${clientName}: ${typeName}, ${month(dueOn)}`,
    )
    .join('\n')
}

async function keepContacts(ctx: Context, recalls: readonly Recall[], messageId: string | null) {
  for (const { id, clientId, remindersSent, dueOn } of recalls) {
    await sql`insert into recall_contact (practice_id, id, recall_id, nth, due_on, how, message_id, by_name, at)
      values (${ctx.practiceId}, ${ctx.newId()}, ${id}, ${remindersSent}, ${dueOn}, 'message', ${messageId}, ${ctx.actor.name}, ${ctx.now})`.execute(
      ctx.db,
    )
    ctx.record('recall.reminded', { subject: ['recall', id], clientId, data: { nth: remindersSent, dueOn } })
  }
}
