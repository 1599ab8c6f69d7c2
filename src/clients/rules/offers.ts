import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { line } from '../../platform/operation/shapes.ts'
import type { Action, EventEntry, FactGroup } from '../../platform/rules/rules.ts'
import { action, eventsGiving, fixedChoices, sameText } from '../../platform/rules/rules.ts'
import { localDay } from '../../platform/time/index.ts'
import { STAGES, findLead, moveLead } from '../leads.ts'
import { addTag, countTags, removeTag } from '../tags.ts'

const STAGE_CHOICES = fixedChoices({
  new: ['new', 'neu'],
  contacted: ['contacted', 'kontaktiert'],
  qualified: ['qualified', 'geeignet'],
  booked: ['booked', 'gebucht'],
  lost: ['lost', 'verloren'],
})

const tagChoices = async (ctx: Context) =>
  (await countTags(ctx)).map(({ tag }) => ({ value: tag, label: sameText(tag) }))

/** What rules may begin with here. */
export const events: EventEntry[] = [
  ...eventsGiving(['client'], ['client.created', 'client.updated', 'client.archived', 'client.restored']),
  ...['client.tag_added', 'client.tag_removed'].map((name) => ({
    name,
    gives: ['client'],
    fields: [{ key: 'tag', words: { en: 'the tag', de: 'die Markierung' }, kind: 'text' as const }],
  })),
  ...eventsGiving(['lead'], ['lead.created']),
  ...eventsGiving(['lead', 'client'], ['lead.converted']),
  {
    name: 'lead.stage_changed',
    gives: ['lead'],
    fields: [
      {
        key: 'from',
        words: { en: 'the stage before', de: 'die Stufe vorher' },
        kind: 'choice',
        choices: STAGE_CHOICES,
      },
      {
        key: 'to',
        words: { en: 'the new stage', de: 'die neue Stufe' },
        kind: 'choice',
        choices: STAGE_CHOICES,
      },
    ],
  },
]

interface ClientRow {
  id: string
  bornOn: string | null
  language: string | null
  sex: string | null
  createdAt: Date
  hasEmail: boolean
  hasPhone: boolean
  tags: string[]
}

const clientFacts: FactGroup = {
  name: 'client',
  words: { en: 'the client', de: 'die Person' },
  fields: [
    { key: 'age', words: { en: 'age in years', de: 'Alter in Jahren' }, kind: 'number' },
    { key: 'tags', words: { en: 'tags', de: 'Markierungen' }, kind: 'choices', choices: tagChoices },
    {
      key: 'language',
      words: { en: 'language', de: 'Sprache' },
      kind: 'choice',
      choices: fixedChoices({ en: ['English', 'Englisch'], de: ['German', 'Deutsch'] }),
    },
    {
      key: 'sex',
      words: { en: 'sex', de: 'Geschlecht' },
      kind: 'choice',
      choices: fixedChoices({
        female: ['female', 'weiblich'],
        male: ['male', 'männlich'],
        other: ['other', 'divers'],
        unknown: ['unknown', 'unbekannt'],
      }),
    },
    { key: 'bornOn', words: { en: 'date of birth', de: 'Geburtsdatum' }, kind: 'day' },
    { key: 'createdAt', words: { en: 'added', de: 'angelegt' }, kind: 'instant' },
    {
      key: 'hasEmail',
      words: { en: 'has an e-mail address', de: 'hat eine E-Mail-Adresse' },
      kind: 'yes_no',
    },
    { key: 'hasPhone', words: { en: 'has a phone number', de: 'hat eine Telefonnummer' }, kind: 'yes_no' },
  ],
  read: async (ctx, ids) => {
    const { rows } =
      await sql<ClientRow>`select c.id, c.born_on as "bornOn", c.language, c.sex, c.created_at as "createdAt",
        exists (select from contact_point p where p.practice_id = c.practice_id and p.client_id = c.id and p.kind = 'email') as "hasEmail",
        exists (select from contact_point p where p.practice_id = c.practice_id and p.client_id = c.id and p.kind = 'phone') as "hasPhone",
        array(select t.tag from client_tag t where t.practice_id = c.practice_id and t.client_id = c.id order by t.tag_key) as tags
      from client c where c.practice_id = ${ctx.practiceId} and c.id = any(${ids}::uuid[])`.execute(ctx.db)
    const today = localDay(ctx.now, (await ctx.practice()).zone)
    return new Map(
      rows.map(({ id, ...row }) => [
        id,
        { values: { ...row, age: row.bornOn ? yearsBetween(row.bornOn, today) : null } },
      ]),
    )
  },
}

/** Whole years; who was born on 29 February is a year older on 1 March of other years. */
function yearsBetween(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)
}

