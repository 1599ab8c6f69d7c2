import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { withdrawConsentRequest } from '../consents/request.ts'
import { withdrawRequest } from '../form-request.ts'
import { askForms } from './ask-forms.ts'
import type { OpenItem } from './open-items.ts'
import { openItemsOf } from './open-items.ts'
import { planMails } from './plan-mails.ts'
import { asOneWay } from './preview.ts'
import { askInstant } from './rule.ts'
import { rulesInForce } from './rules.ts'
import type { KeptRule } from './rules.ts'
import type { PacketVisit } from './visit.ts'
import { comingPartsOf, findPacketVisitIfAny, listPacketVisits } from './visit.ts'
import type { Standing } from './wanted.ts'
import { standingsOf, wantedByAll } from './wanted.ts'

const JOB = 'intake.reachVisits'
/** A step of this size takes a few seconds at most and holds no lock for longer. */
const STEP = 40
const FIRST = '00000000-0000-0000-0000-000000000000'
const MOST_SHOWN = 400

export interface Reached {
  appointmentId: string
  clientId: string
  clientName: string
  serviceName: string
  startsAt: Date
  zone: string
  /** Would be asked; `mailAt` null: at check-in only. */
  asks: { title: string; blocks: boolean; mailAt: Date | null }[]
  /** Was asked by a rule that does not want it any more. */
  withdraws: string[]
}

/** What the rules as they are now would change for visits that are booked already: who is asked for what, who no longer. */
export async function previewReach(ctx: Context): Promise<{ items: Reached[]; more: boolean }> {
  const rules = await rulesInForce(ctx)
  const visits = await listPacketVisits(ctx, { from: ctx.now, to: null, limit: MOST_SHOWN + 1 })
  const visible = await visibleOf(ctx, visits)
  const told = new Set<string>()
  const items: Reached[] = []
  for (const parts of asOneWay(visits.slice(0, MOST_SHOWN).filter(({ clientId }) => visible.has(clientId)))) {
    const visit = parts[0]!
    const standings = visit.source === 'import' ? [] : await missingOf(ctx, rules, parts)
    // Of a series only the first visit asks.
    const fresh = standings.filter(({ kind, key }) => !told.has(`${visit.clientId} ${kind} ${key}`))
    for (const { kind, key } of fresh) told.add(`${visit.clientId} ${kind} ${key}`)
    const unwanted = await unwantedOf(ctx, rules, parts)
    if (fresh.length > 0 || unwanted.length > 0) items.push(reached(ctx, parts, { fresh, unwanted }))
  }
  return { items, more: visits.length > MOST_SHOWN }
}

function reached(
  ctx: Context,
  parts: readonly PacketVisit[],
  { fresh, unwanted }: { fresh: readonly Standing[]; unwanted: readonly OpenItem[] },
): Reached {
  const visit = parts[0]!
  return {
    appointmentId: visit.id,
    clientId: visit.clientId,
    clientName: visit.clientName,
    serviceName: parts.map(({ serviceName }) => serviceName).join(', '),
    startsAt: visit.startsAt,
    zone: visit.zone,
    asks: fresh.map(({ title, blocks, rule }) => ({
      title,
      blocks,
      mailAt: askInstant(rule, visit, ctx.now),
    })),
    withdraws: unwanted.map(({ title }) => title),
  }
}

async function missingOf(ctx: Context, rules: readonly KeptRule[], parts: readonly PacketVisit[]) {
  const standings = await standingsOf(ctx, parts[0]!.clientId, wantedByAll(rules, parts))
  return standings.filter(({ state }) => state === 'missing')
}

/** Asked by a rule, not begun, and by now no rule wants it of this visit. What somebody asked for by hand stays. */
async function unwantedOf(
  ctx: Context,
  rules: readonly KeptRule[],
  parts: readonly PacketVisit[],
): Promise<OpenItem[]> {
  const open = await openItemsOf(
    ctx,
    parts.map(({ id }) => id),
  )
  const candidates = open.filter(({ ruleId, state }) => ruleId !== null && state === 'requested')
  if (candidates.length === 0) return []
  const standings = await standingsOf(ctx, parts[0]!.clientId, wantedByAll(rules, parts))
  const wanted = new Set(standings.map(({ requestId }) => requestId))
  return candidates.filter(({ id }) => !wanted.has(id))
}

async function visibleOf(ctx: Context, visits: readonly PacketVisit[]): Promise<Set<string>> {
  const ids = [...new Set(visits.map(({ clientId }) => clientId))]
  const { rows } = await sql<{ id: string }>`select id from client where practice_id = ${ctx.practiceId}
    and id = any(${ids}::uuid[]) and ${seesClient(ctx, sql.ref('client.id'))}`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

/** Lets the rules reach the visits that are booked already, step by step; asking twice is doing it once. */
export function reachVisits(ctx: Context): void {
  ctx.record('packet_rule.reached', { subject: ['packet_rule', ctx.practiceId] })
  ctx.later(JOB, { after: FIRST }, { key: `${JOB} ${ctx.now.toISOString()}` })
}

export const reachJob = job({
  kind: JOB,
  run: async (house, { id: jobId, practiceId, payload }) => {
    const actor = { kind: 'system', name: JOB } as const
    await inPractice(house, { practiceId, actor, name: JOB }, async (ctx) => {
      const { rows } = await sql<{ id: string }>`select id from appointment where practice_id = ${practiceId}
        and starts_at > ${ctx.now} and state in ('booked', 'confirmed') and client_id is not null and id > ${String(payload.after)}
        order by id limit ${STEP}`.execute(ctx.db)
      for (const { id } of rows) await reach(ctx, id)
      if (rows.length === STEP) ctx.later(JOB, { after: rows.at(-1)!.id }, { key: `${jobId} next` })
    })
  },
})

async function reach(ctx: Context, appointmentId: string) {
  const visit = await findPacketVisitIfAny(ctx, appointmentId)
  if (!visit) return
  const rules = await rulesInForce(ctx)
  const parts = await comingPartsOf(ctx, visit)
  for (const { kind, id } of await unwantedOf(ctx, rules, parts))
    await (kind === 'form' ? withdrawRequest : withdrawConsentRequest)(
      ctx,
      id,
      'No rule asks for it any more.',
    )
  await askForms(ctx, { appointmentId })
  await fitOpen(ctx, rules, parts)
  await planMails(ctx, appointmentId)
}

/** What is asked already is told when its rule says now, and holds check-in up as its rule says now. */
async function fitOpen(ctx: Context, rules: readonly KeptRule[], parts: readonly PacketVisit[]) {
  const visit = parts[0]
  if (!visit) return
  for (const { kind, state, requestId, requestVisitId, rule, blocks } of await standingsOf(
    ctx,
    visit.clientId,
    wantedByAll(rules, parts),
  )) {
    if (state !== 'open' || requestVisitId !== visit.id) continue
    const table = sql.table(kind === 'form' ? 'form_request' : 'consent_request')
    const askAt = askInstant(rule, visit, ctx.now)
    // Whoever has been told stays told; what was only for check-in, or is still to be told, follows the rule.
    await sql`update ${table} set blocks_check_in = ${blocks}, rule_id = ${rule.id},
        ask_at = case when ask_at is null or ask_at > ${ctx.now} then ${askAt} else ask_at end
      where practice_id = ${ctx.practiceId} and id = ${requestId} and rule_id is not null`.execute(ctx.db)
  }
}
