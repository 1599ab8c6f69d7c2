export interface ChannelRecord {
  channel: 'email' | 'sms'
  sent: number
  /** Messages after which the client did something within two days. */
  reacted: number
}

/** Fewer messages on a channel are chance. */
const LEAST_SENT = 3
const WORTH_IT = 1.5

/** The share of messages that led to something, with one of four imagined ones (Laplace's rule for a weak guess). */
export function reactionRate({ sent, reacted }: ChannelRecord): number {
  return (reacted + 1) / (sent + 4)
}

/** The channel that clearly works better than the others for this person; null: none does. */
export function bestChannel(records: readonly ChannelRecord[]): ChannelRecord | null {
  const known = records
    .filter(({ sent }) => sent >= LEAST_SENT)
    .toSorted((a, b) => reactionRate(b) - reactionRate(a))
  const [best, next] = known
  if (!best || !next || best.reacted < 2) return null
  return reactionRate(best) >= WORTH_IT * reactionRate(next) ? best : null
}
