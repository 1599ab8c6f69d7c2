import type { Context } from '../../platform/operation/context.ts'
import type { Visit } from './visit-row.ts'

/** Asked before a client is checked in: throws what stands in the way, or keeps the reason for letting them in anyway. */
export type ArrivalGate = (ctx: Context, visit: Visit, anyway: string | null) => Promise<void>

const gates = new WeakMap<object, ArrivalGate>()

/** A later slice says what must be there before check-in. Called once when the house is put together. */
export function connectArrivalGate(house: { services: object }, gate: ArrivalGate) {
  gates.set(house.services, gate)
}

/** 409 `check_in_blocked` while something is missing and nobody gives a reason to go on without it. */
export async function passArrivalGate(ctx: Context, visit: Visit, anyway: string | null) {
  await gates.get(ctx.services)?.(ctx, visit, anyway)
}
