import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import type { PacketItem, PacketRule } from './rule.ts'

export interface KeptRule extends PacketRule {
  position: number
  readyKey: string | null
  switchedOffAt: Date | null
  rowVersion: number
}

const COLUMNS =
  sql.raw(`id, title, service_ids as "serviceIds", categories, audience, min_age as "minAge", max_age as "maxAge", languages, items,
  valid_months as "validMonths", ask_when as "askWhen", days_before as "daysBefore", chase_times as "chaseTimes",
  chase_gap_hours as "chaseGapHours", chase_last_hours as "chaseLastHours", position, ready_key as "readyKey",
  switched_off_at as "switchedOffAt", row_version as "rowVersion"`)

/** How a form is chased that somebody asked for by hand: once, two days before the visit. */
export const BY_HAND = {
  askWhen: 'booking',
  daysBefore: null,
  chaseTimes: 1,
  chaseGapHours: 48,
  chaseLastHours: 48,
} as const

const plain = {
  serviceIds: [],
  categories: [],
  audience: 'anyone',
  minAge: null,
  maxAge: null,
  languages: [],
  ...BY_HAND,
} as const

/** The rules that every practice starts with. */
export const READY_RULES: (Omit<PacketRule, 'id' | 'title'> & {
  readyKey: string
  title: { en: string; de: string }
})[] = [
  {
    ...plain,
    serviceIds: [],
    categories: [],
    languages: [],
    readyKey: 'service-forms',
    title: { en: 'The forms of the service', de: 'Die Formulare der Leistung' },
    items: [{ kind: 'service_forms', key: '', blocks: false }],
    validMonths: 12,
  },
  {
    ...plain,
    serviceIds: [],
    categories: [],
    languages: [],
    readyKey: 'consents',
    title: { en: 'Consents that everybody gives', de: 'Einwilligungen, die alle geben' },
    items: [
      { kind: 'consent', key: 'treatment', blocks: false },
      { kind: 'consent', key: 'privacy', blocks: false },
    ],
    validMonths: null,
    askWhen: 'check_in',
    chaseTimes: 0,
  },
]

/** The rules in their order, those switched off too. */
export async function listRules(ctx: Context): Promise<KeptRule[]> {
  const { rows } = await sql<KeptRule>`select ${COLUMNS} from packet_rule
    where practice_id = ${ctx.practiceId} order by position, id`.execute(ctx.db)
  return rows
}

export async function findRule(ctx: Context, id: string): Promise<KeptRule> {
  const { rows } = await sql<KeptRule>`select ${COLUMNS} from packet_rule
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This rule')
  return rows[0]
}

/** The rules that hold now; a practice of an earlier version gets the ready ones here. */
export async function rulesInForce(ctx: Context): Promise<KeptRule[]> {
  const known = await listRules(ctx)
  const rules = known.length > 0 ? known : await putReadyRules(ctx)
  return rules.filter(({ switchedOffAt }) => switchedOffAt === null)
}

/** Puts the ready-made rules in where they are missing. */
export async function putReadyRules(ctx: Context): Promise<KeptRule[]> {
  const { locale } = await ctx.practice()
  for (const [position, { readyKey, title, ...rule }] of READY_RULES.entries())
    await insertRule(
      ctx,
      { ...rule, title: locale.startsWith('de') ? title.de : title.en },
      { position, readyKey },
    )
  return listRules(ctx)
}

export type RuleWish = Omit<PacketRule, 'id'>

/** Adds a rule at the end. */
export async function addRule(ctx: Context, wish: RuleWish): Promise<KeptRule> {
  await checkRule(ctx, wish)
  const rules = await listRules(ctx)
  const id = await insertRule(ctx, wish, { position: rules.length, readyKey: null })
  ctx.record('packet_rule.added', { subject: ['packet_rule', id!], after: wish })
  return findRule(ctx, id!)
}

/** Changes a rule; what was asked already stays asked. */
export async function changeRule(
  ctx: Context,
  id: string,
  { rowVersion, ...wish }: RuleWish & { rowVersion: number },
): Promise<KeptRule> {
  const before = await findRule(ctx, id)
  await checkRule(ctx, wish)
  const { rows } =
    await sql`update packet_rule set title = ${wish.title}, service_ids = ${wish.serviceIds}::uuid[],
      categories = ${wish.categories}::text[], audience = ${wish.audience}, min_age = ${wish.minAge}, max_age = ${wish.maxAge},
      languages = ${wish.languages}::text[], items = ${JSON.stringify(wish.items)}::jsonb, valid_months = ${wish.validMonths},
      ask_when = ${wish.askWhen}, days_before = ${daysOf(wish)}, chase_times = ${wish.chaseTimes}, chase_gap_hours = ${wish.chaseGapHours},
      chase_last_hours = ${wish.chaseLastHours}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('packet_rule.changed', { subject: ['packet_rule', id], before, after: wish })
  return findRule(ctx, id)
}

