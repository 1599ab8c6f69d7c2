import { operations } from '../platform/slice.ts'
import type { Slice } from '../platform/slice.ts'
import { permissions, topics } from './access.ts'
import { carryJob } from './campaigns/carry.ts'
import * as campaigns from './campaigns/operations.ts'
import { campaignActions, campaignEvents } from './campaigns/offers.ts'
import { dailySweep, endAtGoal, endForArchived } from './campaigns/triggers.ts'
import { recallActions } from './recalls/actions.ts'
import { announceSweep, noticeBooked } from './recalls/announce.ts'
import { installRecalls } from './recalls/install-pack.ts'
import { recallEvents, recallGroups } from './recalls/offers.ts'
import * as recalls from './recalls/operations.ts'
import { followVisitsSweep, remindSweep } from './recalls/sweeps.ts'
import * as recallTypes from './recalls/type-operations.ts'

export { syncRecalls } from './recalls/sync-recalls.ts'

export const slice: Slice = {
  name: 'outreach',
  permissions,
  topics,
  operations: operations(
    ...Object.values(recalls),
    ...Object.values(recallTypes),
    ...Object.values(campaigns),
  ),
  events: [...recallEvents, ...campaignEvents],
  facts: recallGroups,
  actions: [...recallActions, ...campaignActions],
  subscribers: [installRecalls, noticeBooked, endAtGoal, endForArchived],
  jobs: [carryJob],
  sweeps: [followVisitsSweep, announceSweep, remindSweep, dailySweep],
}
