import { primaryEmailIfAny } from '../../clients/index.ts'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { formatDate } from '../../platform/time/index.ts'
import { addressOf, findInvitation } from './invitation.ts'
import { writeMail } from './mails.ts'
import { languageFor, onlineRules } from './rules.ts'

export const MAIL_INVITATION = 'scheduling.mailInvitation'

/** Mails a booking link to its client. The mail has an address of its own, so that no secret waits in the queue. */
export const mailInvitation = job({
  kind: MAIL_INVITATION,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: MAIL_INVITATION } as const
    const mail = await inPractice(house, { practiceId, actor, name: MAIL_INVITATION }, (ctx) =>
      writeInvitation(ctx, String(payload.id)),
    )
    if (mail) await house.services.mail.send(mail)
  },
})

async function writeInvitation(ctx: Context, id: string) {
  const invitation = await findInvitation(ctx, id)
  const to = await primaryEmailIfAny(ctx, invitation.clientId)
  if (!to || invitation.revokedAt || invitation.expiresAt <= ctx.now) return null
  const language = languageFor(await onlineRules(ctx), invitation.clientLanguage ?? ctx.locale)
  const { zone } = await ctx.practice()
  const lastMoment = new Date(invitation.expiresAt.getTime() - 1)
  return writeMail(ctx, {
    kind: 'invitation',
    language,
    to,
    url: await addressOf(ctx, invitation),
    values: {
      until: formatDate(lastMoment, { locale: language, zone }),
      ...(invitation.serviceName ? { service: invitation.serviceName } : {}),
    },
  })
}
