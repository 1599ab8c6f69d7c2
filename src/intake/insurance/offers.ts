import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import type { EventEntry, FactGroup } from '../../platform/rules/rules.ts'
import { eventsGiving, fixedChoices } from '../../platform/rules/rules.ts'
import { addLocalDays, localDay } from '../../platform/time/index.ts'

const VERDICTS = fixedChoices({
  active: ['covered', 'versichert'],
  inactive: ['not covered', 'nicht versichert'],
  not_found: ['not found', 'nicht gefunden'],
  refused: ['refused by the payer', 'vom Kostenträger abgelehnt'],
  unclear: ['unclear', 'unklar'],
})

/** What rules may begin with here. */
export const insuranceEvents: EventEntry[] = [
  ...eventsGiving(
    ['policy', 'client'],
    [
      'policy.added',
      'policy.proposed',
      'policy.changed',
      'policy.confirmed',
      'policy.declined',
      'policy.ended',
      'policy.expired',
    ],
  ),
  {
    name: 'cover.answered',
    gives: ['policy', 'client'],
    fields: [
      { key: 'verdict', words: { en: 'the answer', de: 'die Antwort' }, kind: 'choice', choices: VERDICTS },
    ],
  },
  ...eventsGiving(['client'], ['cover.failed']),
]

interface PolicyRow {
  id: string
  client: string
  payer: string
  state: string
  validFrom: string | null
  validTo: string | null
  isFirst: boolean
}

const policyFacts: FactGroup = {
  name: 'policy',
  words: { en: 'the insurance', de: 'die Versicherung' },
  fields: [
    { key: 'payer', words: { en: 'payer', de: 'Kostenträger' }, kind: 'text' },
    { key: 'isFirst', words: { en: 'is the first payer', de: 'ist der erste Kostenträger' }, kind: 'yes_no' },
    {
      key: 'state',
      words: { en: 'state now', de: 'Stand jetzt' },
      kind: 'choice',
      choices: fixedChoices({
        in_force: ['in force', 'gültig'],
        proposed: ['sent by the client, not looked at', 'von der Person gesendet, nicht geprüft'],
        ended: ['ended', 'beendet'],
        declined: ['not taken over', 'nicht übernommen'],
      }),
    },
    { key: 'validFrom', words: { en: 'valid from', de: 'gültig ab' }, kind: 'day' },
    { key: 'validTo', words: { en: 'valid until', de: 'gültig bis' }, kind: 'day' },
  ],
  read: async (ctx, ids) => {
    const { rows } =
      await sql<PolicyRow>`select id, client_id as client, payer_name as payer, state, valid_from as "validFrom",
        valid_to as "validTo", priority = 1 as "isFirst" from policy
      where practice_id = ${ctx.practiceId} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
    return new Map(rows.map(({ id, client, ...values }) => [id, { values, refs: { client } }]))
  },
}

const coverOfClient: FactGroup = {
  name: 'cover',
  of: 'client',
  words: { en: 'the client’s insurance', de: 'die Versicherung der Person' },
  fields: [
    {
      key: 'hasPolicy',
      words: { en: 'is insured here today', de: 'ist heute hier versichert' },
      kind: 'yes_no',
    },
    {
      key: 'verdict',
      words: { en: 'last answer about cover', de: 'letzte Antwort zur Deckung' },
      kind: 'choice',
      choices: VERDICTS,
    },
  ],
  read: async (ctx, ids) => {
    const today = localDay(ctx.now, (await ctx.practice()).zone)
    const { rows } = await sql<{ id: string; hasPolicy: boolean; verdict: string | null }>`select c.id,
        exists (select from policy p where p.practice_id = c.practice_id and p.client_id = c.id and p.state = 'in_force'
          and coalesce(p.valid_from, ${today}) <= ${today} and coalesce(p.valid_to, ${today}) >= ${today}) as "hasPolicy",
        (select k.verdict from cover_check k where k.practice_id = c.practice_id and k.client_id = c.id and k.state = 'answered'
          order by k.answered_at desc limit 1) as verdict
      from client c where c.practice_id = ${ctx.practiceId} and c.id = any(${[...ids]}::uuid[])`.execute(
      ctx.db,
    )
    return new Map(rows.map(({ id, ...values }) => [id, { values }]))
  },
}

export const insuranceGroups: FactGroup[] = [policyFacts, coverOfClient]

/** Longer ago than this is history, not news. */
const NEWS_DAYS = 14

/** Says once, on the day after its last, that an insurance ran out. */
export const announceExpired = sweep({
  name: 'insurance.expired',
  everySeconds: 3600,
  run: async (house, practiceId) => {
    const actor = { kind: 'system', name: 'Insurance' } as const
    await inPractice(house, { practiceId, actor, name: 'insurance.expired' }, async (ctx) => {
      // Two processes may sweep at once; the second waits, and then sees what the first has said.
      await sql`select pg_advisory_xact_lock(hashtext(${`policy.expired ${practiceId}`}))`.execute(ctx.db)
      const today = localDay(ctx.now, (await ctx.practice()).zone)
      const { rows } = await sql<{
        id: string
        clientId: string
      }>`select p.id, p.client_id as "clientId" from policy p
        where p.practice_id = ${practiceId} and p.state = 'in_force'
          and p.valid_to between ${addLocalDays(today, -NEWS_DAYS)}::date and ${addLocalDays(today, -1)}::date
          and not exists (select from event e where e.practice_id = p.practice_id and e.subject_id = p.id and e.name = 'policy.expired'
            and e.at >= (p.valid_to + 1)::timestamptz - interval '1 day')`.execute(ctx.db)
      for (const { id, clientId } of rows) ctx.record('policy.expired', { subject: ['policy', id], clientId })
    })
  },
})