/** Switches a rule off or on again. Rules are never deleted: what was asked names its rule. */
export async function switchRule(ctx: Context, id: string, on: boolean): Promise<KeptRule> {
  await findRule(ctx, id)
  await sql`update packet_rule set switched_off_at = ${on ? null : ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record(on ? 'packet_rule.switched_on' : 'packet_rule.switched_off', { subject: ['packet_rule', id] })
  return findRule(ctx, id)
}

async function insertRule(
  ctx: Context,
  wish: RuleWish,
  { position, readyKey }: { position: number; readyKey: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`insert into packet_rule (practice_id, id, title, service_ids, categories, audience, min_age, max_age,
      languages, items, valid_months, ask_when, days_before, chase_times, chase_gap_hours, chase_last_hours, position, ready_key)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.title}, ${wish.serviceIds}::uuid[], ${wish.categories}::text[], ${wish.audience},
      ${wish.minAge}, ${wish.maxAge}, ${wish.languages}::text[], ${JSON.stringify(wish.items)}::jsonb, ${wish.validMonths}, ${wish.askWhen},
      ${daysOf(wish)}, ${wish.chaseTimes}, ${wish.chaseGapHours}, ${wish.chaseLastHours}, ${position}, ${readyKey})
    on conflict on constraint packet_rule_ready_once do nothing returning id`.execute(ctx.db)
  return rows[0]?.id
}

const daysOf = (wish: RuleWish) => (wish.askWhen === 'days_before' ? (wish.daysBefore ?? 1) : null)

/** Refuses a rule that could never hold or that names what is not there. */
async function checkRule(ctx: Context, wish: RuleWish) {
  if (wish.items.length === 0) throw invalid('items', 'Choose at least one form or consent.')
  if (wish.minAge !== null && wish.maxAge !== null && wish.minAge > wish.maxAge)
    throw invalid('maxAge', 'The highest age lies below the lowest.')
  const keysOf = (kind: PacketItem['kind']) =>
    wish.items.filter((item) => item.kind === kind).map(({ key }) => key)
  const { rows } = await sql<{ forms: string[]; consents: string[]; services: string[] }>`select
    (select coalesce(array_agg(distinct key), '{}') from form where practice_id = ${ctx.practiceId}) as forms,
    (select coalesce(array_agg(key), '{}') from consent_purpose where practice_id = ${ctx.practiceId}) as consents,
    (select coalesce(array_agg(id), '{}') from service where practice_id = ${ctx.practiceId}) as services`.execute(
    ctx.db,
  )
  const known = rows[0]!
  const lost =
    keysOf('form').find((key) => !known.forms.includes(key)) ??
    keysOf('consent').find((key) => !known.consents.includes(key))
  if (lost !== undefined) throw invalid('items', `There is no form or consent "${lost}".`)
  if (wish.serviceIds.some((id) => !known.services.includes(id)))
    throw invalid('serviceIds', 'One of these services does not exist.')
}
