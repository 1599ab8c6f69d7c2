import { listContacts } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { blockOfAddress } from '../consent/blocked-address.ts'
import { allows, answerTo, listConsents, preferredChannelIfAny } from '../consent/consent.ts'
import { textableNumber } from './phone-number.ts'
import type { Channel, Purpose } from './purposes.ts'
import { CHANNELS } from './purposes.ts'
import { canText, findChannelSettings } from './settings.ts'

export interface Route {
  channel: Channel
  /** Null: nobody can be reached that way. */
  address: string | null
  /** Why it must not go out; null: it may. */
  skip: string | null
}

export interface RouteWish {
  clientId: string
  purpose: Purpose
  channel?: Channel | undefined
}

/** Without a wish or a preference: what costs nothing first, people's time last. */
const USUAL: readonly Channel[] = ['email', 'sms', 'call']

/** Nobody is rung up for an advertisement. */
const NEVER_BY_CALL: readonly Purpose[] = ['marketing', 'review']

/** On which channel a message reaches a client, and whether it may: the wish, what they prefer, mail, text message, call. */
export async function chooseRoute(ctx: Context, wish: RouteWish): Promise<Route> {
  const preferred = await preferredChannelIfAny(ctx, wish.clientId)
  const order = [
    ...new Set([wish.channel, preferred, ...USUAL].filter((each) => each !== null && each !== undefined)),
  ]
  const routes: Route[] = []
  for (const each of await openRoutes(ctx, wish)) {
    if (order.includes(each.channel)) routes.push(each)
  }
  const inOrder = order.flatMap((channel) => routes.filter((each) => each.channel === channel))
  const open = inOrder.find((each) => !each.skip)
  return (
    open ??
    inOrder[0] ?? {
      channel: wish.channel ?? 'email',
      address: null,
      skip: 'There is neither an e-mail address nor a phone number.',
    }
  )
}

/** Every channel that could reach the client, with why it must not be used. */
export async function openRoutes(ctx: Context, { clientId, purpose }: RouteWish): Promise<Route[]> {
  const contacts = await listContacts(ctx, clientId)
  const consents = await listConsents(ctx, clientId)
  const { country } = await ctx.practice()
  const mayText = canText(await findChannelSettings(ctx))
  const email = contacts.find(({ kind }) => kind === 'email')?.value
  const phones = contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value)
  const mobile = phones.map((each) => textableNumber(each, country)).find((each) => each !== null)
  const routes: Route[] = []
  if (email) routes.push({ channel: 'email', address: email, skip: await blockText(ctx, 'email', email) })
  if (mobile && mayText)
    routes.push({ channel: 'sms', address: mobile, skip: await blockText(ctx, 'sms', mobile) })
  // The page is opened by a link that comes by mail or text message.
  const notice = routes.find(({ skip }) => !skip)
  if (notice) routes.push({ channel: 'portal', address: notice.address, skip: null })
  if (phones[0] && !NEVER_BY_CALL.includes(purpose))
    routes.push({ channel: 'call', address: phones[0], skip: null })
  return routes
    .map((route) =>
      route.skip || allows(consents, route.channel, purpose)
        ? route
        : { ...route, skip: refusalText(answerTo(consents, route.channel, purpose), purpose) },
    )
    .sort((a, b) => CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel))
}

const BLOCKS = {
  stop: 'The client answered STOP to text messages.',
  carrier: 'The carrier says that this number wants no text messages.',
  invalid: 'This number cannot get text messages.',
  bounced: 'Mail to this address came back.',
  complaint: 'The receiver reported our mail as unwanted.',
} as const

async function blockText(ctx: Context, channel: 'email' | 'sms', address: string): Promise<string | null> {
  const block = await blockOfAddress(ctx, channel, address)
  return block ? BLOCKS[block.reason] : null
}

const WANTED: Record<Purpose, string> = {
  care: 'messages about visits',
  reminder: 'reminders',
  billing: 'messages about bills',
  recall: 'recalls',
  review: 'questions about how it was',
  marketing: 'news and offers',
}

function refusalText(answer: { at: Date } | undefined, purpose: Purpose): string {
  return answer
    ? `The client does not want ${WANTED[purpose]} (said on ${answer.at.toISOString().slice(0, 10)}).`
    : `The client has not agreed to ${WANTED[purpose]}.`
}
