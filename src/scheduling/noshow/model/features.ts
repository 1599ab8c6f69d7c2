import { weekdayOfNumber } from '../../../platform/time/index.ts'
import type { Past } from './history.ts'
import { logit } from './logistic.ts'
import type { NoShowVisit } from './visit.ts'
import { leadDaysOf } from './visit.ts'

/** What a group of features is about; the reasons that people read are given by group. */
export const GROUPS = [
  'lead',
  'history',
  'late_cancels',
  'others_booked',
  'weekday',
  'hour',
  'service',
  'age',
  'reminder',
] as const
export type Group = (typeof GROUPS)[number]

/** What the features of a practice look like; kept with the weights. */
export interface FeaturePlan {
  /** Share of absences and of late cancellations, to which a person's own share is drawn. */
  baseRate: number
  lateRate: number
  /** Services with visits enough for a weight of their own. */
  serviceIds: string[]
  usesHour: boolean
  usesAge: boolean
  usesReminder: boolean
}

/** So many visits of the practice's base rate are added to everybody's own: one miss of one visit is no 100 %. */
export const PRIOR_VISITS = 2
const LEAD_KNOTS = [1, 3, 7, 14, 30]
const AGE_KNOTS = [0, 5, 10, 15, 20, 30, 40, 50, 60, 70]
const AGE_KNOTS_SAME_DAY = [0, 15, 30, 60]
const UNKNOWN_AGE = 37
const OLDEST = 90

interface Feature {
  name: string
  group: Group
  value: number
}

/** The features of a visit with what was known of its person; always the same, in the same order, for one plan. */
export function featuresOf(visit: NoShowVisit, past: Past, plan: FeaturePlan): Feature[] {
  const sameDay = leadDaysOf(visit) <= 0 ? 1 : 0
  return [
    ...leadFeatures(visit, sameDay),
    ...historyFeatures(past, plan, sameDay),
    ...habitFeatures(past, sameDay),
    ...weekdayFeatures(visit),
    ...(plan.usesHour ? hourFeatures(visit) : []),
    ...plan.serviceIds.map((id, at) =>
      feature(`service ${at + 1}`, 'service', visit.serviceId === id ? 1 : 0),
    ),
    ...(plan.usesAge ? ageFeatures(visit, sameDay) : []),
    ...(plan.usesReminder ? reminderFeatures(visit) : []),
  ]
}

function feature(name: string, group: Group, value: number): Feature {
  return { name, group, value }
}

/** A linear spline in the logarithm of the days, and a step for bookings of the same day. */
function leadFeatures(visit: NoShowVisit, sameDay: number): Feature[] {
  const log = Math.log1p(Math.max(0, leadDaysOf(visit)))
  return [
    feature('booked the same day', 'lead', sameDay),
    feature('ln(1 + days ahead)', 'lead', log),
    feature('ln(1 + days ahead)²', 'lead', log * log),
    ...LEAD_KNOTS.map((knot) =>
      feature(`ln(1 + days ahead) beyond ${knot}`, 'lead', Math.max(0, log - Math.log1p(knot))),
    ),
  ]
}

