import { sql } from 'kysely'
import type { HappenedEvent } from '../platform/events/subscribers.ts'
import { subscriber } from '../platform/events/subscribers.ts'
import { pickLocale } from '../platform/i18n/i18n.ts'
import type { Context } from '../platform/operation/context.ts'
import { formatDateTime } from '../platform/time/index.ts'
import { cancelPlanned, queueIfDue, sendMessage } from './send-message.ts'
import { findVisitFacts } from './visit-facts.ts'
import { wordsOfVisit } from './visit-messages.ts'

const OFFER = 'replan_offer'
const PAUSED = 'Another time is offered to the client.'
const LINK_DAYS_AFTER_ANSWER = 30

/** A practice that lost a day offers another time: the client is asked by mail, and not reminded of the old one meanwhile. */
export const replanOffers = subscriber({
  name: 'messages.offerNewTime',
  on: ['replanning.offered'],
  run: async (ctx, event) => {
    const visit = await findVisitFacts(ctx, String(event.data.appointmentId))
    const { locale } = await ctx.practice()
    const said = { locale: pickLocale(visit.clientLanguage, locale), zone: visit.zone }
    const place = await placeOf(ctx, event)
    const rowId = String(event.data.rowId)
    await cancelPlanned(ctx, { subjectId: visit.id, rules: ['reminder'], why: PAUSED })
    await sendMessage(ctx, {
      clientId: visit.clientId,
      template: OFFER,
      rule: OFFER,
      why: 'The visit cannot take place as booked; another time is offered.',
      data: {
        ...(await wordsOfVisit(ctx, visit)),
        old_starts: formatDateTime(visit.startsAt, said),
        starts: formatDateTime(new Date(String(event.data.startsAt)), { ...said, zone: place.zone }),
        answer_by: formatDateTime(new Date(String(event.data.answerBy)), said),
        ...place.words,
      },
      subject: ['replanning_row', rowId],
      appointmentId: visit.id,
      key: `${OFFER} ${rowId} ${event.id}`,
      link: {
        purpose: 'replan',
        page: '/replan',
        subject: ['replanning_row', rowId],
        validForDays: daysUntil(ctx, new Date(String(event.data.answerBy))) + LINK_DAYS_AFTER_ANSWER,
      },
    })
  },
})

/** The visit stays after all: whoever was asked is told, and the reminders go on. */
export const replanEnds = subscriber({
  name: 'messages.endOffer',
  on: ['replanning.withdrawn', 'replanning.settled', 'replanning.changed'],
  run: async (ctx, event) => {
    const rowId = String(event.data.rowId)
    const visit = await findVisitFacts(ctx, String(event.data.appointmentId))
    await cancelPlanned(ctx, { subjectId: rowId, rules: [OFFER], why: 'The offer was withdrawn.' })
    await resumeReminders(ctx, visit.id)
    const isKnown = event.name === 'replanning.withdrawn' && (await wasAsked(ctx, rowId))
    if (!isKnown || !['booked', 'confirmed'].includes(visit.state)) return
    await sendMessage(ctx, {
      clientId: visit.clientId,
      template: 'replan_withdrawn',
      rule: 'replan_withdrawn',
      why: 'The offer of another time was withdrawn.',
      data: await wordsOfVisit(ctx, visit),
      subject: ['appointment', visit.id],
      appointmentId: visit.id,
      key: `replan_withdrawn ${rowId}`,
    })
  },
})

async function placeOf(ctx: Context, { data }: HappenedEvent) {
  const { rows } = await sql<{
    zone: string
    location: string
    address: string
    who: string | null
  }>`select l.zone, l.name as location, array_to_string(l.address_lines, ', ') as address,
      (select name from staff s where s.practice_id = l.practice_id and s.id = ${String(data.practitionerId)}) as who
    from location l where l.practice_id = ${ctx.practiceId} and l.id = ${String(data.locationId)}`.execute(
    ctx.db,
  )
  const { zone, location, address, who } = rows[0]!
  return {
    zone,
    words: { practitioner_name: who ?? '', location_name: location, location_address: address },
  }
}

function daysUntil(ctx: Context, at: Date): number {
  return Math.max(0, Math.ceil((at.getTime() - ctx.now.getTime()) / 86_400_000))
}

async function wasAsked(ctx: Context, rowId: string): Promise<boolean> {
  const { rows } = await sql`select from message where practice_id = ${ctx.practiceId}
    and subject_id = ${rowId} and rule = ${OFFER} and state in ('sending', 'sent')`.execute(ctx.db)
  return rows.length > 0
}

/** What was taken back for the offer goes out after all, as far as its time has not passed. */
async function resumeReminders(ctx: Context, appointmentId: string) {
  const { rows } = await sql<{ id: string; send_at: Date; channel: string }>`update message
    set state = 'planned', why = 'The visit stays at its time.'
    where practice_id = ${ctx.practiceId} and subject_id = ${appointmentId} and rule = 'reminder' and state = 'cancelled'
      and why = ${PAUSED} and send_at > ${ctx.now}
      and exists (select from appointment a where a.practice_id = message.practice_id and a.id = message.subject_id
        and a.state in ('booked', 'confirmed') and message.key like '%' || to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') || '%')
    returning id, send_at, channel`.execute(ctx.db)
  for (const { id, send_at, channel } of rows) if (channel === 'email') queueIfDue(ctx, id, send_at)
}
