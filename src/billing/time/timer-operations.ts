import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { TimerView, changeTimer, discardTimer, startTimer, stopTimer, viewTimerIfAny } from './timer.ts'
import { EntryView, viewEntry } from './view.ts'

const Timer = z.object({ timer: TimerView.nullable() })

export const getTimer = operation({
  path: 'GET /timer',
  summary: 'One’s own clock',
  allow: 'time.log',
  takes: z.strictObject({}),
  returns: Timer,
  run: async (ctx) => ({ timer: ctx.actor.kind === 'staff' ? await viewTimerIfAny(ctx) : null }),
})

const timerFields = {
  clientId: Id.nullable(),
  episodeId: Id.nullable(),
  /** Said at the latest when it stops. */
  narrative: z.string().trim().max(500),
}

export const startOneTimer = operation({
  path: 'POST /timer',
  summary: 'Start one’s clock; a person has one',
  allow: 'time.log',
  takes: z.strictObject({
    clientId: timerFields.clientId.default(null),
    episodeId: timerFields.episodeId.default(null),
    narrative: timerFields.narrative.default(''),
  }),
  returns: Timer,
  fails: ['timer_running'],
  run: async (ctx, wish) => {
    await startTimer(ctx, wish)
    return { timer: await viewTimerIfAny(ctx) }
  },
})

export const changeOneTimer = operation({
  path: 'PATCH /timer',
  summary: 'Say what the clock is for, let it pause or go on',
  allow: 'time.log',
  takes: z.strictObject({
    clientId: timerFields.clientId.optional(),
    episodeId: timerFields.episodeId.optional(),
    narrative: timerFields.narrative.optional(),
    isRunning: z.boolean().optional(),
  }),
  returns: Timer,
  run: async (ctx, { clientId, episodeId, narrative: words, isRunning }) => {
    await changeTimer(ctx, {
      isRunning,
      ...(clientId === undefined ? {} : { clientId }),
      ...(episodeId === undefined ? {} : { episodeId }),
      ...(words === undefined ? {} : { narrative: words }),
    })
    return { timer: await viewTimerIfAny(ctx) }
  },
})

export const stopOneTimer = operation({
  path: 'POST /timer/stop',
  summary: 'Stop the clock and write its time down',
  allow: 'time.log',
  takes: z.strictObject({ isBillable: z.boolean().default(true) }),
  returns: EntryView,
  run: async (ctx, wish) => viewEntry(ctx, await stopTimer(ctx, wish)),
})

export const discardOneTimer = operation({
  path: 'DELETE /timer',
  summary: 'Throw the clock away without writing time',
  allow: 'time.log',
  takes: z.strictObject({}),
  returns: Timer,
  run: async (ctx) => {
    await discardTimer(ctx)
    return { timer: null }
  },
})
