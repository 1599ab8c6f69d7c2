import { z } from 'zod'
import type { Action, RuleText } from '../platform/rules/rules.ts'
import { action } from '../platform/rules/rules.ts'
import { followWithReminders, tellOfVisit } from './visit-messages.ts'

const OF_A_VISIT = {
  needs: ['appointment'],
  allow: 'messages.send',
  settings: z.strictObject({}),
  fields: [],
}

const tell = action({
  ...OF_A_VISIT,
  name: 'messages.tell_of_visit',
  words: {
    en: 'tell the client about the visit (with its calendar entry)',
    de: 'der Person über den Termin Bescheid geben (mit Kalendereintrag)',
  },
  preview: async (_ctx, { event }) => WOULD_TELL[event.name] ?? WOULD_TELL['appointment.booked']!,
  run: async (ctx, { event }) => {
    await tellOfVisit(ctx, event)
    return {
      did: {
        en: 'Told, where there was something to tell.',
        de: 'Bescheid gegeben, wo es etwas zu sagen gab.',
      },
    }
  },
})

const remind = action({
  ...OF_A_VISIT,
  name: 'messages.plan_reminders',
  words: {
    en: 'plan the reminders of the visit as its service says',
    de: 'die Erinnerungen an den Termin planen, wie es die Leistung vorsieht',
  },
  preview: async () => ({
    en: 'Reminders planned as the service says',
    de: 'Erinnerungen geplant, wie es die Leistung vorsieht',
  }),
  run: async (ctx, { event }) => {
    await followWithReminders(ctx, event, 'all')
    return { did: { en: 'Reminders planned anew.', de: 'Erinnerungen neu geplant.' } }
  },
})

export const visitActions: Action[] = [tell, remind]

const WOULD_TELL: Record<string, RuleText> = {
  'appointment.booked': { en: 'Confirmation', de: 'Bestätigung' },
  'appointment.restored': { en: 'Confirmation', de: 'Bestätigung' },
  'appointment.moved': { en: 'Message about the new time', de: 'Nachricht über die neue Zeit' },
  'appointment.cancelled': { en: 'Message about the cancellation', de: 'Nachricht über die Absage' },
}
