import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, pageOf, paging } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { findPayer } from '../payers/payer.ts'
import { remindByHand } from './letter.ts'
import { PauseView, PauseWish, endPause, listPauses, pauseDunning } from './pauses.ts'
import {
  DunningSettings,
  DunningWish,
  findDunning,
  noteSwept,
  saveDunning,
  saveSequence,
  viewDunning,
} from './settings.ts'
import { Steps } from './steps.ts'
import { DunningPreview, LetterView, listLetters, previewDunning } from './views.ts'

export const getDunning = operation({
  path: 'GET /dunning/settings',
  summary: 'How this practice reminds of what is overdue',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: DunningSettings,
  run: (ctx) => viewDunning(ctx),
})

export const putDunning = operation({
  path: 'PUT /dunning/settings',
  summary: 'Change the steps of reminding, or switch it on and off',
  allow: 'dunning.manage',
  takes: DunningWish,
  returns: DunningSettings,
  fails: ['changed_meanwhile'],
  run: async (ctx, wish) => {
    await saveDunning(ctx, wish)
    return viewDunning(ctx)
  },
})

export const putPayerDunning = operation({
  path: 'PUT /dunning/payers/{id}',
  summary: 'Give a payer steps of their own; an empty list: never remind them; null: as everybody else',
  allow: 'dunning.manage',
  takes: z.strictObject({ id: Id, steps: Steps.nullable() }),
  returns: DunningSettings,
  run: async (ctx, { id, steps }) => {
    await findPayer(ctx, id)
    await saveSequence(ctx, id, steps)
    await noteSwept(ctx, null)
    ctx.record('dunning.payer_changed', { subject: ['payer', id], after: steps })
    return viewDunning(ctx)
  },
})

export const getDunningPreview = operation({
  path: 'GET /dunning/preview',
  summary: 'Who gets a reminder today and who does not, and why; also before it is switched on',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: DunningPreview,
  run: (ctx) => previewDunning(ctx),
})

export const getDunningLetters = operation({
  path: 'GET /dunning/letters',
  summary: 'Reminders that were written and calls that became due, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({
    clientId: Id.optional(),
    payerId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
    ...paging,
  }),
  returns: pageOf(LetterView),
  run: (ctx, question) => listLetters(ctx, question),
})

export const writeReminder = operation({
  path: 'POST /dunning/letters',
  summary: 'Write a reminder by hand: one letter for all that a client or payer owes and is overdue',
  allow: 'dunning.manage',
  takes: z.strictObject({ clientId: Id.nullish(), payerId: Id.nullish(), again: z.boolean().default(false) }),
  returns: LetterView,
  fails: ['already_today', 'nothing_overdue', 'busy'],
  run: async (ctx, { clientId = null, payerId = null, again }) => {
    if ((clientId === null) === (payerId === null))
      throw invalid('clientId', 'Say either which client or which payer.')
    if (clientId) await findClient(ctx, clientId)
    if (payerId) await findPayer(ctx, payerId)
    const letter = await remindByHand(ctx, {
      debtor: { clientId, payerId },
      dunning: await findDunning(ctx),
      again,
    })
    const { items } = await listLetters(ctx, {
      ...(clientId ? { clientId } : { payerId: payerId! }),
      from: letter.day,
      to: letter.day,
      limit: 50,
    })
    return items.find(({ id }) => id === letter.id)!
  },
})

const Pauses = z.object({ items: z.array(PauseView) })

export const getPauses = operation({
  path: 'GET /dunning/pauses',
  summary: 'Who is left in peace at the moment, why and until when',
  allow: 'billing.see',
  takes: z.strictObject({ clientId: Id.optional() }),
  returns: Pauses,
  run: async (ctx, wish) => ({ items: await listPauses(ctx, wish) }),
})

export const addPause = operation({
  path: 'POST /dunning/pauses',
  summary: 'Pause reminders for a client, a payer or an invoice',
  allow: 'dunning.manage',
  reason: 'required',
  takes: PauseWish,
  returns: Pauses,
  run: async (ctx, wish) => {
    await pauseDunning(ctx, wish)
    return { items: await listPauses(ctx) }
  },
})

export const endOnePause = operation({
  path: 'POST /dunning/pauses/{id}/end',
  summary: 'End a pause: reminders go on with the next step',
  allow: 'dunning.manage',
  takes: z.strictObject({ id: Id }),
  returns: Pauses,
  run: async (ctx, { id }) => {
    await endPause(ctx, id)
    return { items: await listPauses(ctx) }
  },
})
