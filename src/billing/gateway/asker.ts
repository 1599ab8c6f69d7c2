import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import type { Asker } from './gateway.ts'

const ACTOR = { kind: 'system', name: 'Card payments' } as const

/** A short transaction for whoever asks a provider: to read what is needed before, to keep the answer after. */
export async function inShort<T>(
  { house, practiceId }: Asker,
  name: string,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return inPractice(house, { practiceId, actor: ACTOR, name }, work)
}
