import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { cancelPlanned, sendMessage } from '../../messages/index.ts'
import type { OpenItem } from './open-items.ts'
import { openItemsOf } from './open-items.ts'
import { askInstant, chaseInstants } from './rule.ts'
import { BY_HAND, listRules } from './rules.ts'
import type { KeptRule } from './rules.ts'
import type { PacketVisit } from './visit.ts'
import { findPacketVisitIfAny } from './visit.ts'

const LINK_DAYS = 60
const RULES = ['form_request', 'form_chase']
/** Reminders that would go out within these hours of each other are one. */
const TOGETHER_MS = 6 * 3_600_000

interface PlannedMail {
  rule: 'form_request' | 'form_chase'
  sendAt: Date
  items: OpenItem[]
}

/**
 * Plans the mails of a visit's packet from what is open now: one that asks, and reminders as its rules say. Called after
 * everything that changes it; mails that still fit keep their key, the others are cancelled.
 */
export async function planMails(ctx: Context, appointmentId: string): Promise<void> {
  const visit = await findPacketVisitIfAny(ctx, appointmentId)
  if (!visit) return
  const items = await openItemsOf(ctx, [appointmentId], visit.language)
  const isComing = ['booked', 'confirmed', 'requested'].includes(visit.state) && visit.startsAt > ctx.now
  const mails = isComing ? mailsOf(visit, { items, plans: await planOf(ctx, items) }, ctx.now) : []
  const keys = await freeKeys(
    ctx,
    visit.id,
    mails.map((mail) => keyOf(visit, mail, ctx.now)),
  )
  await cancelPlanned(ctx, {
    subjectId: visit.id,
    rules: RULES,
    keep: keys,
    why: isComing ? 'What was asked for has changed.' : 'The visit is not to come.',
  })
  for (const [index, mail] of mails.entries()) await send(ctx, visit, { ...mail, key: keys[index]! })
}

/** Each open item with the plan of its rule as it is now. */
async function planOf(ctx: Context, items: readonly OpenItem[]) {
  const rules = items.some(({ ruleId }) => ruleId) ? await listRules(ctx) : []
  return new Map<OpenItem, KeptRule | typeof BY_HAND>(
    items.map((item) => [item, rules.find(({ id }) => id === item.ruleId) ?? BY_HAND]),
  )
}

interface Packet {
  items: readonly OpenItem[]
  plans: Awaited<ReturnType<typeof planOf>>
}

function mailsOf(visit: PacketVisit, { items, plans }: Packet, now: Date): PlannedMail[] {
  const told = items.filter(({ askAt }) => askAt !== null)
  const requests: PlannedMail[] = []
  const chases: PlannedMail[] = []
  for (const item of told) {
    const plan = plans.get(item)!
    // A visit that was moved before its packet went out is asked so many days before the new day.
    const isAhead = plan.askWhen === 'days_before' && item.askAt! > item.requestedAt
    const askAt = (isAhead && askInstant(plan, visit, item.requestedAt)) || item.askAt!
    // What was planned ahead has gone out by itself when its time has come.
    if (!isAhead || askAt > now) put(requests, { rule: 'form_request', sendAt: askAt, items: [item] }, 0)
    for (const sendAt of chaseInstants(plan, visit, askAt))
      put(chases, { rule: 'form_chase', sendAt, items: [item] }, TOGETHER_MS)
  }
  return [...requests, ...chases]
}

function put(mails: PlannedMail[], mail: PlannedMail, within: number) {
  const near = mails.find(({ sendAt }) => Math.abs(sendAt.getTime() - mail.sendAt.getTime()) <= within)
  if (!near) return void mails.push(mail)
  near.items.push(...mail.items)
  if (mail.sendAt < near.sendAt) near.sendAt = mail.sendAt
}

/** What has gone out keeps its key when a part is answered; what is still to come is another mail then. */
function keyOf(visit: PacketVisit, { rule, sendAt, items }: PlannedMail, now: Date): string {
  if (rule === 'form_request' && sendAt <= now) return `${rule} ${visit.id} ${sendAt.toISOString()}`
  const what = items
    .map(({ id, requestedAt }) => `${id} ${requestedAt.getTime()}`)
    .sort()
    .join()
  const hash = createHash('sha256').update(what).digest('hex').slice(0, 16)
  return `${rule} ${visit.id} ${sendAt.toISOString()} ${hash}`
}

/** A visit that is moved away and back wants the mails again that were cancelled meanwhile: they get a key of their own. */
async function freeKeys(ctx: Context, visitId: string, wanted: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from message
    where practice_id = ${ctx.practiceId} and subject_id = ${visitId} and state = 'cancelled'`.execute(ctx.db)
  const cancelled = new Set(rows.map(({ key }) => key))
  return wanted.map((key) => {
    let free = key
    for (let nth = 2; cancelled.has(free); nth += 1) free = `${key} ${nth}`
    return free
  })
}

async function send(ctx: Context, visit: PacketVisit, mail: PlannedMail & { key: string }) {
  const isChase = mail.rule === 'form_chase'
  if (isChase && mail.sendAt <= ctx.now) return
  await sendMessage(ctx, {
    clientId: visit.clientId,
    template: 'form_request',
    rule: mail.rule,
    why: isChase ? 'Not everything is filled in before the visit.' : 'The visit was booked.',
    data: {
      form_title: mail.items.map(({ title }) => title).join(', '),
      starts: formatDateTime(visit.startsAt, { locale: visit.language, zone: visit.zone }),
    },
    subject: ['appointment', visit.id],
    appointmentId: visit.id,
    key: mail.key,
    sendAt: mail.sendAt > ctx.now ? mail.sendAt : ctx.now,
    link: linkTo(mail.items),
  })
}

/** The first form opens, else the first consent; the page leads on to the rest. */
export function linkTo(items: readonly Pick<OpenItem, 'kind' | 'id'>[]) {
  const first = items.find(({ kind }) => kind === 'form') ?? items[0]!
  return first.kind === 'form'
    ? ({
        purpose: 'form',
        page: '/forms',
        subject: ['form_request', first.id],
        validForDays: LINK_DAYS,
      } as const)
    : ({
        purpose: 'consent',
        page: '/consents',
        subject: ['consent_request', first.id],
        validForDays: LINK_DAYS,
      } as const)
}
