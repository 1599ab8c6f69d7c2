import type { Group } from './model/features.ts'
import { featuresOf } from './model/features.ts'
import type { Past } from './model/history.ts'
import { sigmoid } from './model/logistic.ts'
import { calibrated } from './model/calibrate.ts'
import type { NoShowModel } from './model/train.ts'
import type { NoShowVisit } from './model/visit.ts'

/** What the model makes of one fact while everything else is as in the average visit. */
export interface Effect {
  group: Group
  code: string
  values: Record<string, number>
  chance: number
}

const LEADS = [0, 1, 3, 7, 14, 30, 60]
const HISTORIES = [
  { visits: 0, missed: 0 },
  { visits: 4, missed: 0 },
  { visits: 4, missed: 1 },
  { visits: 6, missed: 2 },
  { visits: 6, missed: 3 },
]
// Monday 5 January 1970 and the days after it.
const MONDAY = 4

/** The weights in words: the chance at some days ahead, with some pasts, on each weekday and at some hours. */
export function effectsOf(model: NoShowModel): Effect[] {
  const leads = LEADS.map((days) =>
    effect(model, 'lead', {
      code: 'lead',
      values: { days },
      visit: { day: MONDAY + 2, bookedDay: MONDAY + 2 - days },
    }),
  )
  const pasts = HISTORIES.map(({ visits, missed }) =>
    effect(model, 'history', {
      code: visits === 0 ? 'first_visit' : 'history',
      values: { visits, missed },
      past: { visits, absences: missed, daysSince: visits > 0 ? 14 : null },
    }),
  )
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    effect(model, 'weekday', { code: 'weekday', values: { weekday }, visit: { day: MONDAY + weekday - 1 } }),
  )
  const hours = model.plan.usesHour
    ? [8, 10, 13, 16, 18].map((hour) =>
        effect(model, 'hour', { code: 'hour', values: { hour }, visit: { hour } }),
      )
    : []
  return [...leads, ...pasts, ...weekdays, ...hours]
}

interface Said {
  code: string
  values: Record<string, number>
  visit?: Partial<NoShowVisit>
  past?: Partial<Past>
}

function effect({ plan, groups, logistic, calibration }: NoShowModel, group: Group, said: Said): Effect {
  const features = featuresOf({ ...VISIT, ...said.visit }, { ...PAST, ...said.past }, plan)
  let sum = logistic.intercept
  features.forEach(({ value }, at) => {
    if (groups[at] === group)
      sum += (logistic.weights[at]! * (value - logistic.means[at]!)) / logistic.spreads[at]!
  })
  return { group, code: said.code, values: said.values, chance: calibrated(calibration, sigmoid(sum)) }
}

const VISIT: NoShowVisit = {
  id: '',
  personId: '',
  serviceId: '',
  bookedAt: 0,
  bookedDay: MONDAY,
  day: MONDAY + 7,
  knownAt: 0,
  hour: 10,
  age: null,
  reminded: null,
  ending: 'ahead',
}
const PAST: Past = {
  visits: 0,
  absences: 0,
  lateCancels: 0,
  lastMissed: false,
  daysSince: null,
  ahead: 0,
  sameDay: 0,
  bookedTogether: 0,
  bookedLately: 0,
  usualLead: 0,
  usuallySameDay: 0,
  daysSinceBooking: null,
}
