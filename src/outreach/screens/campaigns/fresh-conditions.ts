import type { Campaign } from './CampaignsScreen.tsx'

export type Condition = Campaign['segment'][number]

/** How each condition of a segment begins when it is added. */
export const FRESH: Record<Condition['is'], Condition> = {
  seen_within: { is: 'seen_within', days: 365 },
  not_seen_for: { is: 'not_seen_for', days: 180 },
  has_next_visit: { is: 'has_next_visit', yes: false },
  had_service: { is: 'had_service', serviceIds: [] },
  seen_by: { is: 'seen_by', practitionerIds: [] },
  seen_at: { is: 'seen_at', locationIds: [] },
  age: { is: 'age', from: 18, to: 120 },
  language: { is: 'language', languages: ['de'] },
  owes: { is: 'owes', yes: false },
  recall_overdue: { is: 'recall_overdue', yes: true },
  visits_on: { is: 'visits_on', day: new Date().toISOString().slice(0, 10), practitionerIds: [] },
  tagged: { is: 'tagged', tags: [] },
  visits: { is: 'visits', atLeast: 2 },
}
export const KINDS = Object.keys(FRESH) as Condition['is'][]
