import { OutboundError, askOutside } from '../../../platform/http/outbound.ts'
import { SmsError } from './sms-wish.ts'

const PATIENCE_MS = 10_000
const MOST_ANSWER = 64 * 1024

export interface GatewayCall {
  url: string
  method: 'POST' | 'PUT' | 'GET'
  headers: Record<string, string>
  body: string
  allowPrivate: boolean
}

/** One call to a gateway: never followed elsewhere, never waited for long. Anything but an answer is an SmsError. */
export async function askGateway(
  call: GatewayCall,
  timeoutMs = PATIENCE_MS,
): Promise<{ status: number; text: string }> {
  try {
    const { status, bytes } = await askOutside({ ...call, timeoutMs, maxBytes: MOST_ANSWER })
    return { status, text: Buffer.from(bytes).toString('utf8') }
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    // Even a wrong address is a setting of ours: mended, the message goes out after all.
    throw new SmsError('temporary', `The gateway was asked. ${error.message} It will be tried again.`)
  }
}
