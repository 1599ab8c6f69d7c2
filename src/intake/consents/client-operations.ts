import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import { SignatureIn } from '../operations/shapes.ts'
import { RestView, restOf } from '../packets/rest.ts'
import { answerConsent } from './act.ts'
import { findPurpose, wordsIn } from './purpose.ts'
import { findConsentRequest } from './request.ts'

const ClientConsentView = z.object({
  practice: z.object({ name: z.string(), slug: z.string(), locale: z.string(), zone: z.string() }),
  clientName: z.string(),
  appointmentStartsAt: Instant.nullable(),
  state: z.enum(['requested', 'answered', 'withdrawn']),
  textId: Id,
  version: z.int(),
  language: z.string(),
  title: z.string(),
  body: z.string(),
  effect: z.string(),
  signing: z.enum(['signature', 'tick']),
  mayDecline: z.boolean(),
})

async function present(ctx: Context, id: string): Promise<z.input<typeof ClientConsentView>> {
  const request = await findConsentRequest(ctx, id)
  const purpose = await findPurpose(ctx, request.purposeKey)
  if (!purpose.text) throw problem(409, 'consent_not_in_use', 'This consent is not asked for any more.')
  const { locale, words } = wordsIn(purpose.text.texts, ctx.locale)
  return {
    ...request,
    ...words,
    practice: await ctx.practice(),
    language: locale,
    textId: purpose.text.id,
    version: purpose.text.version,
    signing: purpose.signing,
    mayDecline: purpose.mayDecline,
  }
}

const requestId = (ctx: Context) => (ctx.actor.kind === 'link' ? ctx.actor.subjectId : '')

export const open = operation({
  path: 'GET /consent',
  summary: 'The consent of a mailed link, in its newest published text',
  allow: 'link:consent',
  takes: z.strictObject({}),
  returns: ClientConsentView,
  fails: ['link_expired', 'consent_not_in_use'],
  run: (ctx) => present(ctx, requestId(ctx)),
})

const Ticked = z.strictObject({
  name: line(150),
  relation: z.enum(['self', 'parent', 'guardian', 'representative']),
  method: z.literal('ticked'),
})

export const answer = operation({
  path: 'POST /consent/answer',
  summary: 'Agree to the shown text, signed where it asks for it, or decline',
  allow: 'link:consent',
  headers: { device: 'user-agent' },
  takes: z.strictObject({
    decision: z.enum(['agreed', 'declined']),
    textId: Id,
    signature: z.union([SignatureIn, Ticked]),
    device: z.string().max(1000).default(''),
  }),
  returns: ClientConsentView,
  fails: [
    'link_expired',
    'consent_not_in_use',
    'consent_answered',
    'text_changed',
    'cannot_decline',
    'signature_required',
    'may_not_sign',
  ],
  run: async (ctx, { decision, textId, signature, device }) => {
    const request = await findConsentRequest(ctx, requestId(ctx))
    if (request.state !== 'requested')
      throw problem(
        409,
        'consent_answered',
        'This has been answered already. Ask the practice if something must be changed.',
      )
    await answerConsent(ctx, {
      purpose: await findPurpose(ctx, request.purposeKey),
      clientId: request.clientId,
      requestId: request.id,
      appointmentId: request.appointmentId,
      decision,
      textId,
      signature,
      device,
    })
    return present(ctx, request.id)
  },
})

export const rest = operation({
  path: 'POST /consent/rest',
  summary: 'What else this visit asks for, each with a fresh link',
  allow: 'link:consent',
  takes: z.strictObject({}),
  returns: RestView,
  secret: 'answer',
  fails: ['link_expired'],
  run: async (ctx) => restOf(ctx, await findConsentRequest(ctx, requestId(ctx))),
})
