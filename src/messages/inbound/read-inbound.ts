import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import { confirmVisit } from '../../scheduling/index.ts'
import { blockAddress, blockOfAddress, clientsAtAddress, unblockAddress } from '../consent/blocked-address.ts'
import { noteConsent } from '../consent/consent.ts'
import { reroutePlanned } from '../consent/reroute.ts'
import { comingOf } from '../coming.ts'
import { sendMessage } from '../send-message.ts'
import { findVisitFacts } from '../visit-facts.ts'
import { visitLink, wordsOfVisit } from '../visit-messages.ts'
import { answerText } from './answers.ts'
import { isYes, keywordIn } from './keywords.ts'
import { READ_JOB } from './receive.ts'

interface Inbound {
  id: string
  client_id: string | null
  from_address: string
  body: string
  outcome: string | null
}

const HOUR_MS = 3_600_000

/** Acts on a text message that is one word: STOP, START, HELP, C or R. Any other text is for people. */
export const readInbound = job({
  kind: READ_JOB,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: 'Text message' } as const
    await inPractice(house, { practiceId, actor, name: READ_JOB }, async (ctx) => {
      const inbound = await findInbound(ctx, String(payload.inboundMessageId))
      if (!inbound || inbound.outcome) return
      const outcome = await act(ctx, inbound)
      if (outcome) await noteOutcome(ctx, inbound, outcome)
    })
  },
})

async function act(ctx: Context, inbound: Inbound): Promise<string | null> {
  const word = keywordIn(inbound.body)
  const isStopped = (await blockOfAddress(ctx, 'sms', inbound.from_address))?.reason === 'stop'
  if (word === 'stop') return stop(ctx, inbound)
  if (word === 'start' || (isStopped && isYes(inbound.body))) return start(ctx, inbound)
  if (word === 'help') return answer(ctx, inbound, 'help')
  if (word === 'confirm') return confirm(ctx, inbound)
  if (word === 'move') return move(ctx, inbound)
  return null
}

/** Everybody who shares the number is stopped at once; the one answer goes out before the number is closed. */
async function stop(ctx: Context, inbound: Inbound): Promise<string> {
  await answer(ctx, inbound, 'stopped')
  await blockAddress(ctx, { channel: 'sms', address: inbound.from_address, reason: 'stop' })
  await noteForAll(ctx, inbound, false)
  return 'opted_out'
}

async function start(ctx: Context, inbound: Inbound): Promise<string> {
  await unblockAddress(ctx, 'sms', inbound.from_address)
  await noteForAll(ctx, inbound, true)
  await answer(ctx, inbound, 'started')
  return 'opted_in'
}

async function noteForAll(ctx: Context, { from_address, body }: Inbound, allowed: boolean) {
  for (const clientId of await clientsAtAddress(ctx, 'sms', from_address)) {
    await noteConsent(ctx, clientId, {
      channel: 'sms',
      purpose: 'any',
      allowed,
      source: 'text_message',
      note: body.trim().slice(0, 40),
    })
    await reroutePlanned(ctx, clientId)
  }
}

async function confirm(ctx: Context, inbound: Inbound): Promise<string | null> {
  const visitId = await nextVisitIfAny(ctx, inbound.client_id)
  if (!visitId) return null
  const visit = await findVisitFacts(ctx, visitId)
  // Of several services in a row the client comes to all.
  for (const part of await comingOf(ctx, visit, ['booked', 'confirmed'])) await confirmVisit(ctx, part.id)
  await answer(ctx, inbound, 'confirmed', visitId)
  return 'confirmed'
}

async function move(ctx: Context, inbound: Inbound): Promise<string | null> {
  const visitId = await nextVisitIfAny(ctx, inbound.client_id)
  if (!visitId) return null
  await answer(ctx, inbound, 'move', visitId)
  return 'sent_link'
}

/** The visit that was written about last, else the next one: it must lie ahead and stand. */
async function nextVisitIfAny(ctx: Context, clientId: string | null): Promise<string | null> {
  if (!clientId) return null
  const { rows } = await sql<{ id: string }>`select a.id from appointment a
    where a.practice_id = ${ctx.practiceId} and a.client_id = ${clientId} and a.state in ('booked', 'confirmed') and a.starts_at > ${ctx.now}
    order by (select max(m.sent_at) from message m where m.practice_id = a.practice_id and m.subject_id = a.id
      and m.channel = 'sms' and m.state = 'sent') desc nulls last, a.starts_at limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}

/** One answer an hour to the same word: two machines that answer each other soon fall silent. */
async function answer(
  ctx: Context,
  inbound: Inbound,
  what: 'stopped' | 'started' | 'help' | 'confirmed' | 'move',
  visitId?: string,
): Promise<string> {
  if (inbound.client_id) await sendAnswer(ctx, { ...inbound, client_id: inbound.client_id }, what, visitId)
  return what === 'help' ? 'helped' : what
}

async function sendAnswer(
  ctx: Context,
  { client_id: clientId, from_address }: Inbound & { client_id: string },
  what: Parameters<typeof answerText>[0],
  visitId?: string,
) {
  const visit = visitId ? await findVisitFacts(ctx, visitId) : null
  const practice = await findPractice(ctx, clientId)
  const words = visit ? await wordsOfVisit(ctx, visit) : null
  await sendMessage(ctx, {
    clientId,
    to: { channel: 'sms', address: from_address },
    template: 'keyword_answer',
    data: { text: answerText(what, { ...practice, starts: words?.starts ?? '' }) },
    rule: 'keyword_answer',
    why: 'The client answered with a keyword.',
    subject: visit ? ['appointment', visit.id] : ['client', clientId],
    key: `keyword_answer ${what} ${from_address} ${visitId ?? ''} ${Math.floor(ctx.now.getTime() / HOUR_MS)}`,
    atOnce: true,
    ...(visit && what === 'move' ? { link: visitLink(visit, ctx.now) } : {}),
  })
}

async function findPractice(ctx: Context, clientId: string) {
  const { rows } = await sql<{
    name: string
    phone: string | null
    language: string | null
  }>`select p.name, p.phone, c.language
    from practice p join client c on c.practice_id = p.practice_id and c.id = ${clientId}
    where p.practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const { name, phone, language } = rows[0]!
  return { practice: name, phone: phone ?? '', locale: pickLocale(language, (await ctx.practice()).locale) }
}

async function findInbound(ctx: Context, id: string): Promise<Inbound | undefined> {
  const { rows } = await sql<Inbound>`select id, client_id, from_address, body, outcome from inbound_message
    where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(ctx.db)
  return rows[0]
}

/** What a word settled by itself needs nobody's answer; the thread shows it all the same. */
async function noteOutcome(ctx: Context, { id, client_id }: Inbound, outcome: string) {
  await sql`update inbound_message set kind = 'keyword', outcome = ${outcome}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (outcome === 'sent_link') return
  await sql`update conversation set unread = greatest(unread - 1, 0), state = case when unread <= 1 then 'closed' else state end,
      asked_at = case when unread <= 1 then null else asked_at end
    where practice_id = ${ctx.practiceId} and client_id = ${client_id}`.execute(ctx.db)
}
