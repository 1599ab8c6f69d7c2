import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { sendMessage } from '../../messages/index.ts'
import { keepFile } from '../../platform/files/keep.ts'
import { createLink } from '../../platform/links/links.ts'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, fileAnswer, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import { formatDay } from '../../platform/time/index.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { localeOf } from '../documents/paper.ts'
import { renderEstimate } from './document.ts'
import { acceptEstimate, cancelEstimate, lockEstimate, setVisits, writeEstimate } from './estimate.ts'
import { EstimateRow, EstimateView, listEstimates, viewEstimate } from './view.ts'

const PDF = 'application/pdf'
const LINK_DAYS = 180
const DAY_MS = 86_400_000

export const getEstimates = operation({
  path: 'GET /estimates',
  summary: 'Estimates, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({ clientId: Id.optional(), ...paging }),
  returns: pageOf(EstimateRow),
  run: (ctx, question) => listEstimates(ctx, question),
})

export const getEstimate = operation({
  path: 'GET /estimates/{id}',
  summary: 'An estimate with its lines, its visits and what they cost in the end',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: EstimateView,
  run: (ctx, { id }) => viewEstimate(ctx, id),
})

export const addEstimate = operation({
  path: 'POST /estimates',
  summary: 'Say in advance what something will cost: at the prices and taxes of that client today',
  allow: 'invoices.manage',
  takes: z.strictObject({
    clientId: Id,
    payerId: Id.nullable().default(null),
    wording: z.enum(['plain', 'good_faith']).default('plain'),
    validUntil: Day,
    note: text(2_000).nullable().default(null),
    diagnoses: z.array(line(20)).max(12).default([]),
    lines: z
      .array(
        z.strictObject({
          serviceId: Id.nullish(),
          description: line(200).optional(),
          code: line(30).nullish(),
          quantity: z.number().min(0.001).max(10_000).multipleOf(0.001).default(1),
          unitPriceMinor: Minor.min(0).max(MOST_MINOR).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  returns: EstimateView,
  run: async (ctx, wish) => viewEstimate(ctx, await writeEstimate(ctx, wish)),
})

export const sendEstimate = operation({
  path: 'POST /estimates/{id}/sending',
  summary: 'Send an estimate with its PDF and the link where it can be accepted',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: EstimateView,
  fails: ['is_cancelled', 'is_accepted', 'is_expired', 'busy'],
  run: async (ctx, { id }) => {
    const view = await viewEstimate(ctx, id)
    if (view.state !== 'open')
      throw problem(409, `is_${view.state}`, 'This estimate is not open any more. Write a new one.')
    await mail(ctx, id)
    return viewEstimate(ctx, id)
  },
})

async function mail(ctx: Context, id: string) {
  const estimate = await lockEstimate(ctx, id)
  const locale = localeOf(estimate.locale, (await ctx.practice()).country)
  const { bytes, name } = await renderEstimate(ctx, id)
  await sendMessage(ctx, {
    clientId: estimate.client_id,
    template: 'estimate',
    rule: 'estimate',
    why: 'Somebody sent the estimate.',
    subject: ['estimate', id],
    key: `estimate ${id} ${estimate.row_version}`,
    data: {
      estimate_number: String(estimate.number),
      amount: formatMoney(estimate.total_minor, estimate.currency, locale),
      until: formatDay(estimate.valid_until, locale, { day: 'numeric', month: 'long', year: 'numeric' }),
    },
    link: { purpose: 'estimate', page: '/estimate', subject: ['estimate', id], validForDays: LINK_DAYS },
    attachments: [(await keepFile(ctx, { bytes, name, clientId: estimate.client_id, isOurs: true })).id],
  })
  await sql`update estimate set sent_at = ${ctx.now}, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('estimate.sent', { subject: ['estimate', id], clientId: estimate.client_id })
}

export const linkEstimate = operation({
  path: 'POST /estimates/{id}/link',
  summary: 'Make the secret link to the page where an estimate can be accepted',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string() }),
  run: async (ctx, { id }) => {
    const { clientId } = await viewEstimate(ctx, id)
    const wish = { purpose: 'estimate', subject: ['estimate', id] as const, clientId }
    return { url: (await createLink(ctx, { ...wish, validFor: LINK_DAYS * DAY_MS, page: '/estimate' })).url }
  },
})

export const acceptOneEstimate = operation({
  path: 'POST /estimates/{id}/acceptance',
  summary: 'Note that an estimate was accepted, and by whom',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, name: line(120) }),
  returns: EstimateView,
  fails: ['is_cancelled', 'is_expired'],
  run: async (ctx, { id, name }) => {
    await viewEstimate(ctx, id)
    await acceptEstimate(ctx, id, name)
    return viewEstimate(ctx, id)
  },
})

export const putEstimateVisits = operation({
  path: 'PUT /estimates/{id}/visits',
  summary: 'Say which visits an estimate is about',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, appointmentIds: z.array(Id).max(100) }),
  returns: EstimateView,
  run: async (ctx, { id, appointmentIds }) => {
    await setVisits(ctx, id, appointmentIds)
    return viewEstimate(ctx, id)
  },
})

export const cancelOneEstimate = operation({
  path: 'POST /estimates/{id}/cancellation',
  summary: 'Withdraw an estimate that nobody accepted',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: EstimateView,
  fails: ['is_accepted'],
  run: async (ctx, { id }) => {
    await cancelEstimate(ctx, id)
    return viewEstimate(ctx, id)
  },
})

export const getEstimatePdf = operation({
  path: 'GET /estimates/{id}/pdf',
  summary: 'An estimate as PDF',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer(PDF),
  fails: ['busy'],
  run: async (ctx, { id }) => {
    const { clientId } = await viewEstimate(ctx, id)
    await findClient(ctx, clientId)
    return { ...(await renderEstimate(ctx, id)), type: PDF }
  },
})
