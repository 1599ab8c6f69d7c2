import type { BlockReason } from '../../consent/blocked-address.ts'

export interface SmsWish {
  to: string
  text: string
  /** Our own name of it: the same message sent again carries the same. */
  id: string
  /** Where the gateway reports what became of it. */
  statusUrl: string
  /** Whether the gateway may lie in the own network. */
  allowPrivate: boolean
}

export interface SmsReceipt {
  /** The gateway's name of it; null when it gave none. */
  gatewayId: string | null
  answer: string
}

/** Why a text message did not leave. `temporary`: later it may; `block`: this number takes none. */
export class SmsError extends Error {
  readonly kind: 'permanent' | 'temporary'
  readonly block: BlockReason | null

  constructor(kind: 'permanent' | 'temporary', message: string, block: BlockReason | null = null) {
    super(message)
    this.name = 'SmsError'
    this.kind = kind
    this.block = block
  }
}
