import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { findAppointment } from '../appointment/appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import { extendTime } from '../booking/occupancy.ts'
import type { Confirmed } from './confirm-booking.ts'
import type { Holds } from './confirm-hold.ts'
import { writeMail } from './mails.ts'
import { languageFor, onlineRules } from './rules.ts'
import type { Language } from './rules.ts'
import type { Typed } from './typed.ts'
import { namedIn } from './typed.ts'

export const CONFIRMATION_LINK = 'booking_confirmation'
const MAIL_CONFIRMATION = 'scheduling.mailBookingConfirmation'
const MINUTES_FOR_MAIL = 30
const MOST_MAILS = 3
const MOST_TO_A_BOX = 6

/** Keeps what was typed, keeps the time longer, and mails a link; nothing else is made of it until the link is used. */
export async function askByMail(ctx: Context, holds: Holds, typed: Typed): Promise<Confirmed> {
  const { email } = namedIn(typed)
  const [hold] = holds
  const rules = await onlineRules(ctx)
  const language = languageFor(rules, typed.language ?? ctx.locale)
  await refuseFullBox(ctx, email)
  const { rows } =
    await sql`insert into booking_to_confirm (practice_id, appointment_id, details, email, language, mails, asked_at)
    values (${ctx.practiceId}, ${hold.id}, ${JSON.stringify(typed)}::jsonb, ${email}, ${language}, 1, ${ctx.now})
    on conflict (practice_id, appointment_id) do update set details = excluded.details, email = excluded.email,
      language = excluded.language, mails = booking_to_confirm.mails + 1, asked_at = excluded.asked_at
      where booking_to_confirm.mails < ${MOST_MAILS}
    returning 1`.execute(ctx.db)
  if (rows.length === 0) throw tooManyMails()
  const confirmBy = new Date(
    Math.min(ctx.now.getTime() + MINUTES_FOR_MAIL * 60_000, hold.starts_at.getTime()),
  )
  for (const each of holds) {
    await extendTime(ctx, each.id, confirmBy)
    await updateVisit(ctx, each, { held_until: confirmBy })
  }
  ctx.later(MAIL_CONFIRMATION, { appointmentId: hold.id })
  return { visit: { ...hold, held_until: confirmBy }, confirmBy }
}

/** Bookings that wait for one mailbox, whoever asks for them: nobody's box is flooded through us. */
async function refuseFullBox(ctx: Context, email: string) {
  const { rows } = await sql<{
    mails: number
  }>`select coalesce(sum(mails), 0)::int as mails from booking_to_confirm
    where practice_id = ${ctx.practiceId} and email = ${email}`.execute(ctx.db)
  if (rows[0]!.mails >= MOST_TO_A_BOX) throw tooManyMails()
}

function tooManyMails() {
  return problem(
    429,
    'too_many_mails',
    'We have sent this address several mails already. Look into your spam folder, or call us.',
    { retryAfter: 1800 },
  )
}

/** What was typed for a hold that waits for its mail; 404 when there is nothing (any more). */
export async function findToConfirm(ctx: Context, appointmentId: string): Promise<Typed> {
  const { rows } = await sql<{ details: Typed }>`select details from booking_to_confirm
    where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This booking')
  return rows[0].details
}

export async function forgetToConfirm(ctx: Context, appointmentId: string): Promise<void> {
  await sql`delete from booking_to_confirm where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(
    ctx.db,
  )
}

/** A second run after a crash sends a second mail with a link of its own; one use ends both, because the hold is gone. */
export const mailConfirmation = job({
  kind: MAIL_CONFIRMATION,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: MAIL_CONFIRMATION } as const
    const mail = await inPractice(house, { practiceId, actor, name: MAIL_CONFIRMATION }, (ctx) =>
      writeConfirmation(ctx, String(payload.appointmentId)),
    )
    if (mail) await house.services.mail.send(mail)
  },
})

async function writeConfirmation(ctx: Context, appointmentId: string) {
  const { rows } = await sql<{
    email: string
    language: Language
  }>`select email, language from booking_to_confirm
    where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(ctx.db)
  const visit = await findAppointment(ctx, appointmentId)
  if (!rows[0] || visit.state !== 'held' || visit.held_until! <= ctx.now) return null
  const { email, language } = rows[0]
  const { url } = await createLink(ctx, {
    purpose: CONFIRMATION_LINK,
    subject: ['appointment', appointmentId],
    clientId: null,
    validFor: 60 * 60_000,
    page: '/book/confirm',
  })
  const at = (instant: Date) => formatDateTime(instant, { locale: language, zone: visit.zone })
  return writeMail(ctx, {
    kind: 'confirm',
    language,
    to: email,
    url,
    values: { starts: at(visit.starts_at), location: visit.location_name, until: at(visit.held_until!) },
  })
}
