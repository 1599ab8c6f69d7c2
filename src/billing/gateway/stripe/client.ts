import type Stripe from 'stripe'
import type { Settings } from '../../../platform/settings.ts'

/** Waiting longer than this for an answer helps nobody: the job asks again, with the same key. */
const PATIENCE_MS = 10_000

/** The SDK is large and few practices need it at once: it is read when the first does. */
export const loadStripe = async () => (await import('stripe')).default

/** Stripe's API with the key of a practice; ATRIUM_STRIPE_API leads to another server that speaks its language. */
export async function stripeWith(key: string, settings: Pick<Settings, 'stripeApi'>): Promise<Stripe> {
  const StripeClient = await loadStripe()
  const url = new URL(settings.stripeApi)
  return new StripeClient(key, {
    protocol: url.protocol === 'http:' ? 'http' : 'https',
    host: url.hostname,
    port: url.port || (url.protocol === 'http:' ? 80 : 443),
    timeout: PATIENCE_MS,
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'Atrium' },
  })
}

/** What a bank advises when a card must not be tried again. */
export const NEVER_AGAIN = 'do_not_try_again'

interface StripeRefusal {
  type?: string
  code?: string
  decline_code?: string
  advice_code?: string
  message?: string
}

/** What Stripe said no to, for a person; undefined when it never answered and nobody knows. */
export function refusalOf(error: unknown): { code: string; message: string; isFinal?: boolean } | undefined {
  const { type, code, decline_code, advice_code, message } = (error ?? {}) as StripeRefusal
  if (type === 'StripeCardError')
    return {
      code: code === 'card_declined' ? (decline_code ?? code) : (code ?? 'card_declined'),
      message: message ?? '',
      isFinal: advice_code === NEVER_AGAIN,
    }
  if (
    ['StripeInvalidRequestError', 'StripeAuthenticationError', 'StripePermissionError'].includes(type ?? '')
  )
    return { code: code ?? 'refused', message: message ?? '' }
  return undefined
}
