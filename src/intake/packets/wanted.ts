import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { KeptRule } from './rules.ts'
import type { VisitForRules } from './rule.ts'
import { monthsBefore, whyNot } from './rule.ts'

/** Something a visit asks of its client. */
export interface Wanted {
  kind: 'form' | 'consent'
  key: string
  blocks: boolean
  rule: KeptRule
}

/** What the rules want of a visit, each thing once: the first rule that names it decides, and it blocks if any says so. */
export function wantedBy(
  rules: readonly KeptRule[],
  visit: VisitForRules & { formKeys: readonly string[] },
): Wanted[] {
  const found = new Map<string, Wanted>()
  for (const rule of rules) {
    if (whyNot(rule, visit)) continue
    for (const item of rule.items) {
      const keys = item.kind === 'service_forms' ? visit.formKeys : [item.key]
      const kind = item.kind === 'consent' ? 'consent' : 'form'
      for (const key of keys) {
        const known = found.get(`${kind} ${key}`)
        if (known) known.blocks ||= item.blocks
        else found.set(`${kind} ${key}`, { kind, key, blocks: item.blocks, rule })
      }
    }
  }
  return [...found.values()]
}

/** What all services of one visit want together, each thing once. */
export function wantedByAll(
  rules: readonly KeptRule[],
  parts: readonly (VisitForRules & { formKeys: readonly string[] })[],
): Wanted[] {
  const found = new Map<string, Wanted>()
  for (const each of parts.flatMap((part) => wantedBy(rules, part))) {
    const known = found.get(`${each.kind} ${each.key}`)
    if (known) known.blocks ||= each.blocks
    else found.set(`${each.kind} ${each.key}`, each)
  }
  return [...found.values()]
}

/** How it stands with something that is wanted of a client. */
export interface Standing extends Wanted {
  /** Id of the form's newest version or of the consent's purpose; null when the practice has it no more. */
  thingId: string | null
  title: string
  /** 'answered': nothing to do. 'open': asked, at `requestId`. 'missing': to be asked. 'gone': not in use any more. */
  state: 'answered' | 'open' | 'missing' | 'gone'
  answeredAt: Date | null
  requestId: string | null
  requestVisitId: string | null
  requestVisitStartsAt: Date | null
}

interface Found {
  thingId: string
  title: string
  answeredAt: Date | null
  requestId: string | null
  requestVisitId: string | null
  requestVisitStartsAt: Date | null
}

/** How it stands with each of the things wanted of this client now. */
export async function standingsOf(
  ctx: Context,
  clientId: string,
  wanted: readonly Wanted[],
): Promise<Standing[]> {
  const standings: Standing[] = []
  for (const each of wanted) {
    const found =
      each.kind === 'form' ? await formOf(ctx, clientId, each.key) : await consentOf(ctx, clientId, each.key)
    standings.push(
      found ? { ...each, ...found, state: stateOf(ctx, each, found) } : { ...each, ...GONE, title: each.key },
    )
  }
  return standings
}

const GONE = {
  thingId: null,
  state: 'gone' as const,
  answeredAt: null,
  requestId: null,
  requestVisitId: null,
  requestVisitStartsAt: null,
}

function stateOf(ctx: Context, { kind, rule }: Wanted, { answeredAt, requestId }: Found): Standing['state'] {
  // A consent knows itself how long it counts; an answer counts as long as the rule says.
  const since = kind === 'form' && rule.validMonths ? monthsBefore(ctx.now, rule.validMonths) : null
  if (answeredAt && (!since || answeredAt >= since)) return 'answered'
  return requestId ? 'open' : 'missing'
}

/** The newest version of the form in use; an answer to an earlier version does not count, an open one is not asked twice. */
async function formOf(ctx: Context, clientId: string, key: string): Promise<Found | undefined> {
  const { rows } = await sql<
    Found & { retired: boolean }
  >`select f.id as "thingId", f.title, f.retired_at is not null as retired,
      (select max(completed_at) from form_request where practice_id = f.practice_id and client_id = ${clientId} and form_id = f.id and state = 'completed') as "answeredAt",
      o.id as "requestId", o.appointment_id as "requestVisitId", o.starts_at as "requestVisitStartsAt"
    from form f left join lateral (select r.id, r.appointment_id, a.starts_at from form_request r
        left join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
      where r.practice_id = f.practice_id and r.client_id = ${clientId} and r.form_id = f.id and r.state in ('requested', 'started')
      order by r.requested_at, r.id limit 1) o on true
    where f.practice_id = ${ctx.practiceId} and f.key = ${key} order by f.version desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.retired ? undefined : rows[0]
}

/** Agreed counts while it is current: to the newest text that asks again, not expired, not withdrawn. A "no" is an answer, too. */
async function consentOf(ctx: Context, clientId: string, key: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`select p.id as "thingId", ${titleOfPurpose(ctx.locale)} as title,
      case when act.act in ('agreed', 'declined') and act.version >= asked.version and (act.expires_at is null or act.expires_at > ${ctx.now})
        then act.at end as "answeredAt",
      o.id as "requestId", o.appointment_id as "requestVisitId", o.starts_at as "requestVisitStartsAt"
    from consent_purpose p
      join lateral (select max(version) as version from consent_text where practice_id = p.practice_id and purpose_id = p.id and asks_again) asked
        on asked.version is not null
      left join lateral (select a.act, a.at, a.expires_at, t.version from consent_act a
          join consent_text t on t.practice_id = a.practice_id and t.id = a.text_id
        where a.practice_id = p.practice_id and a.client_id = ${clientId} and a.purpose_id = p.id order by a.nth desc limit 1) act on true
      left join lateral (select r.id, r.appointment_id, a.starts_at from consent_request r
          left join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
        where r.practice_id = p.practice_id and r.client_id = ${clientId} and r.purpose_id = p.id and r.state = 'requested'
        order by r.requested_at, r.id limit 1) o on true
    where p.practice_id = ${ctx.practiceId} and p.key = ${key} and p.retired_at is null`.execute(ctx.db)
  return rows[0]
}

/** The title of the newest text in the reader's language; the table of purposes is `p`. */
export function titleOfPurpose(locale: string) {
  return sql<string>`(select coalesce(t.texts -> ${locale} ->> 'title', t.texts -> 'en' ->> 'title',
      (select value ->> 'title' from jsonb_each(t.texts) limit 1))
    from consent_text t where t.practice_id = p.practice_id and t.purpose_id = p.id order by t.version desc limit 1)`
}
