import type { OnlineRules } from '../online/rules.ts'

const HOUR = 3_600_000

/**
 * When a request that nobody answered is over: after the practice's hours, at the latest when the service's notice
 * begins; but never sooner than an hour after it came, nor after its start.
 */
export function requestEnd(
  { requestedAt, startsAt, noticeMinutes }: { requestedAt: Date; startsAt: Date; noticeMinutes: number },
  { requestHours }: Pick<OnlineRules, 'requestHours'>,
): Date {
  const byRule = requestedAt.getTime() + requestHours * HOUR
  const byNotice = Math.max(startsAt.getTime() - noticeMinutes * 60_000, requestedAt.getTime() + HOUR)
  return new Date(Math.min(byRule, byNotice, startsAt.getTime()))
}
