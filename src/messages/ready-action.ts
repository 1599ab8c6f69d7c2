import { z } from 'zod'
import type { Context } from '../platform/operation/context.ts'
import { line } from '../platform/operation/shapes.ts'
import type { Action, Choice } from '../platform/rules/rules.ts'
import { action, sameText } from '../platform/rules/rules.ts'
import { fillSnippet, listSnippets } from './conversations/snippets.ts'
import { sendMessage } from './send-message.ts'
import { findVisitFacts } from './visit-facts.ts'
import { visitLink, wordsOfVisit } from './visit-messages.ts'

/** The wordings that say everything about a visit; the practice may change them under Settings, Messages. */
const OF_VISITS: readonly Choice[] = [
  ['confirmation', 'Confirmation of the visit', 'Terminbestätigung'],
  ['reminder', 'Reminder of the visit', 'Terminerinnerung'],
  ['moved', 'The visit has a new time', 'Neue Zeit des Termins'],
  ['cancelled', 'The visit is cancelled', 'Absage des Termins'],
].map(([key, en, de]) => ({ value: `wording:${key!}`, label: { en: en!, de: de! } }))

const textChoices = async (ctx: Context): Promise<Choice[]> => [
  ...OF_VISITS,
  ...(await listSnippets(ctx)).map(({ id, name }) => ({ value: `text:${id}`, label: sameText(name) })),
]

const labelIfAny = async (ctx: Context, value: string) =>
  (await textChoices(ctx)).find((each) => each.value === value)?.label

/** A wording that stands ready: of those about visits, or one of the practice's ready-made texts. */
export const sendReady: Action = action({
  name: 'messages.send_ready',
  words: { en: 'send a ready-made message', de: 'eine fertige Nachricht senden' },
  needs: ['client'],
  allow: 'messages.send',
  settings: z.strictObject({ wording: line(80) }),
  fields: [
    {
      key: 'wording',
      words: { en: 'Message', de: 'Nachricht' },
      kind: 'choice',
      choices: textChoices,
      hint: {
        en: 'The wordings stand under Settings, Messages; your own ready-made texts in the inbox.',
        de: 'Die Wortlaute stehen unter Einstellungen, Nachrichten; Ihre eigenen Textbausteine im Posteingang.',
      },
    },
  ],
  check: async (ctx, { wording }) =>
    (await labelIfAny(ctx, wording))
      ? null
      : {
          en: 'This ready-made text is no longer there. Choose another one.',
          de: 'Diesen Textbaustein gibt es nicht mehr. Wählen Sie einen anderen.',
        },
  preview: async (ctx, _call, { wording }) => {
    const label = (await labelIfAny(ctx, wording))!
    return { en: `Message: “${label.en}”`, de: `Nachricht: „${label.de}“` }
  },
  run: async (ctx, call, { wording }) => {
    const clientId = call.refs.client!
    const visit = call.refs.appointment ? await findVisitFacts(ctx, call.refs.appointment) : null
    const own = (await listSnippets(ctx)).find(({ id }) => wording === `text:${id}`)
    if (!own && !visit)
      return { nothing: { en: 'There is no visit to tell of.', de: 'Es gibt keinen Termin dazu.' } }
    const id = await sendMessage(ctx, {
      clientId,
      ...(own
        ? { template: 'by_hand', data: { text: await fillSnippet(ctx, own.body, clientId) } }
        : { template: wording.slice('wording:'.length), data: await wordsOfVisit(ctx, visit!) }),
      rule: 'automation',
      purpose: wording === 'wording:reminder' ? 'reminder' : 'care',
      why: `Automation: ${call.rule.name}.`,
      subject: visit ? ['appointment', visit.id] : ['client', clientId],
      key: `automation ${call.key}`,
      ...(visit ? { appointmentId: visit.id, link: visitLink(visit, ctx.now) } : {}),
    })
    return id
      ? { did: { en: 'Message planned.', de: 'Nachricht eingeplant.' } }
      : { nothing: { en: 'This message was planned before.', de: 'Diese Nachricht war schon eingeplant.' } }
  },
})
