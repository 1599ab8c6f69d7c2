import { z } from 'zod'
import { checkTemplate, renderTemplate } from '../platform/mail/mail.ts'
import type { Context } from '../platform/operation/context.ts'
import { text } from '../platform/operation/shapes.ts'
import type { Action, ActionCall, EventEntry, RuleText } from '../platform/rules/rules.ts'
import { action, eventsGiving, fixedChoices } from '../platform/rules/rules.ts'
import { findClient } from '../clients/index.ts'
import { CHANNELS, PURPOSES } from './channels/purposes.ts'
import { sendMessage } from './send-message.ts'
import type { VisitFacts } from './visit-facts.ts'
import { findVisitFacts } from './visit-facts.ts'
import { visitLink, wordsOfVisit } from './visit-messages.ts'

/** What rules may begin with here. */
export const events: EventEntry[] = eventsGiving(
  ['message', 'client'],
  ['message.sent', 'message.failed', 'message.skipped'],
)

const OF_EVERY_MESSAGE = ['practice_name', 'client_name']
const OF_A_VISIT = ['service_name', 'starts', 'practitioner_name', 'location_name', 'location_address']
const Settings = z.strictObject({
  text: text(5_000).refine((value) => value.trim() !== '', 'Write something first.'),
  purpose: z.enum(PURPOSES).default('care'),
  channel: z.enum(CHANNELS).optional(),
})

const PURPOSE_CHOICES = fixedChoices({
  care: ['about a visit or a treatment', 'zu Termin oder Behandlung'],
  reminder: ['a reminder', 'eine Erinnerung'],
  billing: ['about a bill', 'zu einer Rechnung'],
  recall: ['an invitation to come again', 'eine Einladung zur Kontrolle'],
  review: ['a request for a review', 'eine Bitte um Bewertung'],
  marketing: ['advertising (needs consent)', 'Werbung (nur mit Einwilligung)'],
})
const CHANNEL_CHOICES = fixedChoices({
  email: ['e-mail', 'E-Mail'],
  sms: ['text message', 'SMS'],
  portal: ['the portal', 'das Portal'],
  call: ['a call', 'ein Anruf'],
})

/** The practice's own words to the client of the event, with the fields of its visit. */
const send = action({
  name: 'messages.send',
  words: { en: 'send a message to the client', de: 'der Person eine Nachricht senden' },
  needs: ['client'],
  allow: 'messages.send',
  settings: Settings,
  fields: [
    {
      key: 'text',
      words: { en: 'Message', de: 'Nachricht' },
      kind: 'long_text',
      hint: {
        en: 'You may use {{ client_name }}, {{ practice_name }} and, when it is about a visit, {{ service_name }}, {{ starts }}, {{ practitioner_name }}, {{ location_name }}.',
        de: 'Sie können {{ client_name }}, {{ practice_name }} verwenden und bei Terminen {{ service_name }}, {{ starts }}, {{ practitioner_name }}, {{ location_name }}.',
      },
    },
    {
      key: 'purpose',
      words: { en: 'What it is for', de: 'Wozu sie dient' },
      kind: 'choice',
      choices: PURPOSE_CHOICES,
    },
    {
      key: 'channel',
      words: { en: 'Try first by', de: 'Zuerst versuchen per' },
      kind: 'choice',
      choices: CHANNEL_CHOICES,
      optional: true,
    },
  ],
  check: async (_ctx, settings) => {
    const [first] = checkTemplate(settings.text, [...OF_EVERY_MESSAGE, ...OF_A_VISIT])
    return first ? sayWrong(first) : null
  },
  preview: async (ctx, call, settings) => {
    const words = (await filled(ctx, call, settings.text)).replace(/\s+/g, ' ').trim()
    return { en: `Message: “${words}”`, de: `Nachricht: „${words}“` }
  },
  run: async (ctx, call, settings) => {
    const visit = await visitOf(ctx, call)
    const id = await sendMessage(ctx, {
      clientId: call.refs.client!,
      template: 'by_hand',
      data: { text: await filled(ctx, call, settings.text) },
      rule: 'automation',
      purpose: settings.purpose,
      ...(settings.channel ? { channel: settings.channel } : {}),
      why: `Automation: ${call.rule.name}.`,
      subject: visit ? ['appointment', visit.id] : ['client', call.refs.client!],
      key: `automation ${call.key}`,
      ...(visit ? { appointmentId: visit.id, link: visitLink(visit, ctx.now) } : {}),
    })
    return id
      ? { did: { en: 'Message planned.', de: 'Nachricht eingeplant.' } }
      : { nothing: { en: 'This message was planned before.', de: 'Diese Nachricht war schon eingeplant.' } }
  },
})

export const actions: Action[] = [send]

function sayWrong({ line, message }: { line: number; message: string }): RuleText {
  return { en: `Line ${line} of the message: ${message}`, de: `Zeile ${line} der Nachricht: ${message}` }
}

async function visitOf(ctx: Context, { refs }: ActionCall): Promise<VisitFacts | null> {
  return refs.appointment ? findVisitFacts(ctx, refs.appointment) : null
}

async function filled(ctx: Context, call: ActionCall, words: string): Promise<string> {
  const [visit, client, practice] = [
    await visitOf(ctx, call),
    await findClient(ctx, call.refs.client!),
    await ctx.practice(),
  ]
  return renderTemplate(words, {
    practice_name: practice.name,
    client_name: client.preferredName ?? client.givenName,
    ...(visit ? await wordsOfVisit(ctx, visit) : Object.fromEntries(OF_A_VISIT.map((field) => [field, '']))),
  })
}
