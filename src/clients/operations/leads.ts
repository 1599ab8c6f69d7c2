import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, Instant, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { createClient, findClient } from '../client.ts'
import { isEmail } from '../contact-points.ts'
import { findPossibleDuplicates } from '../duplicates.ts'
import { refuseFlood } from '../enquiry-limit.ts'
import type { Lead } from '../leads.ts'
import {
  STAGES,
  convertLead,
  countLeads,
  createLead,
  findLead,
  listLeads,
  moveLead,
  updateLead,
} from '../leads.ts'
import { sourceOf } from '../source.ts'
import { DuplicateView, clientFields } from './views.ts'

const LeadView = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  message: z.string().nullable(),
  source: z.string(),
  language: z.string().nullable(),
  stage: z.enum(STAGES),
  lostReason: z.string().nullable(),
  nextAction: z.string().nullable(),
  nextActionOn: Day.nullable(),
  ownerId: Id.nullable(),
  clientId: Id.nullable(),
  createdAt: Instant,
  stageChangedAt: Instant,
  rowVersion: z.number(),
})

const Email = line(254).refine(isEmail, 'This is not an e-mail address.')
const fields = {
  name: line(200),
  email: Email.nullish(),
  phone: line(60).nullish(),
  message: text(5_000).nullish(),
  language: z.enum(['en', 'de']).nullish(),
  ownerId: Id.nullish(),
  nextAction: line(200).nullish(),
  nextActionOn: Day.nullish(),
}
const Source = line(60).transform((source) => source.toLowerCase())

export const enquire = operation({
  path: 'POST /public/{practice}/enquiries',
  summary: 'Send an enquiry to a practice from its public page',
  allow: 'anyone',
  takes: z.strictObject({
    practice: z.string(),
    name: line(200),
    email: Email.optional(),
    phone: line(60).optional(),
    message: text(3_000).optional(),
    language: z.enum(['en', 'de']).optional(),
    source: line(60).optional(),
    utmSource: line(60).optional(),
    referrer: z.string().max(500).optional(),
    /** Not shown to people: programs that fill everything fill this, too, and are thanked without being heard. */
    website: z.string().max(200).optional(),
  }),
  returns: z.object({ received: z.literal(true) }),
  fails: ['rate_limited'],
  run: async (ctx, { practice: _practice, website, utmSource, referrer, source, ...wish }) => {
    if (!wish.email && !wish.phone)
      throw invalid('email', 'Leave an e-mail address or a phone number, so that we can answer.')
    refuseFlood(ctx)
    if (!website)
      await createLead(ctx, {
        ...wish,
        language: wish.language ?? ctx.locale,
        source: sourceOf({ source, utmSource, referrer }),
      })
    return { received: true as const }
  },
})

export const list = operation({
  path: 'GET /leads',
  summary: 'List enquiries, the newest first',
  allow: 'leads.see',
  takes: z.strictObject({ ...paging, stage: z.enum(STAGES).optional(), q: z.string().max(400).optional() }),
  returns: pageOf(LeadView),
  run: (ctx, question) => listLeads(ctx, question),
})

export const board = operation({
  path: 'GET /lead-board',
  summary: 'Enquiries by stage: how many, and the newest of each',
  allow: 'leads.see',
  takes: z.strictObject({}),
  returns: z.object({
    stages: z.array(z.object({ stage: z.enum(STAGES), count: z.number(), items: z.array(LeadView) })),
  }),
  run: async (ctx) => {
    const counts = await countLeads(ctx)
    const stages = []
    for (const stage of STAGES)
      stages.push({ stage, count: counts[stage], items: (await listLeads(ctx, { limit: 50, stage })).items })
    return { stages }
  },
})

export const get = operation({
  path: 'GET /leads/{id}',
  summary: 'Open an enquiry; says which clients it might be',
  allow: 'leads.see',
  takes: z.strictObject({ id: Id }),
  returns: LeadView.extend({ possibleClients: z.array(DuplicateView) }),
  run: async (ctx, { id }) => {
    const lead = await findLead(ctx, id)
    return { ...lead, possibleClients: await possibleClients(ctx, lead) }
  },
})

export const create = operation({
  path: 'POST /leads',
  summary: 'Note an enquiry that came by telephone or in person',
  allow: 'leads.edit',
  takes: z.strictObject({ ...fields, source: Source }),
  returns: LeadView,
  run: (ctx, wish) => createLead(ctx, wish),
})

export const edit = operation({
  path: 'PATCH /leads/{id}',
  summary: 'Change an enquiry or its next action',
  allow: 'leads.edit',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    ...fields,
    name: fields.name.optional(),
    source: Source.optional(),
  }),
  returns: LeadView,
  fails: [CHANGED_MEANWHILE],
  run: (ctx, { id, ...change }) => updateLead(ctx, id, change),
})

export const stage = operation({
  path: 'POST /leads/{id}/stage',
  summary: 'Move an enquiry to another stage; lost needs its reason',
  allow: 'leads.edit',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    stage: z.enum(STAGES),
    lostReason: line(200).optional(),
  }),
  returns: LeadView,
  fails: [CHANGED_MEANWHILE, 'not_converted'],
  run: async (ctx, { id, ...wish }) => {
    if (wish.stage === 'lost' && !wish.lostReason)
      throw invalid('lostReason', 'Say why this enquiry is lost.')
    return moveLead(ctx, id, wish)
  },
})

export const convert = operation({
  path: 'POST /leads/{id}/conversion',
  summary: 'Make an enquiry a client without retyping, or name the client that it is',
  allow: 'leads.edit',
  takes: z.strictObject({
    id: Id,
    clientId: Id.optional(),
    givenName: clientFields.givenName.optional(),
    familyName: clientFields.familyName.optional(),
    bornOn: clientFields.bornOn,
  }),
  returns: z.object({ lead: LeadView, clientId: Id }),
  fails: ['already_converted', CHANGED_MEANWHILE],
  run: async (ctx, { id, clientId, ...facts }) => {
    const lead = await findLead(ctx, id)
    const client = clientId
      ? await findClient(ctx, clientId)
      : lead.clientId
        ? null
        : await clientFromLead(ctx, lead, facts)
    const converted = await convertLead(ctx, id, client?.id ?? lead.clientId!)
    return { lead: converted, clientId: converted.clientId! }
  },
})

interface MoreFacts {
  givenName?: string | undefined
  familyName?: string | undefined
  bornOn?: string | null | undefined
}

function clientFromLead(ctx: Context, lead: Lead, facts: MoreFacts) {
  const name = splitName(lead.name)
  const { email, phone, language } = lead
  return createClient(ctx, {
    givenName: facts.givenName ?? name.givenName,
    familyName: facts.familyName ?? name.familyName,
    bornOn: facts.bornOn,
    language,
    email,
    phone,
  })
}

async function possibleClients(ctx: Context, lead: Lead) {
  if (lead.clientId || !ctx.can('clients.see')) return []
  return findPossibleDuplicates(ctx, { ...splitName(lead.name), email: lead.email, phone: lead.phone })
}

/** A guess that staff may correct: the last word is the family's name. */
export function splitName(name: string): { givenName: string; familyName: string } {
  const words = name.trim().split(/\s+/)
  const familyName = words.length > 1 ? words.pop()! : ''
  return { givenName: words.join(' ').slice(0, 120), familyName: familyName.slice(0, 120) }
}
