import { pickLocale } from '../platform/i18n/i18n.ts'
import type { Context } from '../platform/operation/context.ts'
import { subscriber } from '../platform/events/subscribers.ts'
import { formatDateTime } from '../platform/time/index.ts'
import { sendMessage } from './send-message.ts'
import { asOneVisit, comingOf } from './coming.ts'
import type { VisitFacts } from './visit-facts.ts'
import { findVisitFacts } from './visit-facts.ts'
import { visitLink, wordsOfVisit } from './visit-messages.ts'

/** What somebody who asked for a time is told: that we have it, and when it is not possible. */
export const requestMessages = subscriber({
  name: 'messages.tellAboutRequest',
  on: ['appointment.requested', 'appointment.cancelled'],
  run: async (ctx, event) => {
    const isNew = event.name === 'appointment.requested'
    if (!isNew && !event.data.declined) return
    // Of several services that were asked for together the first tells.
    const together = event.data.together as { nth: number } | undefined
    if ((together?.nth ?? 1) > 1) return
    const visit = await wholeOf(ctx, event.subjectId, isNew ? 'requested' : 'cancelled')
    if (visit.state !== (isNew ? 'requested' : 'cancelled')) return
    const { locale } = await ctx.practice()
    const at = { locale: pickLocale(visit.clientLanguage, locale), zone: visit.zone }
    const rule = isNew ? 'requested' : 'declined'
    await sendMessage(ctx, {
      clientId: visit.clientId,
      template: rule,
      rule,
      why: isNew
        ? 'The client asked for a time.'
        : 'The practice declined the request, or did not answer in time.',
      data: {
        ...(await wordsOfVisit(ctx, visit)),
        answer_by: isNew && visit.answerBy ? formatDateTime(visit.answerBy, at) : '',
        reason: isNew ? '' : (visit.cancelReason ?? ''),
      },
      subject: ['appointment', visit.id],
      appointmentId: visit.id,
      key: `${rule} ${visit.id} ${visit.sequence}`,
      // No calendar file: nothing stands in the client's calendar yet.
      ...(isNew ? { link: visitLink(visit, ctx.now) } : {}),
    })
  },
})

async function wholeOf(ctx: Context, id: string, state: string): Promise<VisitFacts> {
  const visit = await findVisitFacts(ctx, id)
  const coming = await comingOf(ctx, visit, [state])
  return coming.length > 0 ? { ...asOneVisit(coming), id } : visit
}