interface LeadRow {
  id: string
  stage: string
  source: string
  createdAt: Date
  clientId: string | null
}

const leadFacts: FactGroup = {
  name: 'lead',
  words: { en: 'the enquiry', de: 'die Anfrage' },
  fields: [
    { key: 'stage', words: { en: 'stage', de: 'Stufe' }, kind: 'choice', choices: STAGE_CHOICES },
    { key: 'source', words: { en: 'source', de: 'Quelle' }, kind: 'text' },
    { key: 'createdAt', words: { en: 'came in', de: 'eingegangen' }, kind: 'instant' },
  ],
  read: async (ctx, ids) => {
    const { rows } =
      await sql<LeadRow>`select id, stage, source, created_at as "createdAt", client_id as "clientId" from lead
      where practice_id = ${ctx.practiceId} and id = any(${ids}::uuid[])`.execute(ctx.db)
    return new Map(rows.map(({ id, clientId, ...values }) => [id, { values, refs: { client: clientId } }]))
  },
}

export const facts: FactGroup[] = [leadFacts, clientFacts]

const TagSettings = z.strictObject({ tag: line(60) })
const tagField = { key: 'tag', words: { en: 'Tag', de: 'Markierung' }, kind: 'text' as const }

const tagClient = action({
  name: 'clients.add_tag',
  words: { en: 'put a tag on the client', de: 'eine Markierung setzen' },
  needs: ['client'],
  allow: 'clients.edit',
  settings: TagSettings,
  fields: [tagField],
  preview: async (_ctx, _call, { tag }) => ({ en: `Tag “${tag}” put on`, de: `Markierung „${tag}“ gesetzt` }),
  run: async (ctx, { refs }, { tag }) =>
    (await addTag(ctx, refs.client!, tag))
      ? { did: { en: `Tag “${tag}” put on.`, de: `Markierung „${tag}“ gesetzt.` } }
      : { nothing: { en: `The tag “${tag}” was there.`, de: `Die Markierung „${tag}“ war schon gesetzt.` } },
})

const untagClient = action({
  name: 'clients.remove_tag',
  words: { en: 'take a tag off the client', de: 'eine Markierung entfernen' },
  needs: ['client'],
  allow: 'clients.edit',
  settings: TagSettings,
  fields: [tagField],
  preview: async (_ctx, _call, { tag }) => ({
    en: `Tag “${tag}” taken off`,
    de: `Markierung „${tag}“ entfernt`,
  }),
  run: async (ctx, { refs }, { tag }) =>
    (await removeTag(ctx, refs.client!, tag))
      ? { did: { en: `Tag “${tag}” taken off.`, de: `Markierung „${tag}“ entfernt.` } }
      : { nothing: { en: `There was no tag “${tag}”.`, de: `Es gab keine Markierung „${tag}“.` } },
})

const moveEnquiry = action({
  name: 'clients.move_lead',
  words: { en: 'move the enquiry to a stage', de: 'die Anfrage in eine Stufe verschieben' },
  needs: ['lead'],
  allow: 'leads.edit',
  settings: z.strictObject({ stage: z.enum(STAGES).exclude(['booked']), lostReason: line(200).optional() }),
  fields: [
    {
      key: 'stage',
      words: { en: 'Stage', de: 'Stufe' },
      kind: 'choice',
      choices: STAGE_CHOICES.filter(({ value }) => value !== 'booked'),
    },
    { key: 'lostReason', words: { en: 'Why lost', de: 'Warum verloren' }, kind: 'text', optional: true },
  ],
  check: async (_ctx, { stage, lostReason }) =>
    stage === 'lost' && !lostReason
      ? { en: 'Say why the enquiry is lost.', de: 'Sagen Sie, warum die Anfrage verloren ist.' }
      : null,
  preview: async (_ctx, _call, { stage }) => ({
    en: `Enquiry moved to “${stageWord(stage).en}”`,
    de: `Anfrage nach „${stageWord(stage).de}“ verschoben`,
  }),
  run: async (ctx, { refs }, { stage, lostReason }) => {
    const lead = await findLead(ctx, refs.lead!)
    if (lead.stage === stage || lead.stage === 'booked')
      return { nothing: { en: 'It stands there, or further on.', de: 'Sie steht schon dort oder weiter.' } }
    await moveLead(ctx, lead.id, { stage, lostReason, rowVersion: lead.rowVersion })
    return {
      did: { en: `Moved to “${stageWord(stage).en}”.`, de: `Nach „${stageWord(stage).de}“ verschoben.` },
    }
  },
})

function stageWord(stage: string) {
  return STAGE_CHOICES.find(({ value }) => value === stage)!.label
}

export const actions: Action[] = [tagClient, untagClient, moveEnquiry]
