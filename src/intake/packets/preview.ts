import { sql } from 'kysely'
import { findClient, seesClient } from '../../clients/index.ts'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import type { Context } from '../../platform/operation/context.ts'
import { localDay } from '../../platform/time/index.ts'
import { findService } from '../../scheduling/index.ts'
import { ageOn, askInstant, chaseInstants, whyNot } from './rule.ts'
import { rulesInForce } from './rules.ts'
import { dayOf, listPacketVisits } from './visit.ts'
import type { PacketVisit } from './visit.ts'
import type { Standing } from './wanted.ts'
import { standingsOf, wantedBy, wantedByAll } from './wanted.ts'

/** What a visit of this service would ask of this client, by which rules, and when mails would go out. */
export async function previewFor(
  ctx: Context,
  { serviceId, clientId, startsAt }: { serviceId: string; clientId: string; startsAt: Date },
) {
  const client = await findClient(ctx, clientId)
  const service = await findService(ctx, serviceId)
  const { zone, locale } = await ctx.practice()
  const visit = {
    serviceId,
    category: service.category,
    formKeys: service.form_keys,
    isNewClient: await isNew(ctx, clientId, startsAt),
    age: client.bornOn ? ageOn(client.bornOn, localDay(startsAt, zone)) : null,
    language: pickLocale(client.language, locale),
    startsAt,
    zone,
  }
  const rules = await rulesInForce(ctx)
  const standings = await standingsOf(ctx, clientId, wantedBy(rules, visit))
  return {
    items: standings.map(present),
    rules: rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      holds: !whyNot(rule, visit),
      why: whyNot(rule, visit),
    })),
    mails: mailsFor(standings, visit, ctx.now),
  }
}

function mailsFor(standings: readonly Standing[], visit: { startsAt: Date; zone: string }, now: Date) {
  const mails = new Map<string, { kind: 'ask' | 'chase'; at: Date; titles: string[] }>()
  for (const { state, rule, title } of standings) {
    const askAt = askInstant(rule, visit, now)
    if (state !== 'missing' || !askAt) continue
    const all = [
      { kind: 'ask' as const, at: askAt },
      ...chaseInstants(rule, visit, askAt).map((at) => ({ kind: 'chase' as const, at })),
    ]
    for (const { kind, at } of all) {
      const key = `${kind} ${at.getTime()}`
      mails.set(key, { kind, at, titles: [...(mails.get(key)?.titles ?? []), title] })
    }
  }
  return [...mails.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** The visits of the next days, those with something missing, the nearest first. */
export async function previewNextDays(ctx: Context, days: number) {
  const rules = await rulesInForce(ctx)
  const visits = await listPacketVisits(ctx, {
    from: ctx.now,
    to: new Date(ctx.now.getTime() + days * 86_400_000),
    limit: 400,
  })
  const visible = await visibleAmong(ctx, [...new Set(visits.map(({ clientId }) => clientId))])
  const rows = []
  for (const parts of asOneWay(visits.filter(({ clientId }) => visible.has(clientId)))) {
    const visit = { ...parts[0]!, serviceName: parts.map(({ serviceName }) => serviceName).join(', ') }
    const standings = await standingsOf(ctx, visit.clientId, wantedByAll(rules, parts))
    const missing = standings.filter(({ state }) => state === 'open' || state === 'missing')
    if (missing.length > 0)
      rows.push({
        ...visit,
        appointmentId: visit.id,
        wanted: standings.length,
        missing: missing.map(present),
      })
  }
  return rows
}

/** Several services in a row are one visit. */
export function asOneWay(visits: readonly PacketVisit[]): PacketVisit[][] {
  const ways = new Map<string, PacketVisit[]>()
  for (const visit of visits) {
    const key = visit.bundleId ? `${visit.bundleId} ${dayOf(visit)}` : visit.id
    ways.set(key, [...(ways.get(key) ?? []), visit])
  }
  return [...ways.values()]
}

async function visibleAmong(ctx: Context, clientIds: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from client where practice_id = ${ctx.practiceId}
    and id = any(${clientIds}::uuid[]) and ${seesClient(ctx, sql.ref('client.id'))}`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

async function isNew(ctx: Context, clientId: string, before: Date): Promise<boolean> {
  const { rows } =
    await sql`select 1 from appointment where practice_id = ${ctx.practiceId} and client_id = ${clientId}
    and starts_at < ${before} and state in ('arrived', 'in_room', 'done') limit 1`.execute(ctx.db)
  return rows.length === 0
}

function present({ rule, kind, key, title, blocks, state, answeredAt }: Standing) {
  return { kind, key, title, blocks, state, answeredAt, ruleId: rule.id }
}
