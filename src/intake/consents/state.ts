import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'

export const CONSENT_STATES = ['agreed', 'outdated', 'expired', 'declined', 'withdrawn', 'never'] as const
export type ConsentState = (typeof CONSENT_STATES)[number]

/** Which state the latest act makes: `asked` is the newest version that asks again. */
const STATE = (now: Date) => sql<ConsentState>`case
    when act.act is null then 'never'
    when act.act = 'withdrawn' then 'withdrawn'
    when act.version < asked.version then 'outdated'
    when act.act = 'declined' then 'declined'
    when act.expires_at <= ${now} then 'expired'
    else 'agreed' end`

const ASKED = sql.raw(`join lateral (select max(version) as version from consent_text
    where practice_id = p.practice_id and purpose_id = p.id and asks_again) asked on asked.version is not null`)
const LAST_ACT =
  sql.raw(`left join lateral (select a.id, a.act, a.at, a.expires_at, a.signer_name, a.relation, a.how, a.reason, t.version
      from consent_act a join consent_text t on t.practice_id = a.practice_id and t.id = a.text_id
    where a.practice_id = p.practice_id and a.client_id = c.id and a.purpose_id = p.id order by a.nth desc limit 1) act on true`)

export interface ClientConsent {
  purpose: string
  texts: Record<string, { title: string }>
  state: ConsentState
  version: number | null
  newestVersion: number
  at: Date | null
  expiresAt: Date | null
  signerName: string | null
  relation: string | null
  how: string | null
  reason: string | null
  actId: string | null
  openRequestId: string | null
}

/** How it stands with every purpose for one client, in the order of the purposes. */
export async function consentsOf(ctx: Context, clientId: string): Promise<ClientConsent[]> {
  const { rows } =
    await sql<ClientConsent>`select p.key as purpose, newest.texts, ${STATE(ctx.now)} as state, act.version, newest.version as "newestVersion",
      act.at, act.expires_at as "expiresAt", act.signer_name as "signerName", act.relation, act.how, act.reason, act.id as "actId",
      (select r.id from consent_request r where r.practice_id = p.practice_id and r.client_id = c.id and r.purpose_id = p.id and r.state = 'requested'
        order by r.requested_at limit 1) as "openRequestId"
    from client c join consent_purpose p on p.practice_id = c.practice_id ${ASKED} ${LAST_ACT}
      join lateral (select version, texts from consent_text where practice_id = p.practice_id and purpose_id = p.id order by version desc limit 1) newest on true
    where c.practice_id = ${ctx.practiceId} and c.id = ${clientId} and ${seesClient(ctx, sql.ref('c.id'))}
      and (p.retired_at is null or act.id is not null)
    order by p.position, p.key`.execute(ctx.db)
  return rows
}

export interface ConsentAct {
  id: string
  purpose: string
  act: 'agreed' | 'declined' | 'withdrawn'
  version: number
  signerName: string
  relation: string
  how: string
  reason: string | null
  byName: string
  at: Date
  expiresAt: Date | null
  signatureId: string | null
}

/** Everything a client ever agreed to, declined or took back, the latest first. */
export async function actsOf(ctx: Context, clientId: string): Promise<ConsentAct[]> {
  const { rows } =
    await sql<ConsentAct>`select a.id, p.key as purpose, a.act, t.version, a.signer_name as "signerName", a.relation, a.how, a.reason,
      a.by_name as "byName", a.at, a.expires_at as "expiresAt",
      (select s.id from signature s where s.practice_id = a.practice_id and s.consent_act_id = a.id) as "signatureId"
    from consent_act a join consent_purpose p on p.practice_id = a.practice_id and p.id = a.purpose_id
      join consent_text t on t.practice_id = a.practice_id and t.id = a.text_id
    where a.practice_id = ${ctx.practiceId} and a.client_id = ${clientId} and ${seesClient(ctx, sql.ref('a.client_id'))}
    order by a.at desc, a.nth desc limit 200`.execute(ctx.db)
  return rows
}

export interface MissingConsent {
  clientId: string
  clientName: string
  state: ConsentState
  at: Date | null
  nextVisitAt: Date | null
}

/** Clients who have not agreed to a purpose (as it is now), those with the nearest visit first. */
export async function listMissing(
  ctx: Context,
  { purpose, coming, limit }: { purpose: string; coming: boolean; limit: number },
): Promise<MissingConsent[]> {
  const { rows } =
    await sql<MissingConsent>`select * from (select c.id as "clientId", c.given_name || ' ' || c.family_name as "clientName",
      ${STATE(ctx.now)} as state, act.at,
      (select min(v.starts_at) from appointment v where v.practice_id = c.practice_id and v.client_id = c.id and v.starts_at > ${ctx.now}
        and v.state in ('booked', 'confirmed')) as "nextVisitAt"
    from consent_purpose p ${ASKED} join client c on c.practice_id = p.practice_id ${LAST_ACT}
    where p.practice_id = ${ctx.practiceId} and p.key = ${purpose} and c.archived_at is null and ${seesClient(ctx, sql.ref('c.id'))}) one
    where state <> 'agreed' and (not ${coming}::boolean or "nextVisitAt" is not null)
    order by "nextVisitAt" nulls last, "clientName", "clientId" limit ${limit}`.execute(ctx.db)
  return rows
}
