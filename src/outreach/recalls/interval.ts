/** How long until somebody is due again: months first, then days. */
export interface Interval {
  months: number
  days: number
}

/**
 * The day that lies an interval after another. A month later is the same day of the month, or the month's last where it
 * is shorter: 31 August + 6 months = 28 February. (As PostgreSQL and Open Dental count.)
 */
export function addInterval(day: string, { months, days }: Interval): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const target = month - 1 + months
  const lastOfMonth = new Date(Date.UTC(year, target + 1, 0)).getUTCDate()
  const at = Date.UTC(year, target, Math.min(date, lastOfMonth) + days)
  return new Date(at).toISOString().slice(0, 10)
}

export interface DueDays {
  dueOn: string
  /** Null before the first visit. */
  calculatedDueOn: string | null
}

/**
 * The due day after the visits were looked at again. A day set by hand stays, however the calculated one moves, until a
 * visit on or after it has fulfilled it (Open Dental's DateDue and DateDueCalc; there the hand-set day stays even then,
 * and a client would be overdue for ever).
 */
export function followVisits(before: DueDays | null, visit: { on: string; interval: Interval }): DueDays {
  const calculatedDueOn = addInterval(visit.on, visit.interval)
  const isSetByHand = before !== null && before.dueOn !== before.calculatedDueOn
  const isFulfilled = before !== null && before.dueOn <= visit.on
  return { calculatedDueOn, dueOn: isSetByHand && !isFulfilled ? before.dueOn : calculatedDueOn }
}

/** The day of the next reminder, or null when there is none left to send. */
export function nextReminderOn(
  plan: { firstReminderDays: number; againAfterDays: readonly number[] },
  sofar: { dueOn: string; sent: number; lastOn: string | null },
): string | null {
  if (sofar.sent === 0) return addInterval(sofar.dueOn, { months: 0, days: plan.firstReminderDays })
  const pause = plan.againAfterDays[sofar.sent - 1]
  if (pause === undefined || sofar.lastOn === null) return null
  return addInterval(sofar.lastOn, { months: 0, days: pause })
}
