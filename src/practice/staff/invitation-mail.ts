import { job } from '../../platform/jobs/jobs.ts'
import { frameMail } from '../../platform/mail/frame.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { MAIL_INVITATION, createInvitationLink } from './sign-in-of-staff.ts'
import { findStaff } from './staff.ts'

const WORDS = {
  en: {
    subject: (practice: string) => `Your access to ${practice}`,
    title: (name: string) => `Welcome, ${name}`,
    text: (practice: string) =>
      `${practice} works with Atrium, and you now have access. Choose your password to begin.`,
    valid: 'The link works once and for seven days.',
    button: 'Choose a password',
    footer: 'You did not expect this? Then you need not do anything.',
  },
  de: {
    subject: (practice: string) => `Ihr Zugang zu ${practice}`,
    title: (name: string) => `Willkommen, ${name}`,
    text: (practice: string) =>
      `${practice} arbeitet mit Atrium, und Sie haben jetzt Zugang. Wählen Sie Ihr Passwort, dann geht es los.`,
    valid: 'Der Link gilt einmal und sieben Tage lang.',
    button: 'Passwort wählen',
    footer: 'Sie haben das nicht erwartet? Dann müssen Sie nichts tun.',
  },
}

/** Mails the invitation with a link of its own. A second run after a crash sends a second mail; both links work until one is used. */
export const mailInvitation = job({
  kind: MAIL_INVITATION,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: MAIL_INVITATION } as const
    const mail = await inPractice(house, { practiceId, actor, name: MAIL_INVITATION }, (ctx) =>
      writeInvitation(ctx, String(payload.staffId)),
    )
    if (mail) await house.services.mail.send(mail)
  },
})

async function writeInvitation(ctx: Context, staffId: string) {
  const staff = await findStaff(ctx, staffId)
  if (!staff.email || staff.disabledAt) return null
  const { name: practice, locale } = await ctx.practice()
  const words = locale === 'de' ? WORDS.de : WORDS.en
  const url = await createInvitationLink(ctx, staffId)
  const framed = {
    practice: { name: practice },
    title: words.title(staff.name),
    paragraphs: [words.text(practice), words.valid],
    button: { label: words.button, url },
    footer: [practice, words.footer],
  }
  return {
    to: { name: staff.name, address: staff.email },
    subject: words.subject(practice),
    ...frameMail(framed, locale),
  }
}
