import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id } from '../../platform/operation/shapes.ts'
import type { Action, EventEntry, RuleText } from '../../platform/rules/rules.ts'
import { action, sameText } from '../../platform/rules/rules.ts'
import { isInSegment } from '../segments/segment.ts'
import { listCampaigns } from './campaign.ts'
import { beginRun, endRuns } from './run.ts'
import type { Campaign } from './shapes.ts'
import { beginSequences, keyOf } from './triggers.ts'

const campaignChoices = async (ctx: Context) =>
  (await sequences(ctx)).map(({ id, name }) => ({ value: id, label: sameText(name) }))
const which = {
  key: 'campaign',
  words: { en: 'Campaign', de: 'Kampagne' },
  kind: 'choice' as const,
  choices: campaignChoices,
}

/** What rules may begin with here. */
export const campaignEvents: EventEntry[] = ['campaign.joined', 'campaign.left', 'campaign.finished'].map(
  (name) => ({
    name,
    gives: ['client'],
    fields: [{ ...which, words: { en: 'the campaign', de: 'die Kampagne' } }],
  }),
)

const followUp = action({
  name: 'outreach.begin_follow_ups',
  words: {
    en: 'begin the campaigns that start with a visit that is done',
    de: 'die Kampagnen beginnen, die mit einem erledigten Termin starten',
  },
  needs: ['appointment', 'client'],
  allow: 'campaigns.manage',
  settings: z.strictObject({}),
  fields: [],
  preview: async () => ({
    en: 'Follow-ups begun, where a campaign asks for it',
    de: 'Nachfassen begonnen, wo eine Kampagne es vorsieht',
  }),
  run: async (ctx, { event, refs }) => {
    if (event.data.source === 'import')
      return { nothing: { en: 'The visit was imported.', de: 'Der Termin wurde importiert.' } }
    const begun = await beginSequences(ctx, { clientId: refs.client!, visitId: refs.appointment! })
    return begun.length > 0
      ? {
          did: {
            en: `Begun: ${begun.map((name) => `“${name}”`).join(', ')}.`,
            de: `Begonnen: ${begun.map((name) => `„${name}“`).join(', ')}.`,
          },
        }
      : {
          nothing: {
            en: 'No campaign waits for this visit.',
            de: 'Keine Kampagne wartet auf diesen Termin.',
          },
        }
  },
})

const begin = action({
  name: 'outreach.begin_campaign',
  words: { en: 'put the client into a campaign', de: 'die Person in eine Kampagne aufnehmen' },
  needs: ['client'],
  allow: 'campaigns.manage',
  settings: z.strictObject({ campaign: Id }),
  fields: [which],
  check: async (ctx, { campaign }) => ((await sequenceIfAny(ctx, campaign)) ? null : GONE),
  preview: async (ctx, _call, settings) => {
    const name = (await sequenceIfAny(ctx, settings.campaign))?.name ?? '…'
    return { en: `Into the campaign “${name}”`, de: `In die Kampagne „${name}“` }
  },
  run: async (ctx, { refs, key }, settings) => {
    const campaign = (await sequenceIfAny(ctx, settings.campaign))!
    const clientId = refs.client!
    if (campaign.state !== 'active')
      return { nothing: { en: 'The campaign does not run.', de: 'Die Kampagne läuft nicht.' } }
    if (!(await isInSegment(ctx, campaign.segment, clientId)))
      return {
        nothing: {
          en: 'The campaign is not for this client.',
          de: 'Die Kampagne ist nicht für diese Person.',
        },
      }
    return (await beginRun(ctx, campaign, { clientId, key: await keyOf(ctx, campaign, key) }))
      ? { did: { en: `“${campaign.name}” begun.`, de: `„${campaign.name}“ begonnen.` } }
      : { nothing: { en: 'They went through it before.', de: 'Die Person hat sie schon durchlaufen.' } }
  },
})

const end = action({
  name: 'outreach.end_campaigns',
  words: { en: 'take the client out of campaigns', de: 'die Person aus Kampagnen nehmen' },
  needs: ['client'],
  allow: 'campaigns.manage',
  settings: z.strictObject({ campaign: Id.optional() }),
  fields: [
    {
      ...which,
      optional: true,
      hint: { en: 'Empty: out of all that run.', de: 'Leer: aus allen, die laufen.' },
    },
  ],
  preview: async () => ({ en: 'Out of campaigns', de: 'Aus Kampagnen genommen' }),
  run: async (ctx, { refs, rule }, { campaign }) => {
    const ended = await endRuns(ctx, {
      clientId: refs.client!,
      state: 'stopped',
      because: `Automation: ${rule.name}.`,
      ...(campaign ? { campaignId: campaign } : {}),
    })
    return ended > 0
      ? { did: { en: `Taken out of ${ended}.`, de: `Aus ${ended} genommen.` } }
      : { nothing: { en: 'They are in none.', de: 'Die Person ist in keiner.' } }
  },
})

export const campaignActions: Action[] = [followUp, begin, end]

const GONE: RuleText = {
  en: 'This campaign is over or no longer there. Choose another one.',
  de: 'Diese Kampagne ist vorbei oder nicht mehr da. Wählen Sie eine andere.',
}

async function sequences(ctx: Context): Promise<Campaign[]> {
  return (await listCampaigns(ctx)).filter(({ kind, state }) => kind === 'sequence' && state !== 'ended')
}

async function sequenceIfAny(ctx: Context, id: string): Promise<Campaign | undefined> {
  return (await sequences(ctx)).find((each) => each.id === id)
}
