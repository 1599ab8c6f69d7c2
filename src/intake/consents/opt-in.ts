import { allows, listConsents, noteConsent, reroutePlanned } from '../../messages/index.ts'
import type { Purpose as MessagePurpose } from '../../messages/index.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { findClient } from '../../clients/index.ts'
import { withdrawConsent } from './act.ts'
import { findPurpose, listPurposes } from './purpose.ts'
import { consentsOf } from './state.ts'

/** Who agrees to news has opted in to them on every channel; who says no or takes it back has opted out. */
export const followConsent = subscriber({
  name: 'intake.followConsent',
  on: ['consent.agreed', 'consent.declined', 'consent.withdrawn'],
  run: async (ctx, event) => {
    const { messagePurpose, key } = await findPurpose(ctx, String(event.data.purpose))
    // A refusal that began as an unsubscription is noted already, on its own channels.
    if (!messagePurpose || !event.clientId || event.data.because === UNSUBSCRIBED) return
    await noteConsent(ctx, event.clientId, {
      channel: 'any',
      purpose: messagePurpose,
      allowed: event.name === 'consent.agreed',
      source: 'form',
      note: key,
    })
    await reroutePlanned(ctx, event.clientId)
  },
})

const UNSUBSCRIBED = 'unsubscribed'

/** Who closes every channel to such messages has taken the consent back; closing one of several leaves it. */
export const followUnsubscription = subscriber({
  name: 'intake.followUnsubscription',
  on: ['contact_consent.refused'],
  run: async (ctx, event) => {
    const { purpose, source } = event.data as { purpose: string; source: string }
    if (source === 'form' || !event.clientId) return
    for (const each of await listPurposes(ctx, { retired: true })) {
      if (!each.messagePurpose || ![each.messagePurpose, 'any'].includes(purpose)) continue
      if (await isOpenSomewhere(ctx, event.clientId, each.messagePurpose)) continue
      const state = (await consentsOf(ctx, event.clientId)).find((one) => one.purpose === each.key)
      if (state?.state !== 'agreed') continue
      await withdrawConsent(ctx, {
        purpose: each,
        clientId: event.clientId,
        reason: REASONS[source] ?? 'Messages refused.',
        signer: { name: await nameOf(ctx, event.clientId), relation: 'self' },
        because: UNSUBSCRIBED,
      })
    }
  },
})

const REASONS: Record<string, string> = {
  preferences_page: 'Switched off on the page of preferences.',
  unsubscribe: 'Unsubscribed in a mail.',
  text_message: 'Answered STOP.',
  gateway: 'Refused at the provider of text messages.',
  staff: 'Told to the practice.',
}

/** Would such a message still go out on some channel? */
async function isOpenSomewhere(ctx: Context, clientId: string, purpose: MessagePurpose): Promise<boolean> {
  const consents = await listConsents(ctx, clientId)
  return (['email', 'sms'] as const).some((channel) => allows(consents, channel, purpose))
}

async function nameOf(ctx: Context, clientId: string): Promise<string> {
  const { givenName, familyName } = await findClient(ctx, clientId)
  return `${givenName} ${familyName}`.trim()
}

/** What counts now for the messages that a consent opens, by channel. */
export async function channelsOf(ctx: Context, clientId: string, purpose: MessagePurpose) {
  const consents = await listConsents(ctx, clientId)
  return (['email', 'sms'] as const).map((channel) => ({
    channel,
    allowed: allows(consents, channel, purpose),
  }))
}
