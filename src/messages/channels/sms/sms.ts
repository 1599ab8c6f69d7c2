import type { ChannelSettings } from '../settings.ts'
import { sendByHttp } from './http-gateway.ts'
import type { SmsReceipt, SmsWish } from './sms-wish.ts'
import { SmsError } from './sms-wish.ts'
import { sendByTwilio } from './twilio.ts'

/** Hands one text message to the practice's gateway. Throws SmsError when it did not leave. */
export function sendSms(settings: ChannelSettings, wish: SmsWish): Promise<SmsReceipt> {
  if (settings.smsKind === 'twilio') return sendByTwilio(settings, wish)
  if (settings.smsKind === 'http') return sendByHttp(settings, wish)
  throw new SmsError('temporary', 'No gateway for text messages is set.')
}
