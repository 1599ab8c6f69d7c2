import { z } from 'zod'
import { spendLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import { askForLink } from './person-link.ts'
import { PERSON_LINK, SESSION_LINK, openSession, peopleOf } from './person.ts'
import { subjectOf } from './client-visit.ts'

const People = z.array(
  z.object({
    id: Id,
    name: z.string(),
    relation: z.string().nullable().describe('null: the person themselves; else for whom they may book.'),
  }),
)

export const ask = operation({
  path: 'POST /public/{practice}/booking-links',
  summary: 'Mail a link to a client who does not want to type everything; says nothing about who is known',
  allow: 'anyone',
  takes: z.strictObject({
    practice: z.string().max(50),
    email: z.email().max(254),
    language: z.enum(['en', 'de']).optional(),
  }),
  returns: z.object({ sent: z.literal(true) }),
  fails: ['rate_limited'],
  run: async (ctx, { email, language }) => {
    await askForLink(ctx, { email, language: language ?? ctx.locale })
    return { sent: true as const }
  },
})

export const open = operation({
  path: 'POST /booking-people',
  summary: 'Use the mailed link, once: for whom one may book, and the secret for the next hour',
  allow: `link:${PERSON_LINK}`,
  takes: z.strictObject({}),
  returns: z.object({ token: z.string(), practice: z.string(), people: People }),
  fails: ['link_used'],
  secret: 'answer',
  run: async (ctx) => {
    if (ctx.actor.kind !== 'link' || !(await spendLink(ctx, ctx.actor.linkId)))
      throw problem(410, 'link_used', 'This link was used already. Ask for a new one on the booking page.')
    return { token: await openSession(ctx, ['contact_point', subjectOf(ctx)]), ...(await answer(ctx)) }
  },
})

export const list = operation({
  path: 'GET /booking-people',
  summary: 'For whom one may book',
  allow: `link:${SESSION_LINK}`,
  takes: z.strictObject({}),
  returns: z.object({ practice: z.string(), people: People }),
  run: answer,
})

async function answer(ctx: Context) {
  return { practice: (await ctx.practice()).slug, people: await peopleOf(ctx, subjectOf(ctx)) }
}
