import { z } from 'zod'
import type { Action } from '../../platform/rules/rules.ts'
import { action } from '../../platform/rules/rules.ts'
import { chargeVisit } from '../charges/from-visit.ts'
import { sendInvoice, sendReceipt } from '../invoices/tell-client.ts'

const WITHOUT_SETTINGS = { settings: z.strictObject({}), fields: [] }

const charge = action({
  ...WITHOUT_SETTINGS,
  name: 'billing.charge_visit',
  words: {
    en: 'charge the visit, and invoice it as the billing settings say',
    de: 'den Termin berechnen und in Rechnung stellen, wie es die Abrechnung vorsieht',
  },
  needs: ['appointment'],
  allow: 'charges.manage',
  preview: async () => ({ en: 'Visit charged', de: 'Termin berechnet' }),
  run: async (ctx, { event, refs }) =>
    (await chargeVisit(ctx, { ...event, subjectId: refs.appointment! }))
      ? { did: { en: 'Charged.', de: 'Berechnet.' } }
      : { nothing: { en: 'Not done, or charged already.', de: 'Nicht erledigt oder schon berechnet.' } },
})

const invoice = action({
  ...WITHOUT_SETTINGS,
  name: 'billing.send_invoice',
  words: {
    en: 'send the invoice with its link for paying',
    de: 'die Rechnung mit dem Link zum Bezahlen senden',
  },
  needs: ['invoice'],
  allow: 'messages.send',
  preview: async () => ({ en: 'Invoice sent', de: 'Rechnung gesendet' }),
  run: async (ctx, { event, refs }) => {
    await sendInvoice(ctx, { ...event, subjectId: refs.invoice! })
    return {
      did: { en: 'Invoice planned, unless it was.', de: 'Rechnung eingeplant, falls sie es nicht war.' },
    }
  },
})

const receipt = action({
  ...WITHOUT_SETTINGS,
  name: 'billing.send_receipt',
  words: {
    en: 'send a receipt to who paid online',
    de: 'eine Quittung senden, wenn online bezahlt wurde',
  },
  needs: ['payment'],
  allow: 'messages.send',
  preview: async (_ctx, { event }) =>
    event.data.tender === 'online'
      ? { en: 'Receipt sent', de: 'Quittung gesendet' }
      : { en: 'Nothing: not paid online', de: 'Nichts: nicht online bezahlt' },
  run: async (ctx, { event }) => {
    if (event.data.tender !== 'online')
      return { nothing: { en: 'It was not paid online.', de: 'Es wurde nicht online bezahlt.' } }
    await sendReceipt(ctx, event)
    return {
      did: { en: 'Receipt planned, unless it was.', de: 'Quittung eingeplant, falls sie es nicht war.' },
    }
  },
})

export const actions: Action[] = [charge, invoice, receipt]
