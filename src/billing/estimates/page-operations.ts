import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { fileAnswer, line } from '../../platform/operation/shapes.ts'
import { forbidden } from '../../platform/problem.ts'
import { renderEstimate } from './document.ts'
import { acceptEstimate } from './estimate.ts'
import { EstimateLine, EstimateView, viewEstimate } from './view.ts'

const PDF = 'application/pdf'

/** The estimate that the holder of a link may see. */
function estimateOfLink(ctx: Context): string {
  if (ctx.actor.kind !== 'link') throw forbidden()
  return ctx.actor.subjectId
}

const EstimatePage = z.object({
  practice: z.object({ name: z.string(), slug: z.string() }),
  locale: z.enum(['en', 'de']),
  estimate: EstimateView.pick({
    number: true,
    state: true,
    wording: true,
    currency: true,
    netMinor: true,
    taxMinor: true,
    totalMinor: true,
    issuedOn: true,
    validUntil: true,
    note: true,
    acceptedName: true,
  }).extend({ lines: z.array(EstimateLine) }),
})

async function viewPage(ctx: Context): Promise<z.input<typeof EstimatePage>> {
  const id = estimateOfLink(ctx)
  const [estimate, practice] = [await viewEstimate(ctx, id), await ctx.practice()]
  const { rows } = await sql<{
    locale: 'en' | 'de'
  }>`select locale from estimate where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  return { practice: { name: practice.name, slug: practice.slug }, locale: rows[0]!.locale, estimate }
}

export const getEstimatePage = operation({
  path: 'GET /estimate',
  summary: 'The estimate of a link: what will cost how much, and until when it is good',
  allow: 'link:estimate',
  takes: z.strictObject({}),
  returns: EstimatePage,
  run: (ctx) => viewPage(ctx),
})

export const acceptByLink = operation({
  path: 'POST /estimate/acceptance',
  summary: 'Accept the estimate of a link with one’s name',
  allow: 'link:estimate',
  takes: z.strictObject({ name: line(120) }),
  returns: EstimatePage,
  fails: ['is_cancelled', 'is_expired'],
  run: async (ctx, { name }) => {
    await acceptEstimate(ctx, estimateOfLink(ctx), name)
    return viewPage(ctx)
  },
})

export const getEstimatePagePdf = operation({
  path: 'GET /estimate/pdf',
  summary: 'The estimate of a link as PDF',
  allow: 'link:estimate',
  takes: z.strictObject({}),
  returns: fileAnswer(PDF),
  fails: ['busy'],
  run: async (ctx) => ({ ...(await renderEstimate(ctx, estimateOfLink(ctx))), type: PDF }),
})
