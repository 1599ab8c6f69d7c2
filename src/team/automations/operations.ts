import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { clientName } from '../../clients/index.ts'
import {
  createAutomation,
  findAutomation,
  listAutomations,
  removeAutomation,
  saveAutomation,
} from './automation.ts'
import { refuseWrong } from './check.ts'
import { Definition } from './definition.ts'
import { CatalogueView, describeCatalogue } from './describe.ts'
import { ensureReady } from './ready.ts'
import { RUN_STATES, cancelRun, countRuns, findRun, listRuns, retryRun } from './runs.ts'
import { switchAutomation } from './switch.ts'
import { tryOnPast } from './trial.ts'
import {
  AutomationView,
  OpenRunView,
  RunView,
  STATES,
  TrialView,
  presentAutomation,
  presentOpenRun,
  presentRun,
  presentTrial,
} from './views.ts'

const COUNTED_MS = 30 * 86_400_000
const WRONG = 'automation_invalid'

export const list = operation({
  path: 'GET /automations',
  summary: 'Every automation, with what it did in the last 30 days',
  allow: 'automations.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(AutomationView) }),
  run: async (ctx) => {
    await ensureReady(ctx)
    const counts = await countRuns(ctx, new Date(ctx.now.getTime() - COUNTED_MS))
    const items = []
    for (const each of await listAutomations(ctx))
      items.push(await presentAutomation(ctx, each, counts.get(each.id)))
    return { items }
  },
})

export const catalogue = operation({
  path: 'GET /automation-catalogue',
  summary: 'The events, facts and actions that automations are made of',
  allow: 'automations.see',
  takes: z.strictObject({}),
  returns: CatalogueView,
  run: (ctx) => describeCatalogue(ctx),
})

export const get = operation({
  path: 'GET /automations/{id}',
  summary: 'Open an automation',
  allow: 'automations.see',
  takes: z.strictObject({ id: Id }),
  returns: AutomationView,
  run: (ctx, { id }) => open(ctx, id),
})

export const create = operation({
  path: 'POST /automations',
  summary: 'Make an automation: when an event, if conditions, wait, then actions',
  allow: 'automations.manage',
  takes: z.strictObject({ name: line(120), definition: Definition, on: z.boolean().default(false) }),
  returns: AutomationView,
  fails: [WRONG],
  run: async (ctx, { name, definition, on }) => {
    await refuseWrong(ctx, definition)
    return open(ctx, (await createAutomation(ctx, { name, definition, state: on ? 'on' : 'off' }))!)
  },
})

export const save = operation({
  path: 'PUT /automations/{id}',
  summary: 'Save the next version of an automation; runs under way keep theirs',
  allow: 'automations.manage',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion, name: line(120), definition: Definition }),
  returns: AutomationView,
  fails: [WRONG, CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => {
    await saveAutomation(ctx, id, wish)
    return open(ctx, id)
  },
})

export const switchOne = operation({
  path: 'POST /automations/{id}/state',
  summary: 'Switch an automation on or off, pause it, or let it go on',
  allow: 'automations.manage',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    state: z.enum(STATES),
    /** Of a paused one that goes on: forget what happened meanwhile, or run for it now. */
    missed: z.enum(['skip', 'catch_up']).default('skip'),
  }),
  returns: AutomationView,
  fails: [WRONG, CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => {
    await switchAutomation(ctx, id, wish)
    return open(ctx, id)
  },
})

export const remove = operation({
  path: 'POST /automations/{id}/removal',
  summary: 'Take an automation away; its log stays',
  allow: 'automations.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ removed: z.literal(true) }),
  run: async (ctx, { id }) => {
    await removeAutomation(ctx, id)
    return { removed: true as const }
  },
})

export const trial = operation({
  path: 'POST /automation-trial',
  summary: 'What an automation would have done with the events of the last days; sends and changes nothing',
  allow: 'automations.manage',
  takes: z.strictObject({ definition: Definition, days: z.int().min(1).max(90).default(30) }),
  returns: TrialView,
  fails: [WRONG],
  run: async (ctx, { definition, days }) => {
    await refuseWrong(ctx, definition)
    const found = await tryOnPast(ctx, definition, days)
    return presentTrial(ctx, found, await namesOf(ctx, found.rows))
  },
})

export const runs = operation({
  path: 'GET /automations/{id}/runs',
  summary: 'What an automation did, and why it did not, the latest first',
  allow: 'automations.see',
  takes: z.strictObject({ id: Id, state: z.enum(RUN_STATES).optional(), ...paging }),
  returns: pageOf(RunView),
  run: async (ctx, { id, ...question }) => {
    await findAutomation(ctx, id)
    const page = await listRuns(ctx, { automationId: id, ...question })
    return { ...page, items: page.items.map((each) => presentRun(ctx, each)) }
  },
})

export const getRun = operation({
  path: 'GET /automation-runs/{id}',
  summary: 'Open a run with what each of its steps did',
  allow: 'automations.see',
  takes: z.strictObject({ id: Id }),
  returns: OpenRunView,
  run: async (ctx, { id }) => presentOpenRun(ctx, await findRun(ctx, id)),
})

export const retry = operation({
  path: 'POST /automation-runs/{id}/retry',
  summary: 'Try the failed step of a run again',
  allow: 'automations.manage',
  takes: z.strictObject({ id: Id }),
  returns: OpenRunView,
  fails: ['not_failed'],
  run: async (ctx, { id }) => {
    await retryRun(ctx, id)
    return presentOpenRun(ctx, await findRun(ctx, id))
  },
})

export const cancel = operation({
  path: 'POST /automation-runs/{id}/cancellation',
  summary: 'End a run that waits',
  allow: 'automations.manage',
  takes: z.strictObject({ id: Id }),
  returns: OpenRunView,
  fails: ['already_ended'],
  run: async (ctx, { id }) => {
    await cancelRun(ctx, id)
    return presentOpenRun(ctx, await findRun(ctx, id))
  },
})

async function open(ctx: Context, id: string) {
  const counts = await countRuns(ctx, new Date(ctx.now.getTime() - COUNTED_MS))
  return presentAutomation(ctx, await findAutomation(ctx, id), counts.get(id))
}

async function namesOf(
  ctx: Context,
  rows: readonly { clientId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ clientId }) => clientId ?? []))]
  const found = await sql<{
    id: string
    given_name: string
    family_name: string
  }>`select id, given_name, family_name from client
    where practice_id = ${ctx.practiceId} and id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.id, clientName(row)]))
}
