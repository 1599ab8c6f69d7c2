import type { RawBuilder } from 'kysely'
import type { App } from '../../app.ts'
import { MailError, caughtMail } from '../../platform/mail/mail.ts'
import { Problem } from '../../platform/problem.ts'
import type { Stage } from '../actors.ts'
import type { Chance } from '../chance.ts'
import type { DemoPractice } from '../demo-practice.ts'
import { SEEDER } from '../demo-practice.ts'
import type { Person } from '../people.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import type { Memory } from './memory.ts'

/** Everything a day of the simulation works with. */
export interface Town {
  app: App
  stage: Stage
  clock: VirtualClock
  chance: Chance
  practice: DemoPractice
  people: Person[]
  /** The clients that the practice has a record of. */
  clientIds: string[]
  memory: Memory
  tally: Tally
}

/** How often each thing was done, and refused with which code. */
export interface Tally {
  done: Record<string, number>
  refused: Record<string, number>
}

/** A free time as the API answers it. */
export interface FreeSlot {
  startsAt: string
  practitionerId: string
  locationId: string
}

/** Who is at the desk. */
export const DESK = 'Fay Moreau'
export const OWNER = 'Nora Okafor'

/**
 * One act of somebody. A refusal is life and is counted under its code (answers null); anything else that goes wrong is
 * a fault of the program and ends the simulation.
 */
export async function attempt<T>({ tally }: Town, name: string, act: () => Promise<T>): Promise<T | null> {
  try {
    const result = await act()
    tally.done[name] = (tally.done[name] ?? 0) + 1
    return result
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const key = `${name}: ${error.code}`
    tally.refused[key] = (tally.refused[key] ?? 0) + 1
    return null
  }
}

/** Looks something up past all screens, as nobody in the practice could. */
export function lookUp<T>({ app, practice }: Town, query: RawBuilder<T>): Promise<T[]> {
  const who = { practiceId: practice.practiceId, actor: SEEDER, name: 'simulation' }
  return app.inPractice(who, async (ctx) => (await query.execute(ctx.db)).rows)
}

/** Mail of the town: counted, not kept, and some days its server refuses. */
export function townMail() {
  const state = { sent: 0, refused: 0, isDown: false }
  const { send } = caughtMail()
  return {
    state,
    mail: {
      send: async (message: Parameters<typeof send>[0]) => {
        if (state.isDown) {
          state.refused += 1
          throw new MailError('temporary', 'ECONNREFUSED', 'The mail server does not answer.')
        }
        state.sent += 1
        return { by: 'outbox' as const, messageId: message.messageId ?? null, answer: 'Counted.' }
      },
      close: async () => {},
    },
  }
}
