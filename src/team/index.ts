import type { Subscriber } from '../platform/events/subscribers.ts'
import type { Context } from '../platform/operation/context.ts'
import type { Catalogue } from '../platform/rules/rules.ts'
import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { isActing } from './automations/acting.ts'
import { runJob } from './automations/advance.ts'
import * as automations from './automations/operations.ts'
import { dueSweep } from './automations/queue.ts'
import { ensureReady, installReady } from './automations/ready.ts'
import { handEvent } from './automations/start-runs.ts'
import { catchUpJob } from './automations/switch.ts'
import { makeTask, taskEvents } from './tasks/action.ts'
import { followVisits } from './tasks/follow-visit.ts'
import * as tasks from './tasks/operations.ts'
import { callWebhook } from './webhooks/action.ts'
import { deliverJob } from './webhooks/delivery.ts'
import * as webhooks from './webhooks/operations.ts'

export { connectCatalogue } from './automations/catalogue.ts'
export { createTask } from './tasks/task.ts'
export type { TaskWish } from './tasks/task.ts'

/** The engine listens to every event that a rule may begin with; a rule of the practice decides what happens. */
export function automationsOf({ events }: Catalogue): Subscriber {
  return {
    name: 'team.automations',
    on: [...events.keys()],
    run: async (ctx, event) => {
      await ensureReady(ctx)
      await handEvent(ctx, event)
    },
  }
}

/** Whether the practice plans reminders of visits by itself. */
export const plansReminders = (ctx: Context) => isActing(ctx, 'messages.plan_reminders')

export const slice: Slice = {
  name: 'team',
  permissions,
  topics,
  operations: operations(...Object.values(tasks), ...Object.values(automations), ...Object.values(webhooks)),
  events: taskEvents,
  actions: [makeTask, callWebhook],
  subscribers: [followVisits, installReady],
  jobs: [runJob, catchUpJob, deliverJob],
  sweeps: [dueSweep],
}
