import { z } from 'zod'
import type { Context } from '../../../platform/operation/context.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { Day, line } from '../../../platform/operation/shapes.ts'
import { localDay } from '../../../platform/time/index.ts'
import { CARD_CLOSED, closeCardRequest, findCardRequest, requireOpen } from '../card-request.ts'
import type { CardRequest } from '../card-request.ts'
import { listPayers } from '../payers.ts'
import { listPhotos, MOST_PHOTO_BYTES, PHOTO_FAILS, takePhoto } from '../photos.ts'
import { addPolicy, changePolicy, listPolicies, RELATIONS } from '../policy.ts'
import { HolderIn, PhotoKindShape, PhotoView } from './shapes.ts'

const TypedPolicy = z.object({
  payerName: z.string(),
  memberId: z.string(),
  groupNumber: z.string().nullable(),
  planName: z.string().nullable(),
  relation: z.enum(RELATIONS),
  holder: z.object({
    givenName: z.string().nullable(),
    familyName: z.string().nullable(),
    bornOn: Day.nullable(),
  }),
  validFrom: Day.nullable(),
})

const ClientCard = z.object({
  practice: z.object({ name: z.string(), slug: z.string(), locale: z.string(), zone: z.string() }),
  clientName: z.string(),
  state: z.enum(['asked', 'received', 'withdrawn']),
  kinds: z.array(PhotoKindShape),
  asksPolicy: z.boolean(),
  photos: z.array(PhotoView),
  payers: z.array(z.string()),
  /** What is known, to be looked over; what the client typed before comes first. */
  policy: TypedPolicy.nullable(),
})

const theRequest = (ctx: Context) =>
  findCardRequest(ctx, ctx.actor.kind === 'link' ? ctx.actor.subjectId : '')

async function present(ctx: Context, request: CardRequest): Promise<z.input<typeof ClientCard>> {
  const isOpen = request.state === 'asked'
  const photos = isOpen ? await listPhotos(ctx, request.clientId) : []
  const known = isOpen && request.asksPolicy ? await knownPolicy(ctx, request.clientId) : undefined
  return {
    practice: await ctx.practice(),
    clientName: request.clientName,
    state: request.state,
    kinds: request.kinds,
    asksPolicy: request.asksPolicy,
    // Only what came since the practice asked: an old photo does not answer a new request.
    photos: photos.filter(({ takenAt }) => takenAt >= request.askedAt),
    payers: isOpen ? (await listPayers(ctx)).filter((each) => !each.retiredAt).map(({ name }) => name) : [],
    policy: known ?? null,
  }
}

async function knownPolicy(ctx: Context, clientId: string) {
  const policies = await listPolicies(ctx, clientId)
  return (
    policies.find((each) => each.state === 'proposed' && each.enteredBy === 'client') ??
    policies.find((each) => each.state === 'in_force' && each.priority === 1)
  )
}

export const open = operation({
  path: 'GET /card',
  summary: 'What a client was asked to send, with what is known already',
  allow: 'link:card',
  takes: z.strictObject({}),
  returns: ClientCard,
  fails: ['link_expired'],
  run: async (ctx) => present(ctx, await theRequest(ctx)),
})

export const photo = operation({
  path: 'POST /card/photos',
  summary: 'Send a photo of one side of a card; sent again, it takes the place of the one before',
  allow: 'link:card',
  takes: z.strictObject({ kind: PhotoKindShape, name: line(200).default('photo.jpg') }),
  upload: { maxBytes: MOST_PHOTO_BYTES },
  returns: PhotoView,
  fails: [...PHOTO_FAILS, CARD_CLOSED, 'link_expired'],
  run: async (ctx, wish) => {
    const request = await theRequest(ctx)
    requireOpen(request)
    return takePhoto(ctx, { clientId: request.clientId, ...wish })
  },
})

const policyIn = z.strictObject({
  payerName: line(120),
  memberId: line(80),
  groupNumber: line(50).nullable().default(null),
  planName: line(120).nullable().default(null),
  relation: z.enum(RELATIONS).default('self'),
  holder: HolderIn.omit({ clientId: true }).nullable().default(null),
})

export const complete = operation({
  path: 'POST /card/completion',
  summary: 'Hand in what stands on the card; the practice looks it over before it counts',
  allow: 'link:card',
  takes: z.strictObject({ policy: policyIn.nullable().default(null) }),
  returns: ClientCard,
  fails: [CARD_CLOSED, 'link_expired', 'policy_closed', 'policy_overlaps', 'changed_meanwhile'],
  run: async (ctx, { policy }) => {
    const request = await theRequest(ctx)
    requireOpen(request)
    if (policy) await propose(ctx, request, policy)
    await closeCardRequest(ctx, request.id, 'received')
    return present(ctx, await findCardRequest(ctx, request.id))
  },
})

/** Keeps it as a proposal, unless it says what is known already. */
async function propose(
  ctx: Context,
  { clientId }: CardRequest,
  typed: z.output<typeof policyIn>,
): Promise<void> {
  const policies = await listPolicies(ctx, clientId)
  const current = policies.find((each) => each.state === 'in_force' && each.priority === 1)
  const isSame =
    current &&
    same(current.payerName, typed.payerName) &&
    same(current.memberId, typed.memberId) &&
    same(current.groupNumber, typed.groupNumber) &&
    same(current.planName, typed.planName) &&
    current.relation === typed.relation
  if (isSame) return
  const payer = (await listPayers(ctx)).find((each) => !each.retiredAt && same(each.name, typed.payerName))
  const wish = {
    ...typed,
    payerId: payer?.id ?? null,
    holder: typed.holder && { ...typed.holder, clientId: null },
    priority: 1,
    validFrom: localDay(ctx.now, (await ctx.practice()).zone),
    validTo: null,
    copayMinor: null,
  }
  const earlier = policies.find((each) => each.state === 'proposed' && each.enteredBy === 'client')
  if (earlier) await changePolicy(ctx, earlier.id, { ...wish, rowVersion: earlier.rowVersion })
  else await addPolicy(ctx, wish, { clientId, state: 'proposed', replacesId: current?.id ?? null })
}

function same(a: string | null, b: string | null): boolean {
  const plain = (text: string | null) => (text ?? '').toLowerCase().replace(/\s+/g, '')
  return plain(a) === plain(b)
}
