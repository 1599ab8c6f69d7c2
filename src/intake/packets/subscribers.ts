import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { findPack } from '../../practice/index.ts'
import { cancelPlanned, sendMessage } from '../../messages/index.ts'
import { putReadyConsents } from '../consents/ready.ts'
import { withdrawConsentRequest } from '../consents/request.ts'
import { findFormByKeyIfAny, saveForm } from '../form.ts'
import { withdrawRequest } from '../form-request.ts'
import { askForms } from './ask-forms.ts'
import { openItemIfAny, openItemsOf } from './open-items.ts'
import { linkTo, planMails } from './plan-mails.ts'
import { putReadyRules } from './rules.ts'
import { comingPartsOf, findPacketVisitIfAny, listPacketVisits } from './visit.ts'

/** A booking asks for what the rules want; a moved visit may be another age, another month, another service. */
export async function askAfter(ctx: Context, event: HappenedEvent): Promise<number> {
  if (event.data.source === 'import') return 0
  const { asked } = await askForms(ctx, { appointmentId: event.subjectId })
  // What is newly asked is told by its own event; a visit at another time is reminded at another time.
  await planPartsOf(ctx, event.subjectId, asked === 0)
  return asked
}

/** The mails of a visit, and of the other services of the same way to the practice: any of them may be the first now. */
async function planPartsOf(ctx: Context, appointmentId: string, alsoAlone: boolean) {
  const visit = await findPacketVisitIfAny(ctx, appointmentId)
  const parts = visit?.bundleId ? await comingPartsOf(ctx, visit) : []
  if (parts.length < 2 && !alsoAlone) return
  for (const id of new Set([appointmentId, ...parts.map((part) => part.id)])) await planMails(ctx, id)
}

/** An automation does it (rules.ts); here come only events that were queued before there were any. */
export const sendForms = subscriber({
  name: 'intake.sendForms',
  on: [],
  run: async (ctx, event) => {
    await askAfter(ctx, event)
  },
})

/** What was asked tells the client: with the visit's packet, or by itself where there is no visit. */
export const tellAboutForm = subscriber({
  name: 'intake.tellAboutForm',
  on: ['form.requested', 'consent.requested'],
  run: async (ctx, event) => {
    const { appointmentId } = event.data as { appointmentId?: string | null }
    if (appointmentId) return planMails(ctx, appointmentId)
    await tellAlone(ctx, event.subjectId)
  },
})

async function tellAlone(ctx: Context, id: string) {
  const item = await openItemIfAny(ctx, id)
  if (item?.state !== 'requested') return
  await sendMessage(ctx, {
    clientId: item.clientId,
    template: 'form_request',
    rule: 'form_request',
    why: 'Somebody of the practice asked for it.',
    data: { form_title: item.title, starts: '' },
    subject: [`${item.kind}_request`, id],
    key: `form_request ${id}`,
    link: linkTo([item]),
  })
}

/** Nobody is asked for what has been handed in, answered, or is not wanted. */
export const endChase = subscriber({
  name: 'intake.endChase',
  on: ['form.completed', 'form.withdrawn', 'consent.agreed', 'consent.declined', 'consent.request_withdrawn'],
  run: async (ctx, event) => {
    await cancelPlanned(ctx, {
      subjectId: event.subjectId,
      rules: ['form_request', 'form_chase'],
      why: 'The form is done.',
    })
    const { appointmentId } = event.data as { appointmentId?: string | null }
    if (appointmentId) await planMails(ctx, appointmentId)
  },
})

/** A cancelled visit asks for nothing; what it alone asked for is asked by the client's next visit that wants it. */
export const withdrawForms = subscriber({
  name: 'intake.withdrawForms',
  on: ['appointment.cancelled'],
  run: async (ctx, event) => {
    const items = await openItemsOf(ctx, [event.subjectId])
    for (const { kind, id } of items)
      await (kind === 'form' ? withdrawRequest : withdrawConsentRequest)(ctx, id, 'The visit was cancelled.')
    await planMails(ctx, event.subjectId)
    const clientId = items[0]?.clientId
    if (!clientId) return
    for (const visit of await listPacketVisits(ctx, { from: ctx.now, to: null, clientId, limit: 20 }))
      await askForms(ctx, { appointmentId: visit.id })
  },
})

/** The forms, consents and rules that come with the practice's profession. */
export const installPack = subscriber({
  name: 'intake.installPack',
  on: ['practice.created'],
  run: async (ctx) => {
    const { pack } = await ctx.practice()
    for (const { key, questionnaire } of findPack(pack).forms) {
      if (!(await findFormByKeyIfAny(ctx, key))) await saveForm(ctx, key, questionnaire)
    }
    await putReadyConsents(ctx)
    await putReadyRules(ctx)
  },
})
