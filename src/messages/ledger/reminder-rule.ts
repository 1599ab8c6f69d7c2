import type { Context } from '../../platform/operation/context.ts'

type ReminderRule = (ctx: Context) => Promise<boolean>

const rules = new WeakMap<object, ReminderRule>()

/** Who knows whether the practice plans reminders at all: its automations, which this slice comes before. */
export function connectReminderRule(house: { services: object }, rule: ReminderRule) {
  rules.set(house.services, rule)
}

/** False where the practice has switched the reminders off: what changes then only ends what no longer fits. */
export async function plansReminders(ctx: Context): Promise<boolean> {
  return (await rules.get(ctx.services)?.(ctx)) ?? true
}