function historyFeatures(past: Past, { baseRate, lateRate }: FeaturePlan, sameDay: number): Feature[] {
  const own = excess(past.absences, past.visits, baseRate)
  return [
    feature('own share of absences', 'history', own),
    feature('own share of absences, same day', 'history', own * sameDay),
    feature('ln(1 + past visits)', 'history', Math.log1p(past.visits)),
    feature('no visit before', 'history', past.visits === 0 ? 1 : 0),
    feature('missed the last one', 'history', past.lastMissed ? 1 : 0),
    feature(
      'ln(1 + days since the last)',
      'history',
      past.daysSince === null ? 0 : Math.log1p(Math.min(past.daysSince, 730)),
    ),
    feature(
      'own share of late cancellations',
      'late_cancels',
      excess(past.lateCancels, past.visits + past.lateCancels, lateRate),
    ),
    feature('ln(1 + others booked ahead)', 'others_booked', Math.log1p(past.ahead)),
    feature('others booked ahead, same day', 'others_booked', Math.log1p(past.ahead) * sameDay),
    feature('others on the same day', 'others_booked', Math.min(past.sameDay, 3)),
    feature('others booked in the same minutes', 'others_booked', Math.min(past.bookedTogether, 4)),
    feature('any booked in the same minutes', 'others_booked', past.bookedTogether > 0 ? 1 : 0),
    feature('ln(1 + booked within two weeks)', 'others_booked', Math.log1p(past.bookedLately)),
    feature('booked within two weeks, same day', 'others_booked', Math.log1p(past.bookedLately) * sameDay),
  ]
}

/** How the person books: long ahead or on the day itself, and how fresh the last booking is. */
function habitFeatures(past: Past, sameDay: number): Feature[] {
  const isKnown = past.daysSinceBooking !== null
  // From a third of same-day bookings on, somebody is one who comes when it hurts.
  const onTheDay = isKnown ? past.usuallySameDay - 0.35 : 0
  const fresh = past.daysSinceBooking === null ? 0 : 1 / (1 + past.daysSinceBooking)
  return [
    feature('usual days ahead', 'others_booked', past.usualLead),
    feature('usually the same day', 'others_booked', onTheDay),
    feature('usually the same day, same day', 'others_booked', onTheDay * sameDay),
    feature('1 / (1 + days since the last booking)', 'others_booked', fresh),
    feature('the same, same day', 'others_booked', fresh * sameDay),
  ]
}

/** The person's share, drawn to the practice's, less the practice's, in log-odds (an empirical-Bayes mean of a beta prior). */
function excess(cases: number, of: number, base: number): number {
  const prior = Math.min(Math.max(base, 0.005), 0.995)
  return logit((cases + PRIOR_VISITS * prior) / (of + PRIOR_VISITS)) - logit(prior)
}

function weekdayFeatures({ day }: NoShowVisit): Feature[] {
  const weekday = weekdayOfNumber(day)
  // Wednesday is where the others are measured from.
  return [1, 2, 4, 5, 6, 7].map((each) => feature(`weekday ${each}`, 'weekday', weekday === each ? 1 : 0))
}

function hourFeatures({ hour }: NoShowVisit): Feature[] {
  const within = (from: number, to: number) => (hour !== null && hour >= from && hour < to ? 1 : 0)
  return [
    feature('before 9:00', 'hour', within(0, 9)),
    feature('12:00 to 15:00', 'hour', within(12, 15)),
    feature('15:00 to 18:00', 'hour', within(15, 18)),
    feature('from 18:00', 'hour', within(18, 24)),
  ]
}

function ageFeatures({ age }: NoShowVisit, sameDay: number): Feature[] {
  const years = Math.min(age ?? UNKNOWN_AGE, OLDEST)
  const beyond = (knot: number) => Math.max(0, years - knot) / 10
  return [
    feature('age unknown', 'age', age === null ? 1 : 0),
    ...AGE_KNOTS.map((knot) => feature(`age beyond ${knot}`, 'age', beyond(knot))),
    ...AGE_KNOTS_SAME_DAY.map((knot) =>
      feature(`age beyond ${knot}, same day`, 'age', beyond(knot) * sameDay),
    ),
  ]
}

/** Where reminders go to long leads only, the plain share says that they do harm: the days ahead stand beside them. */
function reminderFeatures(visit: NoShowVisit): Feature[] {
  const reminded = visit.reminded ? 1 : 0
  return [
    feature('reminded', 'reminder', reminded),
    feature(
      'reminded × ln(1 + days ahead)',
      'reminder',
      reminded * Math.log1p(Math.max(0, leadDaysOf(visit))),
    ),
  ]
}
