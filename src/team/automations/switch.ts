import { sql } from 'kysely'
import { findEvent } from '../../platform/events/deliver.ts'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import type { AutomationState } from './automation.ts'
import { findAutomation } from './automation.ts'
import { refuseWrong } from './check.ts'
import { queueDue } from './queue.ts'
import { startRuns } from './start-runs.ts'

const CATCH_UP = 'team.catch_up'
const MOST_CAUGHT_UP = 10_000

export interface SwitchWish {
  state: AutomationState
  /** Of a paused one that goes on: what happened meanwhile. */
  missed: 'skip' | 'catch_up'
  rowVersion: number
}

/**
 * Switches a rule on, off, or holds it. Off ends what waits; paused keeps it. Going on after a pause either runs for what
 * happened meanwhile, or forgets it and what fell due.
 */
export async function switchAutomation(
  ctx: Context,
  id: string,
  { state, missed, rowVersion }: SwitchWish,
): Promise<void> {
  const before = await findAutomation(ctx, id)
  if (before.rowVersion !== rowVersion) throw changedMeanwhile(before.rowVersion)
  if (before.state === state) return
  if (state === 'on') await refuseWrong(ctx, before.definition)
  const catchesUp = before.state === 'paused' && state === 'on' && missed === 'catch_up'
  const since = state === 'on' && !catchesUp ? ctx.now : before.since
  const { rows } =
    await sql`update automation set state = ${state}, since = ${since}, paused_at = ${state === 'paused' ? ctx.now : null},
      problem = ${state === 'on' ? null : before.problem && JSON.stringify(before.problem)}::jsonb, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile((await findAutomation(ctx, id)).rowVersion)
  if (state === 'off') await endWaiting(ctx, id)
  if (before.state === 'paused' && state === 'on')
    await goOn(ctx, id, { catchesUp, pausedAt: before.pausedAt! })
  ctx.record('automation.switched', {
    subject: ['automation', id],
    data: {
      name: before.name,
      from: before.state,
      to: state,
      ...(before.state === 'paused' ? { missed } : {}),
    },
  })
}

async function endWaiting(ctx: Context, id: string) {
  const why = { en: 'The automation was switched off.', de: 'Die Automation wurde ausgeschaltet.' }
  await sql`update automation_run set state = 'cancelled', due_at = null, ended_at = ${ctx.now}, why = ${JSON.stringify(why)}::jsonb
    where practice_id = ${ctx.practiceId} and automation_id = ${id} and due_at is not null`.execute(ctx.db)
}

async function goOn(
  ctx: Context,
  id: string,
  { catchesUp, pausedAt }: { catchesUp: boolean; pausedAt: Date },
) {
  if (!catchesUp) {
    const why = {
      en: 'It fell due while the automation was paused.',
      de: 'Sie wurde fällig, während die Automation pausierte.',
    }
    await sql`update automation_run set state = 'cancelled', due_at = null, ended_at = ${ctx.now}, why = ${JSON.stringify(why)}::jsonb
      where practice_id = ${ctx.practiceId} and automation_id = ${id} and due_at <= ${ctx.now}`.execute(
      ctx.db,
    )
  } else {
    const { definition } = await findAutomation(ctx, id)
    const { rows } = await sql<{ id: string }>`select id from event where practice_id = ${ctx.practiceId}
      and name = any(${definition.events}) and at >= ${pausedAt} and at <= ${ctx.now} order by id limit ${MOST_CAUGHT_UP}`.execute(
      ctx.db,
    )
    for (const event of rows)
      ctx.later(CATCH_UP, { automationId: id, eventId: event.id }, { key: `${id} ${event.id}` })
  }
  await queueDue(ctx, id)
}

/** One event that a paused rule missed; what it ran for before it was paused stays once. */
export const catchUpJob = job({
  kind: CATCH_UP,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: 'team.catch_up' } as const
    await inPractice(house, { practiceId, actor, name: actor.name }, async (ctx) => {
      const automation = await findAutomation(ctx, String(payload.automationId))
      if (automation.state === 'on')
        await startRuns(ctx, await findEvent(ctx, String(payload.eventId)), [automation])
    })
  },
})
