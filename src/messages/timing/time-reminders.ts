import { primaryPhoneIfAny } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, instantToWall, wallToInstant } from '../../platform/time/index.ts'
import { riskOf } from '../../scheduling/index.ts'
import type { Quiet } from '../consent/quiet-hours.ts'
import { isQuiet } from '../consent/quiet-hours.ts'
import type { ReminderPlan, ReminderWish } from '../reminder-times.ts'
import { planReminders } from '../reminder-times.ts'
import { bestChannel } from './best-channel.ts'
import { bestHour } from './best-hour.ts'
import type { Pattern } from './pattern.ts'
import { readPattern, readPracticeHours } from './pattern.ts'
import type { TimingSettings } from './settings.ts'
import { findTiming } from './settings.ts'

/** A reminder with the reasons for its hour and its channel. */
export interface TimedReminder extends ReminderPlan {
  /** After what the plan of the service says; '' when nothing is different. */
  because: string
  channel?: 'email' | 'sms' | 'call'
  /** Told apart in the key: a call beside a message of the same hour. */
  kind: '' | 'extra' | 'call'
}

interface Asked extends ReminderWish {
  visitId: string
  clientId: string
  serviceId: string
  quiet: Quiet
}

/** Reminders sooner than this before the start are about setting out, not about remembering: they stay. */
const SHORTEST_TO_MOVE = 6 * 60
const HOUR_MS = 3_600_000
const MOST_MOVED = 12 * HOUR_MS

/** The reminders of a visit at the hour and on the channel of its person, with more of them where absence is likely. */
export async function timeReminders(ctx: Context, asked: Asked): Promise<TimedReminder[]> {
  const settings = await findTiming(ctx)
  const isOff = settings.exceptServiceIds.includes(asked.serviceId)
  const plain = planReminders(asked, ctx.now).map((plan) => ({ ...plan, because: '', kind: '' as const }))
  if (isOff) return plain
  const all = [...plain, ...(await moreOf(ctx, asked, { settings, plain }))]
  if (!settings.byPattern || all.every(({ skip }) => skip)) return all
  const pattern = await readPattern(ctx, asked.clientId, asked.zone)
  if (pattern.reactions === 0 && pattern.channels.length === 0 && !pattern.pin) return all
  const practice = await readPracticeHours(ctx)
  return all.map((plan) =>
    plan.skip || plan.kind === 'call' ? plan : adapted(plan, { asked, pattern, practice, now: ctx.now }),
  )
}

/** One more reminder and a call, by the practice's rule for visits with a high risk of absence. */
async function moreOf(
  ctx: Context,
  asked: Asked,
  { settings, plain }: { settings: TimingSettings; plain: readonly ReminderPlan[] },
): Promise<TimedReminder[]> {
  const { extraHours, callHours } = settings
  if ((extraHours === null && callHours === null) || asked.minutesBefore.length === 0) return []
  const risk = (await riskOf(ctx, [asked.visitId])).get(asked.visitId)
  if (risk?.level !== 'high') return []
  const because = 'One more, by the rule for visits with a high risk of absence.'
  const at = (hours: number) => planReminders({ ...asked, minutesBefore: [hours * 60] }, ctx.now)
  const isThere = plain.some(({ minutesBefore }) => minutesBefore === (extraHours ?? 0) * 60)
  const extra = extraHours === null || isThere ? [] : at(extraHours)
  const mayCall = callHours !== null && (await primaryPhoneIfAny(ctx, asked.clientId)) !== null
  const calls = mayCall ? at(callHours) : []
  // What came too late to be planned was no promise of the service: nobody has to read that it was left out.
  return [
    ...extra.filter(({ skip }) => !skip).map((plan) => ({ ...plan, because, kind: 'extra' as const })),
    ...calls
      .filter(({ skip }) => !skip)
      .map((plan) => ({
        ...plan,
        because: 'A call, by the rule for visits with a high risk of absence.',
        kind: 'call' as const,
        channel: 'call' as const,
      })),
  ]
}

interface Known {
  asked: Asked
  pattern: Pattern
  practice: readonly number[]
  now: Date
}

function adapted(plan: TimedReminder, known: Known): TimedReminder {
  const hour = hourFor(plan, known)
  const channel = channelFor(known)
  return {
    ...plan,
    ...(hour ? { sendAt: hour.sendAt } : {}),
    ...(channel ? { channel: channel.channel } : {}),
    because: [plan.because, hour?.because, channel?.because].filter(Boolean).join(' '),
  }
}

function channelFor({ pattern }: Known): { channel: 'email' | 'sms' | 'call'; because: string } | null {
  const { pin } = pattern
  if (pin?.channel) return { channel: pin.channel, because: `The channel was chosen by ${pin.pinnedBy}.` }
  const best = bestChannel(pattern.channels)
  if (!best) return null
  const counts = pattern.channels.map(
    ({ channel, sent, reacted }) => `${NAMES[channel]} ${reacted} of ${sent}`,
  )
  return { channel: best.channel, because: `The channel on which the person reacts: ${counts.join(', ')}.` }
}

const NAMES = { email: 'mail', sms: 'text message' }

function hourFor(plan: TimedReminder, known: Known): { sendAt: Date; because: string } | null {
  const { asked, pattern, practice } = known
  if (plan.minutesBefore < SHORTEST_TO_MOVE) return null
  const planned = Number(instantToWall(plan.sendAt, asked.zone).slice(11, 13))
  const at = (hour: number) => nearest(plan, hour, known)
  if (typeof pattern.pin?.hour === 'number') {
    const sendAt = at(pattern.pin.hour)
    return sendAt && { sendAt, because: `At ${clock(pattern.pin.hour)}, chosen by ${pattern.pin.pinnedBy}.` }
  }
  const best = bestHour({ own: pattern.hours, practice }, { planned, isAllowed: (hour) => at(hour) !== null })
  const sendAt = best && at(best.hour)
  return sendAt
    ? {
        sendAt,
        because: `At ${clock(best.hour)} rather than ${clock(planned)}: the person reacted ${pattern.reactions} times, mostly about then.`,
      }
    : null
}

/** The hour's occurrence nearest to the plan: at most 12 hours off, not quiet, not in the past, and with half the notice left. */
function nearest(plan: ReminderPlan, hour: number, { asked, now }: Known): Date | null {
  const day = instantToWall(plan.sendAt, asked.zone).slice(0, 10)
  const latest = asked.startsAt.getTime() - (plan.minutesBefore * 60_000) / 2
  const times = [-1, 0, 1]
    .map((days) =>
      wallToInstant(`${addLocalDays(day, days)}T${clock(hour)}`, asked.zone, {
        disambiguation: 'compatible',
      }),
    )
    .filter((at) => Math.abs(at.getTime() - plan.sendAt.getTime()) <= MOST_MOVED && at.getTime() <= latest)
    .filter((at) => at > now && at > asked.bookedAt && !isQuiet(at, asked.zone, asked.quiet))
    .toSorted(
      (a, b) => Math.abs(a.getTime() - plan.sendAt.getTime()) - Math.abs(b.getTime() - plan.sendAt.getTime()),
    )
  return times[0] ?? null
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
