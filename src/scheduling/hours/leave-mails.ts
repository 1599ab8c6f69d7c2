import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { job } from '../../platform/jobs/jobs.ts'
import { frameMail } from '../../platform/mail/frame.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { formatDateTime } from '../../platform/time/index.ts'

const MAIL_DECISION = 'scheduling.mailLeaveDecision'

const WORDS = {
  en: {
    approved: { subject: 'Your leave is approved', text: 'Your time off is approved:' },
    declined: { subject: 'Your leave is declined', text: 'Your time off cannot be given:' },
    by: (name: string) => `Decided by ${name}.`,
    button: 'See your hours and time off',
    footer: 'You get this mail because you asked for time off.',
  },
  de: {
    approved: { subject: 'Ihre Abwesenheit ist genehmigt', text: 'Ihre Abwesenheit ist genehmigt:' },
    declined: {
      subject: 'Ihre Abwesenheit ist abgelehnt',
      text: 'Ihre Abwesenheit ist leider nicht möglich:',
    },
    by: (name: string) => `Entschieden von ${name}.`,
    button: 'Zeiten und Abwesenheiten ansehen',
    footer: 'Sie erhalten diese Mail, weil Sie um eine Abwesenheit gebeten haben.',
  },
} as const

/** Whoever asked for leave is told what was decided, wherever they are just then. */
export const tellAboutLeave = subscriber({
  name: 'scheduling.tellAboutLeave',
  on: ['time_off.approved', 'time_off.declined'],
  run: async (ctx, event) => {
    ctx.later(MAIL_DECISION, { timeOffId: event.subjectId })
  },
})

/** A second run after a crash sends the mail once more; better twice than never. */
export const mailLeaveDecision = job({
  kind: MAIL_DECISION,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: MAIL_DECISION } as const
    const mail = await inPractice(house, { practiceId, actor, name: MAIL_DECISION }, (ctx) =>
      writeDecision(ctx, String(payload.timeOffId)),
    )
    if (mail) await house.services.mail.send(mail)
  },
})

interface Decision {
  email: string
  name: string
  approved: boolean
  decided_by: string
  decision_note: string | null
  starts_at: Date
  ends_at: Date
}

async function writeDecision(ctx: Context, id: string) {
  const { rows } =
    await sql<Decision>`select st.email, st.name, t.approved, t.decided_by, t.decision_note, t.starts_at, t.ends_at
    from time_off t join staff st on st.practice_id = t.practice_id and st.id = t.practitioner_id
    where t.practice_id = ${ctx.practiceId} and t.id = ${id} and t.decided_at is not null and t.cancelled_at is null
      and st.email is not null and st.disabled_at is null`.execute(ctx.db)
  const found = rows[0]
  if (!found) return null
  const practice = await ctx.practice()
  const language = practice.locale === 'de' ? 'de' : 'en'
  const words = WORDS[language]
  const { subject, text } = words[found.approved ? 'approved' : 'declined']
  const at = (instant: Date) => formatDateTime(instant, { locale: language, zone: practice.zone })
  const framed = {
    practice: { name: practice.name },
    title: subject,
    paragraphs: [
      text,
      `${at(found.starts_at)} – ${at(found.ends_at)}`,
      ...(found.decision_note ? [found.decision_note] : []),
      words.by(found.decided_by),
    ],
    button: { label: words.button, url: `${ctx.services.settings.publicUrl}/hours` },
    footer: [practice.name, words.footer],
  }
  return { to: { name: found.name, address: found.email }, subject, ...frameMail(framed, language) }
}
