import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { Condition } from '../segments/conditions.ts'
import { PURPOSES } from '../../messages/index.ts'
import { reachOf } from '../segments/reach.ts'
import { countSegment, findSegment } from '../segments/segment.ts'
import { findCampaign, listCampaigns } from './campaign.ts'
import { createCampaign, moveCampaign, updateCampaign } from './change-campaign.ts'
import { MERGE_FIELDS } from './check-steps.ts'
import { listIdeas } from './ideas.ts'
import { figuresOf, listRuns } from './report.ts'
import type { Campaign } from './shapes.ts'
import { CampaignWish, STATES, campaignFields } from './shapes.ts'

const CampaignView = z.object({
  id: Id,
  ...campaignFields,
  state: z.enum(STATES),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  rowVersion: z.int(),
  can: z.object({ edit: z.boolean(), start: z.boolean(), pause: z.boolean(), end: z.boolean() }),
})

function present(ctx: Context, campaign: Campaign): z.input<typeof CampaignView> {
  const may = ctx.can('campaigns.manage')
  const { state } = campaign
  return {
    ...campaign,
    can: {
      edit: may && state !== 'ended',
      start: may && (state === 'draft' || state === 'paused'),
      pause: may && state === 'active',
      end: may && state !== 'ended',
    },
  }
}

export const list = operation({
  path: 'GET /campaigns',
  summary: 'Broadcasts and sequences, those that run first',
  allow: 'campaigns.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(CampaignView), mergeFields: z.array(z.string()) }),
  run: async (ctx) => ({
    items: (await listCampaigns(ctx)).map((campaign) => present(ctx, campaign)),
    mergeFields: [...MERGE_FIELDS],
  }),
})

export const get = operation({
  path: 'GET /campaigns/{id}',
  summary: 'One campaign',
  allow: 'campaigns.see',
  takes: z.strictObject({ id: Id }),
  returns: CampaignView,
  run: async (ctx, { id }) => present(ctx, await findCampaign(ctx, id)),
})

export const report = operation({
  path: 'GET /campaigns/{id}/report',
  summary: 'What became of a campaign: people, messages, and who booked within thirty days',
  allow: 'campaigns.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    figures: z.object({
      people: z.int(),
      running: z.int(),
      finished: z.int(),
      goalMet: z.int(),
      stopped: z.int(),
      planned: z.int(),
      sent: z.int(),
      skipped: z.int(),
      failed: z.int(),
      bookedAfter: z.int(),
    }),
    people: z.array(
      z.object({
        id: Id,
        clientId: Id,
        clientName: z.string(),
        state: z.string(),
        beganAt: Instant,
        endedBecause: z.string().nullable(),
        lastMessage: z.string().nullable(),
        why: z.string().nullable(),
      }),
    ),
  }),
  run: async (ctx, { id }) => {
    await findCampaign(ctx, id)
    return { figures: await figuresOf(ctx, id), people: await listRuns(ctx, id) }
  },
})

export const ideas = operation({
  path: 'GET /campaign-ideas',
  summary: 'Campaigns to begin from',
  allow: 'campaigns.manage',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(z.object({ key: z.string(), wish: CampaignWish })) }),
  run: async (ctx) => ({ items: await listIdeas(ctx) }),
})

export const create = operation({
  path: 'POST /campaigns',
  summary: 'Write a campaign; nothing goes out before it is started',
  allow: 'campaigns.manage',
  takes: CampaignWish,
  returns: CampaignView,
  fails: ['template_invalid'],
  run: async (ctx, wish) => present(ctx, await createCampaign(ctx, wish)),
})

export const update = operation({
  path: 'PUT /campaigns/{id}',
  summary: 'Change a campaign; what is planned of it is planned anew',
  allow: 'campaigns.manage',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion, ...campaignFields }),
  returns: CampaignView,
  fails: ['template_invalid', 'campaign_ended', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => present(ctx, await updateCampaign(ctx, id, wish)),
})

const moves = {
  returns: CampaignView,
  fails: ['wrong_state'],
  takes: z.strictObject({ id: Id }),
  allow: 'campaigns.manage',
} as const

export const start = operation({
  ...moves,
  path: 'POST /campaigns/{id}/start',
  summary: 'Start a campaign, or go on with one that was paused',
  run: async (ctx, { id }) => present(ctx, await moveCampaign(ctx, id, 'active')),
})

export const pause = operation({
  ...moves,
  path: 'POST /campaigns/{id}/pause',
  summary: 'Pause a campaign: what is planned is taken back',
  run: async (ctx, { id }) => present(ctx, await moveCampaign(ctx, id, 'paused')),
})

export const end = operation({
  ...moves,
  path: 'POST /campaigns/{id}/end',
  summary: 'End a campaign for good',
  run: async (ctx, { id }) => present(ctx, await moveCampaign(ctx, id, 'ended')),
})

const MOST_COUNTED = 20_000

export const segment = operation({
  path: 'GET /segments/preview',
  summary: 'How many clients fit these conditions, some of them, and how many would hear of it',
  allow: 'campaigns.see',
  takes: z.strictObject({
    conditions: z.string().max(8000).describe('A JSON list of conditions; all hold.'),
    purpose: z.enum(PURPOSES).default('care').describe('Which consent it needs.'),
    show: z.coerce.number().int().min(1).max(500).default(12),
  }),
  returns: z.object({
    count: z.int(),
    some: z.array(z.object({ id: Id, name: z.string() })),
    reach: z
      .object({
        willHear: z.int(),
        noConsent: z.int().describe('Reachable, but they did not agree to it.'),
        noAddress: z.int(),
      })
      .nullable()
      .describe('Null: more than can be counted while somebody waits.'),
  }),
  run: async (ctx, { conditions, purpose, show }) => {
    const read = readConditions(conditions)
    const all = await findSegment(ctx, read, { limit: MOST_COUNTED + 1 })
    const isCounted = all.length <= MOST_COUNTED
    return {
      count: isCounted ? all.length : await countSegment(ctx, read),
      some: all.slice(0, show),
      reach: isCounted
        ? await reachOf(
            ctx,
            all.map(({ id }) => id),
            purpose,
          )
        : null,
    }
  },
})

function readConditions(given: string): Condition[] {
  try {
    return z.array(Condition).max(20).parse(JSON.parse(given))
  } catch {
    throw invalid('conditions', 'These conditions can’t be read. Choose them again.')
  }
}
